using System.Text;
using System.Text.Json;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Things;
using Terreau.Web.Features.Directory.Sheets;
using Terreau.Web.Features.Directory;
using Terreau.Web.Features.History;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Search;
using Terreau.Web.Search.Projection;
using Terreau.Web.Tests.Features.Directory;

namespace Terreau.Web.Tests.Domain.Things;

/// <summary>Walks every field of an actor: a value set on a probe shows in each place that the field declares.</summary>
public sealed class ActorFieldsTests(DirectorySite shared) : IClassFixture<DirectorySite>
{
    /// <summary>Columns of the database that are no field, each with its reason.</summary>
    private static readonly Dictionary<string, string> NoFields = new(StringComparer.Ordinal)
    {
        [nameof(Organisation.ProposedBy)] = "who proposed it is the manager's business",
        [nameof(Organisation.Evidence)] = "sources of fields are shown with each of them",
    };

    private Telling Telling => new(shared.Atlas) { PageOf = slug => "/acteurs/" + slug };

    [Fact]
    public async Task Columns_OfTheDatabase_AreAllDeclaredOrListedWithAReason()
    {
        var columns = await shared.Site.WithDbAsync(db => Task.FromResult(
            db.Model.FindEntityType(typeof(Organisation))!.GetProperties().Select(property => property.Name).ToList()));

        Assert.DoesNotContain(columns, name => ActorFields.Find(name) is null && !NoFields.ContainsKey(name));
    }

    [Fact]
    public void Api_OfEveryField_TellsItsValueUnderItsName()
    {
        var item = JsonSerializer.SerializeToElement(ActorItem.Of(Probe(), shared.Atlas), ApiJson.Options);

        foreach (var field in ActorFields.All.Where(field => field.Api is not null))
            Assert.True(IsSaid(item.GetProperty(field.Api!.Name), field), $"{field.Name} is not told under {field.Api.Name}");
    }

    [Fact]
    public async Task Description_OfTheApi_ExplainsEveryFieldItTells()
    {
        using var document = JsonDocument.Parse(await shared.Site.Client.GetStringAsync("/openapi/v1.json"));
        var schema = document.RootElement.GetProperty("paths").GetProperty("/api/v1/acteurs/{id}").GetProperty("get")
            .GetProperty("responses")
            .GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        var properties = Followed(schema, document.RootElement).GetProperty("properties");

        foreach (var field in ActorFields.All.Where(field => field.Api is not null))
            Assert.Equal(field.Api!.Description, properties.GetProperty(field.Api.Name).GetProperty("description").GetString());
    }

    [Fact]
    public void Files_OfEveryField_HaveItsColumnAndItsValue()
    {
        var item = ActorItem.Of(Probe(), shared.Atlas);

        foreach (var field in ActorFields.All.Where(field => field.Heading is not null))
        {
            var cell = ActorItem.Files.Single(column => column.Heading == field.Heading).Value(item);
            Assert.True(cell is IEnumerable<string> texts ? texts.Any() : cell is not null, $"{field.Name} has an empty column");
            if (field.CodeHeading is { } codes) Assert.NotNull(ActorItem.Files.Single(column => column.Heading == codes).Value(item));
        }
    }

    [Fact]
    public void Index_OfEveryField_HoldsItsWordsAndItsValues()
    {
        var document = ActorDocuments.Of(Probe(), shared.Atlas);

        foreach (var field in ActorFields.All)
        {
            var item = field.Searched is null && field.Facet is null ? null : field.Held(Probe(), Telling).First();
            if (field.Searched is { } searched)
            {
                Assert.Contains((searched.Text, field.InWords(item!, shared.Atlas)), document.Texts);
                Assert.Contains(ActorSchema.Schema.Texts, text => text.Name == searched.Text && text.Weight == searched.Weight);
            }
            if (field.Facet is { } facet)
            {
                Assert.Contains((facet.Parameter, item!), document.Facets);
                Assert.Contains(ActorSchema.Schema.Facets, known => known.Name == facet.Parameter);
                // How far a position can be trusted is counted for the map, and not offered to choose from.
                if (field.Name == nameof(Organisation.Precision)) continue;
                var criterion = Assert.Single(ActorList.Asked.Facets, known => known.Name == facet.Parameter);
                Assert.Equal(field.InWords(item!, shared.Atlas), criterion.Label(criterion.Known(item!, shared.Atlas)!, shared.Atlas));
            }
        }
    }

    [Fact]
    public void Sheet_OfEveryField_ShowsItsFact()
    {
        var facts = SheetFacts.Of(Probe(), shared.Atlas);

        foreach (var field in ActorFields.All.Where(field => field.Fact is not null))
            Assert.Contains(facts, fact => (fact.Label == field.Fact!.One || fact.Label == field.Fact.Many) && fact.Links.Count > 0);
    }

    [Fact]
    public void Fact_OfNothing_SaysSoWhereItsFieldDoes()
    {
        var facts = SheetFacts.Of(new Organisation { Slug = "vide", Name = "Vide", SourceId = "essai",
            SourceOn = PartialDate.Parse("2018") }, shared.Atlas);

        Assert.Equal(("Famille", "À confirmer"), (facts.Single().Label, facts.Single().Links.Single().Text));
    }

