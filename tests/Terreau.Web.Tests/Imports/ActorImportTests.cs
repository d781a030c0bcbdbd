using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Imports;

/// <summary>A file against the directory: what is added, filled, kept, held back, closed; and that the second time nothing moves.</summary>
public sealed class ActorImportTests : IAsyncLifetime
{
    private const string Source = "import-ville";
    private const string Other = "import-autre";

    private const string File = """
        Nom;SIRET;Commune;Adresse;Tél;Site;Lat;Long
        Les Jardins de l’Ourcq;35600000000048;BONDY CEDEX;1 rue du Canal;0141600000;jardins.exemple.fr;48,9;2,48
        Atelier du Pré;;Pré-Saint-Gervais;;pas de numéro;;0;0
        ;;Bondy;;;;;
        Faux Numéro;13002526500014;Bondy;;;;;
        Ailleurs;;Marseille;;;;;
        """;

    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Compare_EveryRow_IsInOneList()
    {
        var diff = await CompareAsync(File);

        Assert.Equal(["Les Jardins de l’Ourcq", "Atelier du Pré", "Ailleurs"], diff.Added.Select(record => record.Values["Name"]));
        Assert.Equal([(4, "il manque le nom"), (5, "le numéro « 13002526500014 » n’existe pas au répertoire")],
            diff.Rejected.Select(fault => (fault.Line, fault.Sentence)));
        Assert.Equal(["ligne 3", "ligne 6"], diff.Told().Lines(Outcome.Warned).Select(warning => warning.Key).Distinct());
        Assert.Equal(5, diff.Told().Rows);
        Assert.Equal(("93010", "48.9, 2.48", "1 rue du Canal, BONDY CEDEX", "https://jardins.exemple.fr"),
            (diff.Added[0].Values["Communes"], diff.Added[0].Values["Position"], diff.Added[0].Values["Address"],
                diff.Added[0].Values["Website"]));
        Assert.Equal("93061", diff.Added[1].Values["Communes"]);
    }

