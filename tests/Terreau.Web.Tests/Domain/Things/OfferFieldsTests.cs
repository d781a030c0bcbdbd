using System.Text.Json;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Things;
using Terreau.Web.Features.History;
using Terreau.Web.Features.Offers;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Search;
using Terreau.Web.Search.Projection;
using Terreau.Web.Seeds;
using Terreau.Web.Tests.Features.Directory;

namespace Terreau.Web.Tests.Domain.Things;

/// <summary>Walks every field of an offer: a value set on a probe shows in each place that the field declares.</summary>
public sealed class OfferFieldsTests(DirectorySite shared) : IClassFixture<DirectorySite>
{
    private OfferItem Item => new(ShelvedOffer.Of(Probe(), shared.Atlas), new Telling(shared.Atlas)
    {
        Today = new DateOnly(2026, 11, 23), StaleMonths = 12, PageOf = slug => "/offres/" + slug,
    });

    [Fact]
    public async Task Columns_OfTheDatabase_AreAllDeclared()
    {
        var columns = await shared.Site.WithDbAsync(db => Task.FromResult(
            db.Model.FindEntityType(typeof(Offer))!.GetProperties().Select(property => property.Name).ToList()));

        Assert.DoesNotContain(columns, name => OfferFields.Find(name) is null);
    }

    [Fact]
    public void Api_OfEveryField_TellsItsValueUnderItsName()
    {
        var (inList, whole) = (JsonSerializer.SerializeToElement(Item, ApiJson.Options),
            JsonSerializer.SerializeToElement(new OfferWhole(Item), ApiJson.Options));

        foreach (var api in OfferItem.Fields.Select(field => field.Api).OfType<ApiMember>())
        {
            Assert.NotEqual(JsonValueKind.Null, whole.GetProperty(api.Name).ValueKind);
            Assert.Equal(!api.IsWhole, inList.TryGetProperty(api.Name, out _));
        }
        Assert.Equal((1500.5m, "2026-12-01"), (whole.GetProperty("montantMin").GetDecimal(), whole.GetProperty("ouvre").GetString()));
        Assert.Equal("Licence Ouverte 2.0", whole.GetProperty("licence").GetString());
    }

    [Fact]
    public async Task Description_OfTheApi_ExplainsEveryFieldItTells()
    {
        using var document = JsonDocument.Parse(await shared.Site.Client.GetStringAsync("/openapi/v1.json"));
        var schema = document.RootElement.GetProperty("paths").GetProperty("/api/v1/offres/{id}").GetProperty("get")
            .GetProperty("responses")
            .GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        if (schema.TryGetProperty("$ref", out var path))
            schema = path.GetString()!.Split('/').Skip(1).Aggregate(document.RootElement, (at, name) => at.GetProperty(name));

        foreach (var api in OfferItem.Fields.Select(field => field.Api).OfType<ApiMember>())
            Assert.Equal(api.Description, schema.GetProperty("properties").GetProperty(api.Name).GetProperty("description").GetString());
    }

    [Fact]
    public void Files_OfEveryField_HaveItsColumnAndItsValue()
    {
        foreach (var field in OfferItem.Fields.Where(field => field.Heading is not null))
        {
            var cell = OfferItem.Files.Single(column => column.Heading == field.Heading).Value(Item);
            Assert.True(cell is IEnumerable<string> texts ? texts.Any() : cell is not null, $"{field.Name} has an empty column");
        }
    }

    [Fact]
    public void Index_OfEveryField_HoldsItsWordsAndItsValues()
    {
        var document = OfferDocuments.Of(Probe(), shared.Atlas);

        foreach (var field in OfferFields.All)
        {
            if (field.Searched is { } searched)
            {
                Assert.Contains((searched.Text, field.InWords(field.Held(Item.Shelved, Item.Telling).First(), shared.Atlas)),
                    document.Texts);
                Assert.Contains(OfferSchema.Schema.Texts, text => text.Name == searched.Text && text.Weight == searched.Weight);
            }
            if (field.Facet is { } facet)
            {
                Assert.Contains((facet.Parameter, field.Held(Item.Shelved, Item.Telling).First()), document.Facets);
                Assert.Contains(OfferSchema.Schema.Facets, known => known.Name == facet.Parameter);
                Assert.Contains(OfferList.Asked.Facets, known => known.Name == facet.Parameter);
            }
        }
    }

