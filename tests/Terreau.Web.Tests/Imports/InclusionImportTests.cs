using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Imports.Inclusion;
using Terreau.Web.Imports.Offers;

namespace Terreau.Web.Tests.Imports;

/// <summary>
/// data·inclusion v1 as it is answered: its structures as actors, the few of its services that speak to owners of projects as offers.
/// </summary>
public sealed class InclusionImportTests : IAsyncLifetime
{
    private const string Theme = "creer-une-entreprise--definir-son-projet-de-creation-dentreprise";

    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Structures_OfTheTerritory_AreActors_TheSecondTimeNothingMoves()
    {
        var pages = Pages(Structure("dora--1", "Atelier Un"), Structure("autre--2", "Jardin Partagé"),
            Structure("dora--3", "Loin", insee: "75056"), Structure("dora--4", "Nulle part", insee: null));

        var first = await ApplyActorsAsync(pages);
        var second = await ApplyActorsAsync(pages);

        Assert.Equal(["autre", "dora"], first.Keys.Order());
        Assert.All(first.Values, diff => Assert.Single(diff.Added));
        Assert.All(second.Values, diff => Assert.True(diff.IsEmpty));
        var sheet = await site.WithDbAsync(db => db.Organisations.SingleAsync(held => held.Name == "Atelier Un"));
        Assert.Equal(("import-data-inclusion-dora", "2026-02-14", "93010", "exacte", "01 41 60 00 01"),
            (sheet.SourceId, sheet.SourceOn.Written, sheet.Communes.Single(), sheet.Precision, sheet.Phone));
        Assert.Equal("Un lieu.\n- ouvert", sheet.Description);
    }

    [Theory]
    [InlineData(null, "Montreuil", "93100", true)]
    [InlineData(null, "Montreuil", "62170", false)]
    [InlineData(null, "Montreuil", null, false)]
    [InlineData("93048", "Montreuil", null, true)]
    [InlineData("62588", "Montreuil", "62170", false)]
    public async Task Commune_WithNamesakes_IsHereOnlyIfItsCodeSaysSo(string? insee, string name, string? postcode, bool isHere)
        => Assert.Equal(isHere, new InclusionActors(await AtlasAsync()).CommuneOf(insee, name, postcode) is not null);

    [Fact]
    public async Task Services_ForOwners_AreOffersOfTheirStructure()
    {
        var pages = Pages(Structure("dora--1", "Atelier Un"));
        pages.Add(Page(Of("dora--s1", kind: "accompagnement"), Of("dora--s2", zones: ["69"]),
            Of("dora--s3", theme: "numerique--utiliser-internet"), Of("dora--s4", structure: "dora--inconnue"),
            Of("dora--s5", kind: "information", zones: null)));
        await ApplyActorsAsync(pages);

        var batch = await ReadOffersAsync(pages);

        Assert.Equal(["di-dora-s1", "di-dora-s5"], batch.Offers.Select(offer => offer.Slug));
        var offer = batch.Offers[0];
        Assert.Equal(("Service dora--s1", "atelier-un", "Atelier Un", "gratuit", "2026-02-10"),
            (offer.Title, offer.OperatorSlug, offer.OperatorName, offer.Cost, offer.SourceOn.Written));
        Assert.Equal(["ACCOMPAGNEMENT/conseil-strategique"], offer.Needs.Select(need => need.ToString()));
        Assert.Equal(["EMERGENCE"], offer.Stages);
        Assert.Equal(["DEP:93"], offer.Perimeter);
        Assert.Null(offer.CheckedOn);
        Assert.Empty(batch.Offers[1].Perimeter);
        Assert.Equal(["ne parlent pas aux porteurs de projet", "pour un autre territoire"], batch.Difference.Aside.Keys);
        Assert.Contains("dora--inconnue", Assert.Single(batch.Difference.Lines(Outcome.Rejected)).Words, StringComparison.Ordinal);
        Assert.Equal(["type « information »"], batch.Unmapped.Keys);
        Assert.DoesNotContain("Dupont", JsonSerializer.Serialize(batch.Offers), StringComparison.Ordinal);
        var diff = await site.WithDbAsync(async db =>
        {
            var import = new OfferImport(db, site.Clock);
            await import.PrepareAsync(batch, CancellationToken.None);
            await db.SaveAsync(Act.ByConsole(site.Clock, OfferImport.Command));
            return await import.PrepareAsync(await ReadOffersAsync(pages), CancellationToken.None);
        });
        Assert.True(diff.IsEmpty);
    }

