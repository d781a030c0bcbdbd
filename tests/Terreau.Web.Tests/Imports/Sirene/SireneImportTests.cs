using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Eligibility;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Register;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Imports.Sirene;
using Terreau.Web.Seeds;

namespace Terreau.Web.Tests.Imports.Sirene;

public sealed class SireneImportTests : IDisposable
{
    private static readonly PartialDate October = PartialDate.Parse("2026-10");
    private static readonly PartialDate November = PartialDate.Parse("2026-11");
    private static readonly string Association = SireneFolder.Siren(1);
    private static readonly string Company = SireneFolder.Siren(2);
    private static readonly string Person = SireneFolder.Siren(3);

    private readonly SireneFolder files = new();

    public static TheoryData<string> Both => Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Apply_SameFilesTwice_TheSecondChangesNothing(string kind)
    {
        await using var site = await TestSite.StartAsync(kind, seed: Worlds.Empty);
        Two();

        var (first, lines) = await WriteAsync(site, October);
        var (second, again) = await WriteAsync(site, October);

        Assert.Equal((2, 2, false), (first.Count(Outcome.Added), first.Rows, first.IsEmpty));
        Assert.Equal((2, 2, true), (second.Count(Outcome.Unchanged), second.Rows, second.IsEmpty));
        // One line of the journal tells of the stock, whatever the number of establishments.
        Assert.Equal((1, 0), (lines, again));
        Assert.Equal(1, await site.WithDbAsync(db => db.RegisterStocks.Select(stock => stock.Writes).SingleAsync()));
    }

