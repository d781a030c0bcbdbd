using System.Text;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Imports.Funding;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Imports;

/// <summary>Published grants: who funded whom, never a person, on the sheets of both sides.</summary>
public sealed class GrantImportTests : IAsyncLifetime
{
    private const string File = """
        nomAttribuant;idAttribuant;dateConvention;referenceDecision;nomBeneficiaire;idBeneficiaire;rnaBeneficiaire;objet;montant
        Ville d’Essai;;2025-05-10;R1;Jardins;35600000000048;;Un jardin;21 667,00 €
        Ville d’Essai;;2025-05-11;R1;Jardins;35600000000048;;Deux jardins;5000
        Ville d’Essai;;2025-05-11;R1;Jardins;35600000000048;;Deux jardins;5000
        Ville d’Essai;;2025-05-10;R2;Mme Jeanne Dupont;35600000000048;;Une bourse;100
        Ville d’Essai;;2025-05-10;R3;Jean Martin;;;Une bourse;100
        Ville d’Essai;;2025-05-10;R4;Faux;13002526500014;;Rien;100
        Ville d’Essai;;2099-05-10;R5;Jardins;35600000000048;;Plus tard;100
        Ville d’Essai;;2025-05-10;R6;Lointaine;;W931234567;Ailleurs;100
        Fonds Lointain;;2025-05-10;R7;Association du Phare;;W931234568;Un phare;100
        """;

    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Apply_EveryRowIsCounted_NoPersonIsKept_TheSecondTimeNothingMoves(string database)
    {
        await using var other = await TestSite.StartAsync(database);
        await SheetsAsync(other);

        var first = await ApplyAsync(other, File);
        var second = await ApplyAsync(other, File);
        var corrected = await ApplyAsync(other, File.Replace("21 667,00 €", "20 000 €", StringComparison.Ordinal));

        Assert.Equal((9, 4, 1), (first.Rows, first.Count(Outcome.Added), first.Count(Outcome.Repeated)));
        Assert.Equal(2, Assert.Single(first.Aside, aside => aside.Key.StartsWith("pour des personnes", StringComparison.Ordinal)).Value);
        Assert.Equal(["ligne 7", "ligne 8"], first.Lines(Outcome.Rejected).Select(fault => fault.Key));
        Assert.Equal((true, 4), (second.IsEmpty, second.Count(Outcome.Unchanged)));
        var change = Assert.Single(Assert.Single(corrected.Lines(Outcome.Changed)).Fields);
        Assert.Equal(("AmountCents", "21\u202F667,00", "20\u202F000,00"), (change.Field, change.Before, change.After));
        var kept = await other.WithDbAsync(db => db.Grants.AsNoTracking().ToListAsync());
        Assert.Equal(4, kept.Count);
        Assert.DoesNotContain(kept, grant => grant.BeneficiaryName.Contains("Dupont", StringComparison.Ordinal)
            || grant.BeneficiaryName.Contains("Martin", StringComparison.Ordinal));
        Assert.Equal("356000000", kept.First(grant => grant.BeneficiaryName == "Jardins").BeneficiarySiren);
    }

    [Fact]
    public async Task Apply_DecisionOfSeveralGrants_KeepsEach()
    {
        await SheetsAsync(site);

        var diff = await ApplyAsync(site, """
            nomAttribuant;dateConvention;referenceDecision;nomBeneficiaire;idBeneficiaire;objet;montant
            Ville d’Essai;2025-05-10;R1;Jardins;35600000000048;Un jardin;100
            Ville d’Essai;2025-05-10;R1;Jardins;35600000000048;Une serre;200
            """);

        Assert.Equal((2, 0), (diff.Count(Outcome.Added), diff.Count(Outcome.Repeated)));
    }

    [Fact]
    public async Task Apply_ListCorrected_IdOfGrantFindsItAgain()
    {
        await SheetsAsync(site);
        const string List =
            """{"grants":[{"id":"g1","title":"Un jardin","amountAwarded":100,"currency":"EUR","awardDate":"2025-05-10","fundingOrganization":[{"name":"Ville d’Essai"}],"recipientOrganization":[{"name":"Jardins","id":"35600000000048"}]}]}""";
        await ApplyAsync(site, List);

        var diff = await ApplyAsync(site, List.Replace("Un jardin", "Un grand jardin", StringComparison.Ordinal));

        Assert.Equal((0, 1), (diff.Count(Outcome.Added), diff.Count(Outcome.Changed)));
    }

    [Fact]
    public async Task Apply_AmountBeyondNumbers_IsRejectedAtItsLine()
    {
        await SheetsAsync(site);

        var diff = await ApplyAsync(site,
            """{"grants":[{"id":"g1","amountAwarded":1e999,"currency":"EUR","awardDate":"2025-05-10","fundingOrganization":[{"name":"Ville d’Essai"}],"recipientOrganization":[{"name":"Jardins","id":"35600000000048"}]}]}""");

        Assert.Equal(new DifferenceLine("ligne 1", "le montant n’est pas un nombre").ToString(),
            Assert.Single(diff.Lines(Outcome.Rejected)).ToString());
    }