    [Fact]
    public async Task RecordedPages_AreReadWhole_AndNothingOfThemIsForThisTerritory()
    {
        var pages = new InclusionPages();
        foreach (var name in new[] { "structures", "services" })
        {
            using var page = JsonDocument.Parse(
                await File.ReadAllTextAsync(Clone.Sample($"directories/les-emplois-api/api_mocks_data_inclusion/{name}.json")));
            pages.Add(page.RootElement.Clone());
        }

        var actors = new InclusionActors(await AtlasAsync());
        var tables = actors.Tables(pages);
        var batch = await ReadOffersAsync(pages);

        Assert.Equal((6, 7, 0), (pages.Structures.Count, pages.Services.Count, pages.Faults.Count));
        Assert.True(pages.AreStructuresWhole && pages.AreServicesWhole);
        Assert.Equal((0, 6), (tables.Count, actors.Elsewhere));
        Assert.Equal((0, 7), (batch.Offers.Count, batch.Difference.Aside["ne parlent pas aux porteurs de projet"]));
    }

    [Fact]
    public void Table_NamesWordsOfTheSchema_AndNoOther()
    {
        var folder = Clone.Sample("directories/les-emplois-api/api_mocks_data_inclusion");
        var tables = InclusionTables.Read(Clone.Territory);

        Assert.Empty(tables.Themes.Except(Values("thematiques.json")));
        Assert.Empty(tables.Types.Except(Values("types-services.json")));

        IEnumerable<string> Values(string name)
            => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name))).RootElement.EnumerateArray()
                .Select(item => item.GetProperty("value").GetString()!);
    }

    [Theory]
    [InlineData("dora--46f7ea19", "di-dora-46f7ea19", true)]
    [InlineData("dora--Été 1", "di-dora-ete-1-", false)]
    public void Slug_IsStable_AndTwoIdsAreTwo(string id, string slug, bool isWhole)
    {
        Assert.StartsWith(slug, InclusionOffers.SlugOf(id), StringComparison.Ordinal);
        Assert.Equal(isWhole, InclusionOffers.SlugOf(id) == slug);
        Assert.NotEqual(InclusionOffers.SlugOf("dora--été-1"), InclusionOffers.SlugOf("dora--Été 1"));
    }

    private static object Structure(string id, string name, string? insee = "93010") => new
    {
        source = id.Split("--")[0], id, nom = name, date_maj = "2026-02-14", description = "## Un lieu.\n\n- ouvert", code_insee = insee,
        commune = insee is null ? null : "Bondy", code_postal = "93140",
        adresse = $"{id[^1]} rue du Canal", longitude = 2.48, latitude = 48.9 + (id[^1] - '0') / 1000.0, telephone = $"+3314160000{id[^1]}",
        siret = (string?)null, reseaux_porteurs = new[] { "adie" },
    };

    private static object Of(string id, string? kind = null, string theme = Theme, string[]? zones = null, string structure = "dora--1")
        => new
    {
        source = "dora", structure_id = structure, id, nom = $"Service {id}", description = "Il aide. Vraiment.", date_maj = "2026-02-10",
        type = kind, thematiques = new[] { theme },
        frais = "gratuit", contact_nom_prenom = "Jeanne Dupont", zone_eligibilite = zones ?? (id == "dora--s5" ? null : ["93"]),
    };

    private static JsonElement Page(params object[] items)
        => JsonSerializer.SerializeToElement(new { items, total = items.Length, page = 1, pages = 1 });

    private static InclusionPages Pages(params object[] structures)
    {
        var pages = new InclusionPages();
        pages.Add(Page(structures));
        return pages;
    }

    private async Task<Atlas> AtlasAsync() => await site.Services.GetRequiredService<AtlasCache>().GetAsync();

    private async Task<OfferBatch> ReadOffersAsync(InclusionPages pages)
    {
        var links = await site.WithDbAsync(
            db => db.ImportedSheets.AsNoTracking()
                .Join(db.Organisations, link => link.OrganisationId, sheet => sheet.Id, (link, sheet) => new { link.Key, Sheet = sheet })
                .ToListAsync());
        return new InclusionOffers(InclusionTables.Read(Clone.Territory), await AtlasAsync(),
            links.ToDictionary(link => link.Key[3..], link => link.Sheet, StringComparer.Ordinal)).Read(pages);
    }

    private async Task<Dictionary<string, ActorDiff>> ApplyActorsAsync(InclusionPages pages)
    {
        var diffs = new Dictionary<string, ActorDiff>(StringComparer.Ordinal);
        foreach (var (source, table) in new InclusionActors(await AtlasAsync()).Tables(pages))
        {
            await using var scope = site.Services.CreateAsyncScope();
            var import = scope.ServiceProvider.GetRequiredService<ActorImport>();
            var title = InclusionActors.TitleOf(source);
            var diff = diffs[source] = await import.CompareAsync(table, InclusionActors.Mapping, ImportedFile.SourceKeyOf(title),
                CancellationToken.None);
            var act = Act.ByConsole(site.Clock, ActorImport.Command);
            await import.ApplyAsync(ImportedFile.Of(title, "page.json", new string('a', 64), "{}", act.At), table, InclusionActors.Mapping,
                diff.Fingerprint, withLookalikes: false, act, CancellationToken.None);
        }
        return diffs;
    }
}
