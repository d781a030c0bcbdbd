using AngleSharp.Dom;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Imports.Sirene;
using Terreau.Web.Tests.Imports.Sirene;

namespace Terreau.Web.Tests.Features.Territory;

public sealed class RegisteredEssPageTests : IDisposable
{
    private const string Address = "/territoire/entreprises-ess";

    private readonly SireneFolder files = new();

    [Fact]
    public async Task Get_BeforeAnyImport_SaysHowToImport()
    {
        await using var site = await TestSite.StartAsync();

        var page = await site.PageAsync(Address);

        Assert.Contains("import sirene --units", page.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("table"));
        Assert.NotNull((await site.PageAsync("/territoire")).QuerySelector($"a[href='{Address}']"));
    }

    [Fact]
    public async Task Get_AfterAnImport_CountsUnitsAndEstablishmentsApart()
    {
        await using var site = await TestSite.StartAsync();
        await ImportAsync(site);

        var page = await site.PageAsync(Address);

        // One association in two communes is one unit and two establishments; what ceased or is to confirm is in neither.
        Assert.Equal(["Association 1", "Coopérative 1", "Total 2"], Rows(page.QuerySelector("#table-unites-titre")!));
        var communes = Rows(page.QuerySelector("#table-etablissements-titre")!);
        Assert.Contains("Bagnolet 1 1 2 0", communes);
        Assert.Contains("Bondy 1 0 1 1", communes);
        Assert.Contains("Total 2 1 3 1", communes);
        Assert.Equal(["Association 2 entre 10 et 19 1", "Coopérative 1 0 0", "Total 3 entre 10 et 19 1"],
            Rows(page.QuerySelector("#table-salaries-titre")!));
        Assert.Contains("1 unité à confirmer", Plain(page.QuerySelector("[aria-labelledby=unites]")!.TextContent),
            StringComparison.Ordinal);
        Assert.Contains("fin octobre 2026", Plain(page.QuerySelector("h1")!.ParentElement!.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NaturalPersons_AreNeitherNamedNorCountedExactlyWhenFew()
    {
        await using var site = await TestSite.StartAsync();
        await ImportAsync(site);

        var text = Plain((await site.PageAsync(Address)).Body!.TextContent);

        Assert.Contains("Moins de 5 entreprises individuelles", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DURAND", text, StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => files.Dispose();

    private async Task ImportAsync(TestSite site)
    {
        var (association, cooperative, ceased, doubtful, person) = (SireneFolder.Siren(1), SireneFolder.Siren(2), SireneFolder.Siren(3),
            SireneFolder.Siren(4), SireneFolder.Siren(5));
        files.Write(
            [
                new(SireneFolder.Siret(association), "93010") { Band = "11" }, new(SireneFolder.Siret(association, 2), "93006"),
                new(SireneFolder.Siret(cooperative), "93006") { Band = "00" }, new(SireneFolder.Siret(ceased), "93006") { Band = "41" },
                new(SireneFolder.Siret(doubtful), "93010") { Band = "41" }, new(SireneFolder.Siret(person), "93010") { Sign = "DURAND" },
            ],
            [
                new(association, "9220", "LES AMIS"), new(cooperative, "5458", "LA SCOP"),
                new(ceased, "9220", "LES ANCIENS") { State = "C" },
                new(doubtful, "9224", "AVOCATS"), new(person, "1000") { Flag = "O", Person = "DURAND" },
            ]);
        await site.WithDbAsync(async db =>
        {
            var import = new SireneImport(db, EssTablesFile.Read(Clone.Territory));
            await using var stock = await SireneStock.OpenAsync(files.Asked("93010", "93006"), TestContext.Current.CancellationToken);
            await import.PrepareAsync(stock, PartialDate.Parse("2026-10"), null, TestContext.Current.CancellationToken);
            return await db.SaveAsync(Act.ByConsole(site.Clock, SireneImport.Command), TestContext.Current.CancellationToken);
        });
    }

    private static IEnumerable<string> Rows(IElement caption)
        => caption.ParentElement!.QuerySelectorAll("tbody tr, tfoot tr")
            .Select(row => string.Join(' ', row.Children.Select(cell => Plain(cell.TextContent))));

    private static string Plain(string text)
        => string.Join(' ', text.Split((char[])[' ', '\u00a0', '\u202f', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