    [Theory]
    [InlineData("Financeur, Réseau", "FINANCEUR\nRESEAU", "")]
    [InlineData("réseau/recherche ; financeur", "RESEAU\nRECHERCHE\nFINANCEUR", "")]
    [InlineData("Financeur, mécène", "FINANCEUR", "« mécène »")]
    [InlineData("mécène, sponsor", "", "« mécène, sponsor »")]
    public async Task Compare_WordsOfAListInOneCell_ArePartedWhereOneIsKnown(string cell, string codes, string asked)
    {
        var diff = await CompareAsync($"Nom;Commune;Rôle\nLe Cercle des mots;Bondy;\"{cell}\"\n");

        Assert.Equal(codes, Assert.Single(diff.Added).Values.GetValueOrDefault(nameof(Organisation.Roles), ""));
        var warnings = diff.Told().Lines(Outcome.Warned).Select(line => line.ToString()).ToList();
        if (asked.Length == 0) Assert.Empty(warnings);
        else Assert.Contains(asked, Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Apply_ThenTheSameFileAgain_ChangesNothing(string database)
    {
        await using var other = await TestSite.StartAsync(database);

        var first = await ApplyAsync(File, on: other);
        var lines = await other.WithDbAsync(db => db.Journal.CountAsync());
        var second = await CompareAsync(File, on: other);

        Assert.Equal(3, first.Added.Count);
        Assert.True(second.IsEmpty);
        Assert.Equal(3, second.Unchanged);
        await ApplyAsync(File, on: other);
        Assert.Equal(0, await other.WithDbAsync(
            db => db.Journal.CountAsync(line => line.Id > lines && line.Subject == nameof(Organisation))));
        var sheet = await other.WithDbAsync(db => db.Organisations.SingleAsync(held => held.Slug == "les-jardins-de-l-ourcq"));
        Assert.Equal((Source, "exacte", "01 41 60 00 00"), (sheet.SourceId, sheet.Precision, sheet.Phone));
        Assert.Equal(Source, await other.WithDbAsync(
            db => db.Sources.Where(source => source.Key == Source).Select(source => source.Key).SingleAsync()));
    }

    [Fact]
    public async Task Value_FromElsewhere_IsKeptAndAnEmptyFieldIsFilled()
    {
        await site.WithDbAsync(db => db.Organisations.Where(sheet => sheet.Slug == "baluchon").ExecuteUpdateAsync(set => set
            .SetProperty(sheet => sheet.Website, "https://ancien.exemple.fr").SetProperty(sheet => sheet.Phone, (string?)null)));
        var (name, commune) = await site.WithDbAsync(async db =>
        {
            var sheet = await db.Organisations.SingleAsync(held => held.Slug == "baluchon");
            return (sheet.Name, sheet.Communes[0]);
        });

        var diff = await ApplyAsync($"Nom;Code INSEE;Site web;Téléphone\n{name};{commune};https://nouveau.exemple.fr;0141600000\n");

        var change = Assert.Single(diff.Changed);
        Assert.Equal("Phone", Assert.Single(change.Fields).Field);
        Assert.Equal("Website", Assert.Single(change.Kept).Field);
        var kept = await site.WithDbAsync(db => db.Organisations.SingleAsync(held => held.Slug == "baluchon"));
        Assert.Equal(("https://ancien.exemple.fr", "01 41 60 00 00"), (kept.Website, kept.Phone));
        Assert.Equal(Source, kept.Evidence.Single(fact => fact.Text == "Phone").SourceId);
    }

    [Fact]
    public async Task Value_OfTheSameSource_FollowsItUntilSomeoneEditsIt()
    {
        await ApplyAsync("Nom;SIRET;Site web\nLa Ruche;35600000000048;https://un.exemple.fr\n");
        var follows = await ApplyAsync("Nom;SIRET;Site web\nLa Ruche;35600000000048;https://deux.exemple.fr\n");
        Assert.Single(follows.Changed[0].Fields);
        await site.WithDbAsync(async db =>
        {
            var sheet = await db.Organisations.SingleAsync(held => held.Slug == "la-ruche");
            sheet.Evidence = [new SourcedFact("Website", Organisation.Declared, PartialDate.Parse("2026-11-24"))];
            return await db.SaveAsync(new Act("test", DateTime.UnixEpoch, "déclarer"));
        });

        var kept = await CompareAsync("Nom;SIRET;Site web\nLa Ruche;35600000000048;https://trois.exemple.fr\n");

        Assert.Empty(kept.Changed[0].Fields);
        Assert.Equal("https://deux.exemple.fr", Assert.Single(kept.Changed[0].Kept).Before);
    }

    [Fact]
    public async Task Row_ThatLooksLikeASheet_IsHeldBackUntilAskedFor()
    {
        const string file = "Nom;Ville;Téléphone\nLa Ruche de Bondy;Bondy;0141600000\n";
        await ApplyAsync(file);

        var diff = await ApplyAsync("Nom;Ville;Téléphone\nRuche Bondy;Bondy;0141600000\n", source: Other);
        Assert.Equal("La Ruche de Bondy", Assert.Single(diff.HeldBack).Name);
        Assert.Equal(1, await site.WithDbAsync(db => db.Organisations.CountAsync(sheet => sheet.Phone == "01 41 60 00 00")));

        await ApplyAsync("Nom;Ville;Téléphone\nRuche Bondy;Bondy;0141600000\n", source: Other, withLookalikes: true);
        Assert.Equal(2, await site.WithDbAsync(db => db.Organisations.CountAsync(sheet => sheet.Phone == "01 41 60 00 00")));
    }

    [Fact]
    public async Task Row_GoneFromTheNextFile_IsAClosingAndComesBack()
    {
        var all = "Nom;SIRET\n" + string.Join('\n', Enumerable.Range(1, 12).Select(n => $"Association numéro {n};"));
        await ApplyAsync(all, withLookalikes: true);
        var without = "Nom;SIRET\nAssociation numéro 1;\n";

        var diff = await CompareAsync(without);

        Assert.Equal(11, diff.Closed.Count);
        Assert.Contains(diff.Told().Guards, guard => guard.Contains("11 fiches sur 12", StringComparison.Ordinal));
        await ApplyAsync(without);
        Assert.Equal(11, await WithdrawnAsync());
        Assert.Empty((await CompareAsync(without)).Closed);
        Assert.Equal(11, (await CompareAsync(all)).Reopened.Count);
        await ApplyAsync(all);
        Assert.Equal(0, await WithdrawnAsync());
        Assert.True((await CompareAsync(all)).IsEmpty);
    }

    [Fact]
    public async Task Apply_TheSameFileTwiceAtOnce_IsDoneOnce()
    {
        var table = TableFile.Read(Encoding.UTF8.GetBytes(File)).Table;
        var file = Sent(Source);
        var seen = (await CompareAsync(File)).Fingerprint;
        var (one, two) = (await ApplyAsync(table, file, seen), await ApplyAsync(table, file, seen));

        Assert.Equal((ImportEnd.Applied, ImportEnd.AlreadyApplied), (one, two));
        Assert.Equal(1, await site.WithDbAsync(db => db.ImportedFiles.CountAsync()));
    }

    [Fact]
    public async Task Apply_CutShort_LeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        var before = await site.WithDbAsync(db => db.Organisations.CountAsync());
        var table = TableFile.Read(Encoding.UTF8.GetBytes(File)).Table;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ApplyAsync(table, Sent(Source), "", cancel: stop.Token));

        Assert.Equal(before, await site.WithDbAsync(db => db.Organisations.CountAsync()));
        Assert.Equal(0, await site.WithDbAsync(db => db.ImportedSheets.CountAsync()));
    }