    [Fact]
    public void StructuredData_OfEveryField_HasItsProperty()
    {
        using var node = JsonDocument.Parse(SheetStructured.Of(Probe(), shared.Atlas, "https://exemple.fr/acteurs/sonde"));

        foreach (var field in ActorFields.All.Where(field => field.Schema is not null))
            Assert.True(IsSaid(node.RootElement.GetProperty(field.Schema!), field), $"{field.Name} is not under {field.Schema}");
    }

    [Fact]
    public async Task Form_OfEveryFieldThatPeopleChange_HasItsBoxAndWhoSeesIt()
    {
        await using var site = await TestSite.StartAsync();
        await site.SignInAsync("editrice@exemple.fr", organisations: ("baluchon", OrganisationRoles.Editor));

        var page = await site.PageAsync("/acteurs/baluchon/modifier");

        Assert.All(SheetFields.All, field => Assert.NotNull(page.QuerySelector($"[name='f.{field.Name}']")));
    }

    [Fact]
    public void History_OfEveryField_HasItsWords()
        => Assert.All(ActorFields.All, field => Assert.Equal(field.Title, FieldWords.Label(nameof(Organisation), field.Name)));

    [Fact]
    public void Imports_OfEveryField_FindItsColumnAndReadIt()
    {
        foreach (var field in SheetFields.All.Where(field => field.Imported is not null && field.Name != nameof(Organisation.Address)))
        {
            var heading = field.Imported!.Names.First(name => name.Length > 4 || field.Imported.Names.Length == 1
                || name == field.Imported.Names[0]);
            var value = field.Codes is { } codes ? codes.Options(shared.Atlas)[0].Label : Sample(field);
            var file = field.Name == nameof(Organisation.Name) ? $"{heading}\n{value}\n" : $"nom;{heading}\nSonde;\"{value}\"\n";
            var table = TableFile.Read(Encoding.UTF8.GetBytes(file)).Table;
            var mapping = ImportMapping.Of(table, ColumnGuessing.Of(table));
            var record = new ActorRowReader(table, mapping, shared.Atlas).Each(default).Single().Record;

            Assert.Equal(field.Imported.Code, mapping.TargetOf(table.Headings[^1])?.Code);
            Assert.True(record!.Values.ContainsKey(field.Name), $"{field.Name} is not read from {heading}");
        }
    }

    [Fact]
    public void SeenBy_WhoMayNotSeeAField_LosesItsValue()
    {
        foreach (var field in SheetFields.All.Where(field => field.IsReservable))
        {
            var sheet = Probe();
            sheet.Reserved = new() { [field.Name] = Audience.Organisation };

            Assert.NotEqual("", field.Read(sheet));
            Assert.Equal("", field.Read(sheet.SeenBy(Audience.Public)));
        }
    }

    /// <summary>An actor of which everything is known.</summary>
    private Organisation Probe()
    {
        var sheet = new Organisation { Slug = "sonde", Name = "Sonde", SourceId = shared.Atlas.Sources.Keys[0],
            SourceOn = PartialDate.Parse("2018-10") };
        foreach (var field in SheetFields.All.Where(field => field.Section is not null))
            field.Write!(sheet, field.Shape(field.Codes is { } codes ? codes.Options(shared.Atlas)[0].Code : Sample(field)));
        sheet.OutsideCommunes = ["75056"];
        sheet.Districts = [shared.Atlas.PriorityDistricts[0].Code];
        sheet.CheckedOn = new DateOnly(2026, 11, 23);
        return sheet;
    }

    private static string Sample(SheetField field) => field.Name switch
    {
        nameof(Organisation.Siret) => "35600000000048",
        SheetFields.Position => "48.8912, 2.4531",
        nameof(Organisation.Website) => "https://exemple.fr",
        nameof(Organisation.Email) or nameof(Organisation.ContactEmail) => "bonjour@exemple.fr",
        nameof(Organisation.Phone) or nameof(Organisation.ContactPhone) => "01 41 60 00 00",
        nameof(Organisation.OpeningHours) => "Mo-Fr 09:00-18:00",
        _ => $"Sonde {field.Label}"[..Math.Min(30, $"Sonde {field.Label}".Length)],
    };

    private bool IsSaid(JsonElement said, SheetField field)
    {
        if (said.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return false;
        if (field.TellTo(Probe(), Telling) is not (string or IEnumerable<string>)) return true;
        var item = field.Held(Probe(), Telling).First();
        var text = said.ValueKind == JsonValueKind.String ? said.GetString()! : JsonSerializer.Serialize(said, ApiJson.Options);
        return text.Contains(item, StringComparison.Ordinal) || text.Contains(field.InWords(item, shared.Atlas), StringComparison.Ordinal);
    }

    private static JsonElement Followed(JsonElement schema, JsonElement document)
        => schema.TryGetProperty("$ref", out var path)
            ? path.GetString()!.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name)) : schema;
}