    [Fact]
    public async Task Grants_AreOnTheSheetsOfBothSides_WithTheirSource()
    {
        await SheetsAsync(site);
        await ApplyAsync(site, File);

        var receiver = (await site.PageAsync("/acteurs/les-jardins")).QuerySelector("section[aria-labelledby=financements]")!.TextContent
            .Replace((char)0xA0, (char)32).Replace((char)0x202F, (char)32);
        var giver = (await site.PageAsync("/acteurs/ville-d-essai")).QuerySelector("section[aria-labelledby=financements]")!.TextContent
            .Replace((char)0xA0, (char)32).Replace((char)0x202F, (char)32);

        Assert.Contains("A reçu", receiver, StringComparison.Ordinal);
        Assert.Contains("de Ville d’Essai, le 10 mai 2025 : Un jardin (Essai, lu le 23 novembre 2026)", receiver, StringComparison.Ordinal);
        Assert.DoesNotContain("A financé", receiver, StringComparison.Ordinal);
        Assert.Contains("A financé", giver, StringComparison.Ordinal);
        Assert.Contains("à Jardins", giver, StringComparison.Ordinal);
        Assert.Null((await site.PageAsync("/acteurs/baluchon")).QuerySelector("section[aria-labelledby=financements]"));
    }

    [Fact]
    public async Task Read_RealList_EveryGrantHasItsSides_AndIndividualsAreTold()
    {
        var records = await ReadAsync(System.IO.File.ReadAllBytes(Clone.Sample("offers/360giving/awefw001p00000zgyHZAAY.json")));

        Assert.Equal(154, records.Count);
        Assert.Equal(99, records.Count(record => record.IsPerson));
        Assert.All(records, record => Assert.Equal("GBP", record.Currency));
        Assert.All(records.Where(record => !record.IsPerson), record => Assert.NotEmpty(record.Beneficiary));
    }

    [Theory]
    [InlineData("SCDL.csv")]
    [InlineData("SCDL_WITH_EXERCICE.csv")]
    [InlineData("SCDL_LESS_DATA.csv")]
    public async Task Read_RealTables_FindTheirColumns(string name)
    {
        var records = await ReadAsync(System.IO.File
            .ReadAllBytes(Clone.Sample($"offers/subventions/src~modules~providers~scdl~__fixtures__~{name}")));

        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.NotEmpty(record.Beneficiary + record.BeneficiaryNumber));
        Assert.Contains(records, record => record is { Amount: "45000", Date.Length: > 0, Purpose.Length: > 0 });
    }

    [Theory]
    [InlineData("Nom attribuant;SIRET;Date convention;Nom bénéficiaire;Montant\nVille;20005787500014;2025-05-10;Jean Martin;100\n", "")]
    [InlineData("Nom attribuant;SIRET;Date convention;Nom bénéficiaire;SIRET bénéficiaire;Montant\nVille;20005787500014;2025-05-10;Jardins;35600000000048;100\n", "35600000000048")]
    [InlineData("Nom attribuant;SIRET attribuant;Date convention;Nom bénéficiaire;N° SIRET;Montant\nVille;20005787500014;2025-05-10;Jardins;35600000000048;100\n", "35600000000048")]
    public async Task Read_ANumberThatIsNobodysByItsHeading_IsTheReceiversOnlyWhereTheGiverHasItsOwn(string table, string number)
        => Assert.Equal(number, Assert.Single(await ReadAsync(Encoding.UTF8.GetBytes(table))).BeneficiaryNumber);

    [Theory]
    [InlineData("SCDL.xlsx")]
    [InlineData("SCDL_WITH_EXERCICE.xlsx")]
    [InlineData("SCDL_SECOND_IMPORT.xlsx")]
    public async Task Read_RealWorkbooks_TheTableBehindItsCover_UnderHeadingsInWords(string name)
    {
        var records = await ReadAsync(System.IO.File
            .ReadAllBytes(Clone.Sample($"offers/subventions/src~modules~providers~scdl~__fixtures__~{name}")));

        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.NotEmpty(record.Beneficiary + record.BeneficiaryNumber));
        Assert.Contains(records, record =>
            record is { Amount: "5000", Date: "2023-01-15", BeneficiaryNumber: "82425361800018", Purpose.Length: > 0 });
    }

    [Theory]
    [InlineData("nom;montant\na;1\n")]
    [InlineData("{\"grants\":[{\"id\":\"\\ud800\"}]}")]
    [InlineData("{\"grants\":")]
    [InlineData("{\"autre\":[]}")]
    public async Task Read_OtherFile_IsRefused(string content)
        => await Assert.ThrowsAsync<UnreadableFileException>(() => ReadAsync(Encoding.UTF8.GetBytes(content)));

    private static Task<IReadOnlyList<GrantRecord>> ReadAsync(byte[] content)
        => GrantFile.ReadAsync(content, Tables.Reader, TestContext.Current.CancellationToken);

    private static Task<int> SheetsAsync(TestSite on) => on.WithDbAsync(db =>
    {
        db.Organisations.Add(
            new Organisation { Slug = "les-jardins", Name = "Les Jardins", Siren = "356000000", Siret = "35600000000048",
                SourceId = "essai", SourceOn = PartialDate.Parse("2026") });
        db.Organisations.Add(
            new Organisation { Slug = "ville-d-essai", Name = "Ville d’Essai", SourceId = "essai", SourceOn = PartialDate.Parse("2026") });
        db.Organisations.Add(
            new Organisation { Slug = "association-du-phare", Name = "Association du Phare", SourceId = "essai",
                SourceOn = PartialDate.Parse("2026") });
        return db.SaveAsync(Act.ByConsole(on.Clock, "essai"));
    });

    private static Task<Difference> ApplyAsync(TestSite on, string file) => on.WithDbAsync(async db =>
    {
        var grants = await ReadAsync(Encoding.UTF8.GetBytes(file));
        var diff = await new GrantImport(db).PrepareAsync(grants, "Essai", new DateOnly(2026, 11, 23), CancellationToken.None);
        await db.SaveAsync(Act.ByConsole(on.Clock, GrantImport.Command));
        return diff;
    });
}