    [Fact]
    public void StructuredData_OfEveryField_HasItsProperty()
    {
        using var node = JsonDocument.Parse(OfferJsonLd.Of(Item.Shelved, shared.Atlas, "https://exemple.fr/"));

        foreach (var field in OfferFields.All.Where(field => field.Schema is not null))
            Assert.Equal(field.Held(Item.Shelved, Item.Telling).First(), node.RootElement.GetProperty(field.Schema!).GetString());
    }

    [Fact]
    public void History_OfEveryField_HasItsWords()
    {
        Assert.All(OfferFields.All, field => Assert.Equal(field.Title, FieldWords.Label(nameof(Offer), field.Name)));
        Assert.Equal("1 500,50 €", FieldWords.Words(nameof(Offer), nameof(Offer.AmountMinCents), JsonSerializer.SerializeToElement(150_050),
            shared.Atlas)
            .Replace('\u202F', ' ').Replace('\u00A0', ' '));
        Assert.Equal("Financement : prêt",
            FieldWords.Words(nameof(Offer), nameof(Offer.Needs), JsonSerializer.SerializeToElement("FINANCEMENT/pret"), shared.Atlas));
        Assert.Equal("23 novembre 2026",
            FieldWords.Words(nameof(Offer), nameof(Offer.CheckedOn), JsonSerializer.SerializeToElement("2026-11-23"), shared.Atlas));
    }

    /// <summary>An offer of which everything is known.</summary>
    private Offer Probe() => Builders.Offer("sonde", "Sonde titre", "Sonde organisme", shared.Atlas.Sources.Keys[0],
        PartialDate.Parse("2018-10"), offer =>
    {
        (offer.OperatorSlug, offer.Summary, offer.Description) = ("baluchon", "Sonde résumé", "Sonde description");
        (offer.Stages, offer.Themes, offer.Publics) = ([Vocabulary.Stages.Terms[0].Code], [shared.Atlas.Filieres[0].Code],
            [Vocabulary.Publics.Terms[1].Code]);
        (offer.Needs, offer.Perimeter) = ([AnsweredNeed.Read("FINANCEMENT/pret")], [shared.Atlas.Communes[0].Code]);
        (offer.Cost, offer.AmountMinCents, offer.AmountMaxCents, offer.RateMaxThousandths) = ("gratuit", 150_050, 3_000_000, 500);
        (offer.AmountNote, offer.AmountSourceId, offer.Windows) = ("Sonde note", offer.SourceId, OfferWindow.Read("2026-12-01/2026-12-31"));
        (offer.DecisionDays, offer.CapacityPerYear, offer.HowTo, offer.Url) = (30, 12, "Sonde démarche", "https://exemple.fr");
        (offer.Aliases, offer.Limits, offer.IsGeneralist, offer.Documents) = (["Sonde sigle"], ["filieres"], true, ["Sonde pièce"]);
        (offer.ContactName, offer.ContactPhone, offer.ContactMail) = ("Sonde accueil", "01 23 45 67 89", "accueil@exemple.fr");
        (offer.ContactForm, offer.ContactPlace, offer.ContactSourceId) = ("https://exemple.fr/ecrire", "Sonde lieu", offer.SourceId);
        (offer.ApplyUrl, offer.PreviousNote) = ("https://exemple.fr/demander", "Sonde édition");
        (offer.PreviousOpens, offer.PreviousCloses) = (new DateOnly(2025, 10, 1), new DateOnly(2025, 11, 30));
        (offer.Rule, offer.CheckedOn) = ("""{"all":[]}""", new DateOnly(2026, 11, 20));
    });
}