    [Fact]
    public async Task Position_InLambert93OrSwapped_StandsInFrance()
    {
        var diff = await CompareAsync("Nom;x;y\nMetres;475198,121680863;6692424,50691385\n");
        var table = TableFile.Read(Encoding.UTF8.GetBytes("Nom;Latitude;Longitude\nInverse;2,45;48,9\n")).Table;
        var said = new ImportMapping(
            new Dictionary<string, string> { ["Nom"] = "nom", ["Latitude"] = "latitude", ["Longitude"] = "longitude" });
        await using var scope = site.Services.CreateAsyncScope();
        var swapped = await scope.ServiceProvider.GetRequiredService<ActorImport>()
            .CompareAsync(table, said, Source, CancellationToken.None);

        Assert.Equal("47.294016, 0.02466", diff.Added[0].Values["Position"]);
        Assert.Equal("48.9, 2.45", swapped.Added[0].Values["Position"]);
    }

    [Fact]
    public async Task Apply_WhenTheDirectoryMovedSinceItWasSeen_WritesNothing()
    {
        var table = TableFile.Read(Encoding.UTF8.GetBytes(File)).Table;
        var seen = (await CompareAsync(File)).Fingerprint;
        await ApplyAsync("Nom;SIRET\nUn autre nom;35600000000048\n", Other);

        var end = await ApplyAsync(table, Sent(Source), seen);

        Assert.Equal(ImportEnd.Moved, end);
        Assert.Equal(0, await site.WithDbAsync(db => db.Organisations.CountAsync(sheet => sheet.SourceId == Source)));
    }

    [Fact]
    public async Task Row_OfASheetMergedSince_IsTheSheetThatStayed()
    {
        const string file = "Nom;Ville\nLa Ruche de Bondy;Bondy\n";
        await ApplyAsync(file);
        await site.WithDbAsync(async db =>
        {
            (await db.Organisations.SingleAsync(sheet => sheet.Slug == "la-ruche-de-bondy")).MergeInto("baluchon");
            return await db.SaveAsync(new Act("test", DateTime.UnixEpoch, "fusionner"));
        });

        var diff = await CompareAsync(file);

        Assert.Empty(diff.Added);
        Assert.Equal("baluchon", Assert.Single(diff.Changed).Sheet.Slug);
    }

    [Fact]
    public async Task Contact_OfAPerson_IsKeptFromThePublicUntilSomeoneSaysOtherwise()
    {
        await ApplyAsync("Nom;Mail;Tél\nChez quelqu’un;jeanne@gmail.com;0612345678\nUne maison;contact@maison-exemple.fr;0141600000\n");

        var sheets = await site.WithDbAsync(
            db => db.Organisations.Where(sheet => sheet.SourceId == Source).OrderBy(sheet => sheet.Name).ToListAsync());
        Assert.Equal([(Audience.Organisation, Audience.Organisation), (Audience.Public, Audience.Public)],
            sheets.Select(sheet => (sheet.AudienceOf("Email"), sheet.AudienceOf("Phone"))));
        await site.WithDbAsync(async db =>
        {
            (await db.Organisations.SingleAsync(sheet => sheet.Name == "Chez quelqu’un")).Reserved = [];
            return await db.SaveAsync(new Act("test", DateTime.UnixEpoch, "ouvrir"));
        });
        await ApplyAsync("Nom;Mail;Tél\nChez quelqu’un;paul@gmail.com;0612345678\nUne maison;contact@maison-exemple.fr;0141600000\n");
        Assert.Equal(Audience.Public,
            (await site.WithDbAsync(db => db.Organisations.SingleAsync(sheet => sheet.Email == "paul@gmail.com"))).AudienceOf("Email"));
    }

    private Task<int> WithdrawnAsync()
        => site.WithDbAsync(db => db.Organisations.CountAsync(sheet => sheet.Status == SheetStatus.Withdrawn));

    private async Task<ActorDiff> CompareAsync(string file, string source = Source, TestSite? on = null)
    {
        await using var scope = (on ?? site).Services.CreateAsyncScope();
        var table = TableFile.Read(Encoding.UTF8.GetBytes(file)).Table;
        return await scope.ServiceProvider.GetRequiredService<ActorImport>()
            .CompareAsync(table, ImportMapping.Of(table, ColumnGuessing.Of(table)), source, CancellationToken.None);
    }

    /// <summary>Looks, then applies what was seen.</summary>
    private async Task<ActorDiff> ApplyAsync(string file, string source = Source, bool withLookalikes = false, TestSite? on = null)
    {
        var diff = await CompareAsync(file, source, on);
        Assert.Equal(ImportEnd.Applied,
            await ApplyAsync(TableFile.Read(Encoding.UTF8.GetBytes(file)).Table, Sent(source), diff.Fingerprint, withLookalikes, on));
        return diff;
    }

    private async Task<ImportEnd> ApplyAsync(
        SourceTable table, ImportedFile file, string seen, bool withLookalikes = false, TestSite? on = null,
        CancellationToken cancel = default)
    {
        await using var scope = (on ?? site).Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ActorImport>()
            .ApplyAsync(file, table, ImportMapping.Of(table, ColumnGuessing.Of(table)), seen, withLookalikes,
                new Act("test", site.Clock.GetUtcNow().UtcDateTime, ActorImport.Command), cancel);
    }

    private ImportedFile Sent(string source)
        => ImportedFile.Of(source == Source ? "Ville" : "Autre", "ville.csv", new string('0', 64), "{}",
            site.Clock.GetUtcNow().UtcDateTime);
}