    [Fact]
    public async Task Prepare_WithoutApply_WritesNothing()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);
        Two();

        await site.WithDbAsync(db => PrepareAsync(db, October));

        Assert.Equal(0, await site.WithDbAsync(db => db.RegisteredEstablishments.CountAsync()));
    }

    [Fact]
    public async Task Apply_NextMonth_TellsFieldsAndFlagsWhatClosedMovedOrLeft()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);
        var (kept, moved, gone) = (SireneFolder.Siret(Association), SireneFolder.Siret(Association, 2), SireneFolder.Siret(Company));
        files.Write(
            [new(kept, "93010"), new(moved, "93006") { IsHeadOffice = false }, new(gone, "93010")],
            [new(Association, "9220", "LES AMIS"), new(Company, "5458", "LA SCOP")]);
        await WriteAsync(site, October);
        files.Write([new(kept, "93010") { Band = "11" }, new(moved, "93006") { IsHeadOffice = false, State = "F" }],
            [new(Association, "9220", "LES AMIS"), new(Company, "5458", "LA SCOP")]);

        var (diff, _) = await WriteAsync(site, November);

        Assert.Equal((2, 2, 1), (diff.Rows, diff.Count(Outcome.Changed), diff.Count(Outcome.Closed)));
        Assert.Contains(diff.Lines(Outcome.Changed),
            change => change.Key.StartsWith(kept, StringComparison.Ordinal)
                && change.Fields.Contains(new FieldChange("HeadcountBand", "", "11")));
        var states = await site.WithDbAsync(
            db => db.RegisteredEstablishments.ToDictionaryAsync(one => one.Siret, one => (one.State, one.GoesOnAt, one.StockOn.Written)));
        Assert.Equal((RegisterState.Active, (string?)null, "2026-11"), states[kept]);
        Assert.Equal((RegisterState.Closed, kept, "2026-11"), states[moved]);
        Assert.Equal((RegisterState.Absent, (string?)null, "2026-10"), states[gone]);
        Assert.Equal(1, await site.WithDbAsync(async db => (await RegisterCounts.ReadAsync(db))!.Establishments(null, null)));
    }

    [Fact]
    public async Task Prepare_MonthBeforeTheOneHeld_IsRefused()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);
        Two();
        await WriteAsync(site, November);

        await Assert.ThrowsAsync<StartException>(() => site.WithDbAsync(db => PrepareAsync(db, October)));
    }

    [Fact]
    public async Task Prepare_MonthNotSaid_IsThatOfTheLastTreatment()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);
        Two();

        await WriteAsync(site, null);

        Assert.Equal("2026-10", (await site.WithDbAsync(db => db.RegisterStocks.SingleAsync())).StockOn.Written);
    }

    [Fact]
    public async Task Apply_PartialDiffusion_KeepsTheCommuneAlone()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);
        files.Write([new(SireneFolder.Siret(Association), "93010") { Diffusion = "P", Sign = "CHEZ CAMILLE" }],
            [new(Association, "9220", "LES AMIS") { Diffusion = "P", Acronym = "LA" }]);

        await WriteAsync(site, October);

        var one = await site.WithDbAsync(db => db.RegisteredEstablishments.SingleAsync());
        Assert.Equal((true, "93010", true), (one.IsPartial, one.Commune, one.Counts));
        Assert.Equal([null, null, null, null], new[] { one.Name, one.Acronym, one.Address, one.Postcode });
    }

    [Fact]
    public async Task Apply_NaturalPersonThatTheRegisterFlags_IsCountedAndKeptNowhere()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);
        files.Write(
            [new(SireneFolder.Siret(Person), "93010") { Sign = "CAMILLE DURAND COUTURE" }, new(SireneFolder.Siret(Association), "93010")],
            [new(Person, "1000") { Flag = "O", Person = "DURAND" }, new(Association, "9220", "LES AMIS")]);

        var (diff, _) = await WriteAsync(site, October);

        Assert.Equal(1, Assert.Single(diff.Aside, aside => aside.Key.StartsWith("de personnes physiques", StringComparison.Ordinal)).Value);
        Assert.Equal(Association, (await site.WithDbAsync(db => db.RegisteredEstablishments.SingleAsync())).Siren);
        Assert.Null((await site.WithDbAsync(db => RegisterCounts.ReadAsync(db)))!.NaturalPersons);
    }

    [Fact]
    public async Task Prepare_WrongNumbers_AreRefusedByNameAndTheRestIsTaken()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);
        var wrong = SireneFolder.Siret(Company)[..13]
            + (SireneFolder.Siret(Company)[13] == '9' ? '0' : (char)(SireneFolder.Siret(Company)[13] + 1));
        files.Write(
            [new(wrong, "93010"), new("00000000000000", "93010"), new(SireneFolder.Siret(Association), "93010"),
                new(SireneFolder.Siret(Person), "93010")],
            [new(Association, "9220", "LES AMIS"), new(Company, "9220", "X")]);

        var (diff, _) = await WriteAsync(site, October);

        Assert.Equal(["le numéro Siret est faux", "le numéro Siret est faux"], diff.Lines(Outcome.Rejected).Select(fault => fault.Words));
        Assert.Equal((1, 1), (diff.Count(Outcome.Added), diff.Aside["sans unité légale"]));
    }

    [Fact]
    public async Task Prepare_SheetWithItsNumber_SaysWhatIsMissingAndNeverWritesIt()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);
        await site.WithDbAsync(db =>
        {
            db.Add(Builders.Organisation("la-fiche", "La fiche", "exemple", October,
                sheet => (sheet.Siren, sheet.EssFamily) = (Company, "ASSOCIATION")));
            db.Add(Builders.Organisation("les-amis", "Les amis", "exemple", October, sheet => sheet.Siren = Association));
            return db.SaveAsync(Act.ByConsole(site.Clock, "essayer"));
        });
        Two();

        var (diff, _) = await WriteAsync(site, October);

        var notes = diff.Lines(Outcome.Noted).ToLookup(note => note.Key, note => note.Words);
        Assert.Contains($"Siret manquant, le siège est {SireneFolder.Siret(Association)}", notes["fiche les-amis"]);
        Assert.Contains("famille manquante, le répertoire dit ASSOCIATION", notes["fiche les-amis"]);
        Assert.Contains("famille ASSOCIATION sur la fiche, COOPERATIVE au répertoire ; la fiche reste", notes["fiche la-fiche"]);
        var sheets = await site.WithDbAsync(
            db => db.Organisations.ToDictionaryAsync(sheet => sheet.Slug, sheet => (sheet.Siret, sheet.EssFamily)));
        Assert.Equal(((string?)null, (string?)null), sheets["les-amis"]);
        Assert.Equal((null, "ASSOCIATION"), sheets["la-fiche"]);
    }

    [Fact]
    public async Task Prepare_CompanyThatItsSheetSaysCooperative_IsToConfirmAndApart()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);
        await site.WithDbAsync(db =>
        {
            db.Add(Builders.Organisation("la-sas", "La SAS", "exemple", October,
                sheet => (sheet.Siren, sheet.EssFamily) = (Company, "COOPERATIVE")));
            return db.SaveAsync(Act.ByConsole(site.Clock, "essayer"));
        });
        files.Write([new(SireneFolder.Siret(Company), "93010")], [new(Company, "5710", "LA SAS")]);

        await WriteAsync(site, October);

        var one = await site.WithDbAsync(db => db.RegisteredEstablishments.SingleAsync());
        Assert.Equal((Truth.Unknown, EssGround.Declared, false), (one.Answer, one.Ground, one.Counts));
        var counts = (await site.WithDbAsync(db => RegisterCounts.ReadAsync(db)))!;
        Assert.Equal((0, 0, 1, 1), (counts.UnitsInAll, counts.Establishments(null, null), counts.UnitsToConfirm,
            counts.ToConfirm("93010")));
    }

    [Fact]
    public async Task Apply_CompanyThatTheListNames_IsRecognisedByIt_AndTheListIsAskedForAgain()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);
        // A spreadsheet has taken the zeros from a number; another separator; a unit of elsewhere.
        var company = SireneFolder.Siren(-9_500_000);
        Assert.StartsWith("00", company, StringComparison.Ordinal);
        files.Write([new(SireneFolder.Siret(company), "93010"), new(SireneFolder.Siret(Association), "93010")],
            [new(company, "5710", "LA SAS"), new(Association, "9220", "LES AMIS")]);
        await File.WriteAllTextAsync(files.At("liste.csv"),
            $"Nom;SIREN\nLA SAS;{company.TrimStart('0')}\nAILLEURS;{SireneFolder.Siren(9)}\n", TestContext.Current.CancellationToken);

        var (diff, _) = await WriteAsync(site, October, PartialDate.Parse("2026-09"), files.At("liste.csv"));

        Assert.Equal(2, diff.Count(Outcome.Added));
        Assert.StartsWith("1 sur la liste d’ESS France", Assert.Single(diff.Notes), StringComparison.Ordinal);
        var one = await site.WithDbAsync(db => db.RegisteredEstablishments.SingleAsync(row => row.Siren == company));
        Assert.Equal((Truth.True, EssGround.EssFranceList, "SOCIETE_ESS", true), (one.Answer, one.Ground, one.Family, one.Counts));
        Assert.Equal("2026-09", (await site.WithDbAsync(db => db.RegisterStocks.SingleAsync())).EssListOn!.Value.Written);
        await Assert.ThrowsAsync<StartException>(() => WriteAsync(site, November));
        await Assert.ThrowsAsync<StartException>(() => WriteAsync(site, November, PartialDate.Parse("2026-08"), files.At("liste.csv")));
        Assert.Equal((0, 2), await site.WithDbAsync(
            async db => (await db.RegisteredEstablishments.CountAsync(row => row.State == RegisterState.Absent),
                await db.RegisteredEstablishments.CountAsync())));
    }

    [Fact]
    public async Task Apply_ClosedEstablishmentWithASuccessor_PointsToTheLastOne()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);
        var (closed, office, next) = (SireneFolder.Siret(Association, 2), SireneFolder.Siret(Association), SireneFolder.Siret(Company, 3));
        files.Write([new(closed, "93010") { State = "F", IsHeadOffice = false }, new(office, "93006")],
            [new(Association, "9220", "LES AMIS")]);
        await File.WriteAllTextAsync(
            files.At("liens.csv"),
            "siretEtablissementPredecesseur,siretEtablissementSuccesseur,dateLienSuccession,transfertSiege,continuiteEconomique,dateDernierTraitementLienSuccession\n"
            + $"{closed},{SireneFolder.Siret(Company)},2019-01-01,false,true,2019-02-01T08:00:00\n{closed},{next},2021-01-01,false,true,2021-02-01T08:00:00\n{office},{next},2021-01-01,false,true,2021-02-01T08:00:00\n",
            TestContext.Current.CancellationToken);

        await WriteAsync(site, October, successions: files.At("liens.csv"));

        var places = await site.WithDbAsync(db => db.RegisteredEstablishments.ToDictionaryAsync(one => one.Siret, one => one.GoesOnAt));
        Assert.Equal(next, places[closed]);
        Assert.Null(places[office]);
    }

    public void Dispose() => files.Dispose();

    private void Two() => files.Write(
        [new(SireneFolder.Siret(Association), "93010") { Band = "03" }, new(SireneFolder.Siret(Company), "93006")],
        [new(Association, "9220", "LES AMIS"), new(Company, "5458", "LA SCOP")]);

    private async Task<(Difference Diff, int Lines)> WriteAsync(
        TestSite site, PartialDate? month, PartialDate? listOn = null, string? list = null, string? successions = null)
        => await site.WithDbAsync(async db =>
    {
        var import = new SireneImport(db, EssTablesFile.Read(Clone.Territory));
        var asked = files.Asked("93010", "93006") with { EssList = list, Successions = successions };
        await using var stock = await SireneStock.OpenAsync(asked, TestContext.Current.CancellationToken);
        var diff = await import.PrepareAsync(stock, month, listOn, TestContext.Current.CancellationToken);
        return (diff, await db.SaveAsync(Act.ByConsole(site.Clock, SireneImport.Command), TestContext.Current.CancellationToken));
    });

    private async Task<Difference> PrepareAsync(TerreauDb db, PartialDate month)
    {
        await using var stock = await SireneStock.OpenAsync(files.Asked("93010", "93006"), TestContext.Current.CancellationToken);
        return await new SireneImport(db, EssTablesFile.Read(Clone.Territory))
            .PrepareAsync(stock, month, null, TestContext.Current.CancellationToken);
    }
}
