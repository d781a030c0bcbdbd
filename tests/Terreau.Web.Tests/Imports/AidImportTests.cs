using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Engine.Quantities;
using Terreau.Web.Data;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Aids;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Imports.Offers;

namespace Terreau.Web.Tests.Imports;

/// <summary>
/// Pages of Aides-territoires against the offers: what comes in, what is left aside, what closes; and that the second time nothing moves.
/// </summary>
public sealed class AidImportTests : IAsyncLifetime
{
    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Read_AnAid_BecomesAnOffer()
    {
        var batch = await ReadAsync(Aid(7));

        var offer = Assert.Single(batch.Offers);
        Assert.Equal(("aides-territoires-7", "Aide 7", "Région Île-de-France", "aides-territoires", "2026-10-02"),
            (offer.Slug, offer.Title, offer.OperatorName, offer.SourceId, offer.SourceOn.Written));
        Assert.Equal(["FINANCEMENT/subvention", "FINANCEMENT/appel-a-projets"], offer.Needs.Select(need => need.ToString()));
        Assert.Equal(["EMERGENCE", "AMORCAGE"], offer.Stages);
        Assert.Equal(["culture"], offer.Themes);
        Assert.Equal(["REG:11"], offer.Perimeter);
        Assert.Equal((800, "Au moins 20 % du coût. Sous conditions"), (offer.RateMaxThousandths, offer.AmountNote));
        Assert.Equal(("2026-10-01/2026-12-31", "gratuit"), (offer.Windows.ToString(), offer.Cost));
        Assert.Equal("Une aide pour la culture.", offer.Summary);
        Assert.Equal("Une aide pour la culture. Et plus.\nPour : Association.\nConditions :\n- être une association", offer.Description);
        Assert.Equal("https://origine.exemple.fr/a", offer.Url);
        Assert.Null(offer.CheckedOn);
        Assert.DoesNotContain("Dupont", JsonSerializer.Serialize(offer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("France", "Pays", "PAYS:FR")]
    [InlineData("Europe", "Continent", "PAYS:FR")]
    [InlineData("Seine-Saint-Denis", "Département", "DEP:93")]
    [InlineData("Rhône", "Département", null)]
    [InlineData("Bretagne", "Région", null)]
    [InlineData("Est Ensemble", "EPCI", "EPT:200057875")]
    [InlineData("Montreuil", "Commune", "")]
    [InlineData("Massif central", "Massif", "")]
    [InlineData(null, null, "")]
    public async Task Perimeter_IsResolvedOrToVerify_NeverGuessed(string? name, string? scale, string? zone)
    {
        var batch = await ReadAsync(Aid(1, perimeter: name, scale: scale));

        if (zone is null)
        {
            Assert.Empty(batch.Offers);
            Assert.Equal(1, batch.Difference.Aside["pour un autre territoire"]);
            return;
        }
        Assert.Equal(zone.Length == 0 ? [] : [zone], Assert.Single(batch.Offers).Perimeter);
        Assert.Equal(zone.Length == 0,
            batch.Difference.Lines(Outcome.Warned)
                .Any(warning => warning.Words.StartsWith("périmètre à vérifier", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Commune", "93048", "COMMUNE:93048")]
    [InlineData("Commune", "62588", null)]
    [InlineData("EPCI", "200054781", "EPT:200057875")]
    public async Task Perimeter_WithTheListOfTheSource_IsSettled(string scale, string code, string? zone)
    {
        var batch = await ReadAsync([new AidPerimeter { Name = "Montreuil", Scale = scale, Code = code }],
            Aid(1, perimeter: "Montreuil", scale: scale));

        Assert.Equal(zone, batch.Offers.SingleOrDefault()?.Perimeter.Single());
    }

    [Fact]
    public async Task Read_WhatIsNotForOwners_IsCounted_AndUnknownWordsAreTold()
    {
        var batch = await ReadAsync(
            Aid(1, audience: "Commune"), Aid(2, audience: "Guilde"), Aid(3, category: "Nature / environnement / Montagne"),
            Aid(4, category: "Astronomie / Étoiles"),
            Aid(5, type: "Troc"), Aid(6, live: false), Aid(7, opens: "2027-01-01"), Aid(7), new { id = 9, name = "Sans date" },
            new { id = new { faux = true } });

        Assert.Equal(["2", "4", "5", "7"], batch.Offers.Select(offer => offer.Slug.Split('-')[^1]));
        Assert.Equal(["déjà nommées plus haut", "hors des filières du territoire", "que les porteurs de projet ne peuvent pas demander",
            "qui ne sont plus en ligne"], batch.Difference.Aside.Keys);
        Assert.Equal(["catégorie « Astronomie / Étoiles »", "public « Guilde »", "type d’aide « Troc »"], batch.Unmapped.Keys);
        Assert.Equal(2, batch.Difference.Count(Outcome.Rejected));
        Assert.Equal(OfferWindow.Unknown, batch.Offers[^1].Windows);
        Assert.Empty(batch.Offers[1].Themes);
        Assert.Equal(10, batch.Offers.Count + batch.Difference.Rows);
    }

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Apply_ThenAgain_ChangesNothing_ThenCloses_ThenComesBack(string database)
    {
        await using var other = await TestSite.StartAsync(database);
        object[] both = [Aid(1), Aid(2)];

        var first = await ApplyAsync(other, both);
        var lines = await other.WithDbAsync(db => db.Journal.CountAsync());
        var second = await ApplyAsync(other, both);
        Assert.Equal((2, true, 2), (first.Count(Outcome.Added), second.IsEmpty, second.Count(Outcome.Unchanged)));
        Assert.Equal(lines, await other.WithDbAsync(db => db.Journal.CountAsync()));

        var closing = await ApplyAsync(other, Aid(1));
        Assert.Equal("aides-territoires-2", Assert.Single(closing.Lines(Outcome.Closed)).Key);
        Assert.Equal("/2026-11-22", await WindowsAsync(other, "aides-territoires-2"));
        Assert.True((await ApplyAsync(other, Aid(1))).IsEmpty);

        var back = await ApplyAsync(other, both);
        Assert.Equal("Windows", Assert.Single(Assert.Single(back.Lines(Outcome.Changed)).Fields).Field);
        Assert.Equal("2026-10-01/2026-12-31", await WindowsAsync(other, "aides-territoires-2"));
        Assert.Equal("Aides-territoires",
            await other.WithDbAsync(db => db.Sources.Where(source => source.Key == AidReader.SourceKey).Select(source => source.Title)
                .SingleAsync()));
    }

    [Fact]
    public async Task Apply_EditedByHand_IsLeft_AndAPartClosesNothing()
    {
        await ApplyAsync(site, Aid(1), Aid(2));
        await site.WithDbAsync(async db =>
        {
            (await db.Offers.SingleAsync(offer => offer.Slug == "aides-territoires-1")).Title = "À la main";
            return await db.SaveAsync(new Act("compte:1", TestSite.Morning.UtcDateTime, "modifier une offre"));
        });

        var diff = await ApplyAsync(site, Aid(1));
        var part = await PrepareAsync(site, JsonSerializer.SerializeToElement(new { count = 40, results = new[] { Aid(3) } }));

        Assert.Equal("aides-territoires-1", Assert.Single(diff.Lines(Outcome.LeftAsEdited)).Key);
        Assert.Equal("À la main", await site.WithDbAsync(
            db => db.Offers.Where(offer => offer.Slug == "aides-territoires-1").Select(offer => offer.Title).SingleAsync()));
        Assert.Empty(part.Lines(Outcome.Closed));
    }

    [Fact]
    public async Task Compare_ManyGone_IsGuarded()
    {
        await ApplyAsync(site, [.. Enumerable.Range(1, 10).Select(id => Aid(id))]);

        var diff = await PrepareAsync(site, Page(Aid(1)));

        Assert.Equal(9, diff.Count(Outcome.Closed));
        Assert.Contains("9 offres sur 10 seraient fermées", Assert.Single(diff.Guards), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offer_OnItsPage_IsToVerify_AndCitesItsSource()
    {
        await ApplyAsync(site, Aid(1, perimeter: "Massif central", scale: "Massif"));

        var page = await site.PageAsync("/offres/aides-territoires-1");

        Assert.Contains("Aides-territoires", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("érifier", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_NamesFilieresOfTheTerritory_AndNoOther()
    {
        var atlas = await site.Services.GetRequiredService<AtlasCache>().GetAsync();

        Assert.Empty(AidTables.Read(Clone.Territory).Filieres.Except(atlas.Filieres.Select(filiere => filiere.Code)));
    }

    private static object Aid(
        int id, string? perimeter = "Île-de-France", string? scale = "Région", string audience = "Association",
        string category = "Culture et identité collective / patrimoine / sports / Musée",
        string type = "Subvention", bool live = true, string opens = "2026-10-01") => new
        {
            id, name = $"Aide {id}", url = $"/aides/aide-{id}/", financers = new[] { "Région Île-de-France" }, perimeter,
            perimeter_scale = scale,
            description = "<p>Une aide pour la <b>culture</b>. Et plus.</p>", eligibility = "<ul><li>être une association</li></ul>",
            contact = "<p>Jeanne Dupont, 01 41 60 00 00</p>",
            mobilization_steps = new[] { "Réflexion / conception" }, origin_url = "https://origine.exemple.fr/a", application_url = "",
            categories = new[] { category },
            is_call_for_project = true, targeted_audiences = new[] { audience }, aid_types = new[] { type }, is_charged = false,
            start_date = opens, submission_deadline = "2026-12-31",
            subvention_rate_lower_bound = 20, subvention_rate_upper_bound = 80, subvention_comment = "Sous conditions",
            loan_amount = (int?)null, recurrence = "Ponctuelle",
            date_created = "2025-01-05T10:00:00+01:00", date_updated = "2026-10-02T10:00:00+02:00", is_live = live,
        };

    private static JsonElement Page(params object[] aids)
        => JsonSerializer.SerializeToElement(new { count = aids.Length, previous = (string?)null, next = (string?)null, results = aids });

    private Task<OfferBatch> ReadAsync(params object[] aids) => ReadAsync([], aids);

    private async Task<OfferBatch> ReadAsync(AidPerimeter[] perimeters, params object[] aids)
        => Read(await site.Services.GetRequiredService<AtlasCache>().GetAsync(), Page(aids), perimeters);

    private static OfferBatch Read(Atlas atlas, JsonElement page, params AidPerimeter[] perimeters)
    {
        var pages = new AidPages();
        pages.Add(page);
        return new AidReader(AidTables.Read(Clone.Territory), atlas, perimeters).Read(pages);
    }

    private static async Task<Difference> PrepareAsync(TestSite on, JsonElement page)
    {
        var atlas = await on.Services.GetRequiredService<AtlasCache>().GetAsync();
        return await on.WithDbAsync(db => new OfferImport(db, on.Clock).PrepareAsync(Read(atlas, page), CancellationToken.None));
    }

    private static async Task<Difference> ApplyAsync(TestSite on, params object[] aids)
    {
        var atlas = await on.Services.GetRequiredService<AtlasCache>().GetAsync();
        return await on.WithDbAsync(async db =>
        {
            var diff = await new OfferImport(db, on.Clock).PrepareAsync(Read(atlas, Page(aids)), CancellationToken.None);
            await db.SaveAsync(Act.ByConsole(on.Clock, OfferImport.Command));
            return diff;
        });
    }

    private static Task<string> WindowsAsync(TestSite on, string slug)
        => on.WithDbAsync(async db => (await db.Offers.SingleAsync(offer => offer.Slug == slug)).Windows.ToString());
}
