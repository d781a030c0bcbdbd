using System.Net;
using AngleSharp.Dom;
using Npgsql;
using Terreau.Web.Backups;
using Terreau.Web.Backups.Age;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Backups.Copies;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Hosting;
using Terreau.Web.Seeds;

namespace Terreau.Web.Tests.Backups;

/// <summary>
/// A territory that comes back from its backup is the one that was: every row, every byte, what is found, who had come in.
/// </summary>
public sealed class RestoringTests : IDisposable
{
    private const string Secret = "six mots au hasard pour cet essai";

    private static readonly string[] Asked =
        ["/acteurs?q=alimentation", "/acteurs?q=zygomatique", "/offres?q=financement", "/api/v1/acteurs?q=couture", "/acteurs/baluchon"];

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("sqlite", null)]
    [InlineData("sqlite", Secret)]
    [InlineData("postgres", null)]
    [InlineData("postgres", Secret)]
    public async Task Restore_IntoAnEmptyPlace_GivesTheSameTerritory(string database, string? secret)
    {
        var phrase = Passphrase.Read(null, secret);
        await using var before = await BackedUpSite.StartAsync(database);
        var said = await SayAsync(before.Site);
        var rows = await WholeDatabase.ReadAsync(before.Connection);
        var cookie = before.Site.Cookie("terreau-seance") ?? throw new InvalidOperationException("no cookie");
        var made = await before.MakeAsync(phrase);
        using var target = new TemporaryFolder();
        var to = TestSite.OptionsOf(target.Path, await Databases.FreshAsync(database, target.Path));

        await BackedUpSite.RestoreAsync(to, made.Path, phrase);

        WholeDatabase.AssertSame(rows, await WholeDatabase.ReadAsync(to.Connection));
        Assert.Equal(BackedUpSite.Text, await File.ReadAllTextAsync(
            Path.Combine(to.OriginalFolder, before.Original), TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(to.IndexFolder));
        await using var after = await TestSite.StartAsync(database, folder: target, connection: to.Connection);
        Assert.Equal(said, await SayAsync(after));
        var cookies = new CookieContainer();
        cookies.Add(after.Client.BaseAddress!, new Cookie("terreau-seance", cookie));
        using var person = after.NewClient(cookies);
        using var desk = await person.GetAsync("/bureau", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, desk.StatusCode);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Make_WhileTheSiteWrites_IsOfOneInstant(string database)
    {
        await using var before = await BackedUpSite.StartAsync(database);
        using var end = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var count = 0;
            for (; !end.IsCancellationRequested; count++)
            {
                await before.Site.WithDbAsync(async db =>
                {
                    // Two rows and two lines that are there together or not at all.
                    foreach (var half in new[] { "a", "b" })
                    {
                        db.Add(Builders.Organisation(
                            $"paire-{half}-{count}", $"Paire {half} {count}", "essai", PartialDate.Parse("2026")));
                    }
                    return await db.SaveAsync(Act.ByConsole(before.Site.Clock, "essayer"));
                });
            }
            return count;
        }, TestContext.Current.CancellationToken);

        var archives = new List<MadeBackup>();
        for (var turn = 0; turn < 3; turn++)
        {
            archives.Add(await before.MakeAsync());
            before.Site.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await end.CancelAsync();
        Assert.True(await writing > 3, "nothing was written meanwhile");

        foreach (var (archive, at) in archives.Select((archive, at) => (archive, at)))
        {
            var place = Path.Combine(folder.Path, $"{at}");
            var to = TestSite.OptionsOf(place, await Databases.FreshAsync(database, place));
            await BackedUpSite.RestoreAsync(to, archive.Path);
            var rows = await WholeDatabase.ReadAsync(to.Connection);
            var halves = rows["Organisations"].Where(row => row.Contains("|paire-", StringComparison.Ordinal)).ToList();
            Assert.Equal(halves.Count(row => row.Contains("|paire-a-", StringComparison.Ordinal)),
                halves.Count(row => row.Contains("|paire-b-", StringComparison.Ordinal)));
            Assert.Equal(halves.Count, rows["Journal"].Count(row => row.Contains("paire-", StringComparison.Ordinal)));
        }
        Assert.True(archives[^1].Manifest.Database.Rows > archives[0].Manifest.Database.Rows);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Restore_WhereSomethingIs_IsRefusedAndLeavesIt(string database)
    {
        await using var before = await BackedUpSite.StartAsync(database);
        var made = await before.MakeAsync();
        var rows = await WholeDatabase.ReadAsync(before.Connection);
        var to = await BackedUpSite.EmptyAsync(database, folder);

        // Into the live territory itself: the site holds its folder.
        var live = await Assert.ThrowsAsync<StartException>(() => BackedUpSite.RestoreAsync(before.Options, made.Path));
        Directory.CreateDirectory(to.Data);
        await File.WriteAllTextAsync(Path.Combine(to.Data, "notes.txt"), "à garder", TestContext.Current.CancellationToken);
        var folderFull = await Assert.ThrowsAsync<StartException>(() => BackedUpSite.RestoreAsync(to, made.Path));
        var other = to with { Data = Path.Combine(folder.Path, "autre"), Database = before.Connection };
        var databaseFull = await Assert.ThrowsAsync<StartException>(() => BackedUpSite.RestoreAsync(other, made.Path));

        Assert.Equal(FolderHold.HeldCode, live.ExitCode);
        Assert.Contains("notes.txt", folderFull.Message, StringComparison.Ordinal);
        Assert.Contains("déjà", databaseFull.Message, StringComparison.Ordinal);
        Assert.Equal("à garder", await File.ReadAllTextAsync(Path.Combine(to.Data, "notes.txt"), TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(Path.Combine(to.Data, Opening.HalfRestored)));
        Assert.Equal(rows, await WholeDatabase.ReadAsync(before.Connection));
    }

    [Fact]
    public async Task Restore_WhatDoesNotOpen_WritesNothing()
    {
        await using var before = await BackedUpSite.StartAsync("sqlite");
        var made = await before.MakeAsync(Passphrase.Read(null, Secret));
        var cut = Path.Combine(folder.Path, "coupee.tar.gz.age");
        var content = await File.ReadAllBytesAsync(made.Path, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(cut, content[..^1000], TestContext.Current.CancellationToken);
        var to = await BackedUpSite.EmptyAsync("sqlite", folder);

        var without = await RefusalAsync(to, made.Path, null);
        var wrong = await RefusalAsync(to, made.Path, Secret + " ?");
        var truncated = await RefusalAsync(to, cut, Secret);

        Assert.Contains("est chiffrée", without, StringComparison.Ordinal);
        Assert.Contains("la phrase secrète n’est pas la bonne", wrong, StringComparison.Ordinal);
        Assert.Contains("il en manque une partie", truncated, StringComparison.Ordinal);
        Assert.False(Directory.Exists(to.Data));
    }

    [Fact]
    public async Task Restore_IntoADatabaseOfAnotherKind_OrOfAVersionToCome_IsRefused()
    {
        await using var before = await BackedUpSite.StartAsync("sqlite");
        var made = await before.MakeAsync();
        var to = await BackedUpSite.EmptyAsync("sqlite", folder);
        var postgres = to with { Database = "Host=127.0.0.1;Database=ailleurs" };
        var database = made.Manifest.Database;
        var later = made.Manifest with { Database = database with { Migrations = [.. database.Migrations, "29990101000000_Later"] } };

        var kind = await Assert.ThrowsAsync<StartException>(() => BackedUpSite.RestoreAsync(postgres, made.Path));
        var version = await Assert.ThrowsAsync<StartException>(() => new Restoring(to, TimeProvider.System)
            .RestoreAsync(made.Path, null, later, TestContext.Current.CancellationToken));

        Assert.Contains("celle d’une base SQLite", kind.Message, StringComparison.Ordinal);
        Assert.Contains("version plus récente", version.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(to.Data));
    }

    [Fact]
    public async Task Restore_ThatDoesNotProveRight_LeavesNothing()
    {
        await using var before = await BackedUpSite.StartAsync("sqlite");
        var made = await before.MakeAsync();
        var to = await BackedUpSite.EmptyAsync("sqlite", folder);
        var forged = Path.Combine(folder.Path, "terreau-est-ensemble-20261123-080000Z.tar.gz");
        var copy = Path.Combine(folder.Path, "copie");
        await new SqliteCopying(before.Connection).CopyAsync(copy, TestContext.Current.CancellationToken);
        var tables = made.Manifest.Database.Tables
            .Select(table => table.Name == "Journal" ? table with { Rows = table.Rows + 1 } : table).ToList();
        using (var archive = ArchiveWriting.Open(forged, null))
        {
            archive.Add(ArchiveNames.Sqlite, copy);
            archive.Complete(files => made.Manifest with { Database = made.Manifest.Database with { Tables = tables }, Files = files });
        }

        var fault = await Assert.ThrowsAsync<StartException>(() => BackedUpSite.RestoreAsync(to, forged));

        Assert.Contains("la table Journal", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Left(to.Data));
        await BackedUpSite.RestoreAsync(to, made.Path);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Rehearsal_ProvesTheArchive_NotesIt_AndLeavesNothing(string database)
    {
        await using var before = await BackedUpSite.StartAsync(database);
        var made = await before.MakeAsync();
        var notes = new BackupNotes(before.Options);
        Assert.Equal(made.Path, notes.LastBackup!.Archive);
        Assert.Null(notes.LastRehearsal);

        // One that was killed long ago, and one that may be under way.
        var (left, under) = (Path.Combine(folder.Path, "terreau-essai-tue"), Path.Combine(folder.Path, "terreau-essai-en-cours"));
        Directory.CreateDirectory(left);
        Directory.SetLastWriteTimeUtc(left, before.Site.Clock.GetUtcNow().UtcDateTime.AddDays(-2));
        Directory.CreateDirectory(under);

        await new Rehearsal(before.Options, before.Site.Clock, folder.Path)
            .TryAsync(made.Path, null, made.Manifest, TestContext.Current.CancellationToken);

        Assert.Equal(made.Manifest.MadeAt, notes.LastRehearsal!.MadeAt);
        Assert.Equal([under], Directory.EnumerateDirectories(folder.Path));
        if (database == "postgres")
        {
            await using var server = new NpgsqlConnection(before.Connection);
            await server.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand(
                "SELECT COUNT(*) FROM pg_database WHERE datname LIKE 'terreau\\_essai\\_%'", server);
            Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Make_WithoutTheToolsOfPostgres_SaysWhichIsMissing()
    {
        await using var before = await BackedUpSite.StartAsync("postgres");
        var copying = new PostgresCopying(before.Connection, new PostgresTools(_ => [folder.Path, ""]));

        var fault = await Assert.ThrowsAsync<StartException>(
            () => copying.CopyAsync(Path.Combine(folder.Path, "copie"), TestContext.Current.CancellationToken));

        Assert.Contains("« pg_dump »", fault.Message, StringComparison.Ordinal);
        Assert.Contains("postgresql-client", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_OfNothing_OrIntoTheDataFolder_IsRefused()
    {
        await using var site = await TestSite.StartAsync();
        var options = TestSite.OptionsOf(site.Folder, $"Data Source={Path.Combine(site.Folder, "terreau.db")}");
        var place = Path.Combine(folder.Path, "vide");
        var nothing = TestSite.OptionsOf(place, $"Data Source={Path.Combine(place, "terreau.db")}");

        var inside = await Assert.ThrowsAsync<StartException>(() => new BackupMaking(options, site.Clock)
            .MakeAsync(Path.Combine(site.Folder, "sauvegardes"), null, TestContext.Current.CancellationToken));
        var empty = await Assert.ThrowsAsync<StartException>(() => new BackupMaking(nothing, site.Clock)
            .MakeAsync(Path.Combine(folder.Path, "ici"), null, TestContext.Current.CancellationToken));

        Assert.Contains("serait perdue avec lui", inside.Message, StringComparison.Ordinal);
        Assert.Contains("rien à sauvegarder", empty.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(place, "terreau.db")));
    }

    /// <summary>What is neither in the archive nor here said to be made again would be lost without anybody knowing.</summary>
    [Fact]
    public async Task DataFolder_HoldsNothingThatIsForgotten()
    {
        string[] madeAgain = ["index", "mail", "sauvegardes", ".sauvegarde", FolderHold.LockFile, FolderHold.HolderFile,
            UsedFolder.NoteFile];
        string[] archived = ["terreau.db", "terreau.db-wal", "terreau.db-shm", "imports", "keys"];
        await using var before = await BackedUpSite.StartAsync("sqlite");
        await before.MakeAsync();

        Assert.Empty(Left(before.Options.Data).Except([.. madeAgain, .. archived]));
    }

    public void Dispose() => folder.Dispose();

    private static async Task<string> RefusalAsync(TerreauOptions to, string archive, string? secret)
        => (await Assert.ThrowsAsync<StartException>(() => BackedUpSite.RestoreAsync(to, archive, Passphrase.Read(null, secret)))).Message;

    private static IEnumerable<string> Left(string data) => Directory.EnumerateFileSystemEntries(data)
        .Select(path => Path.GetFileName(path)).Where(name => name is not (FolderHold.LockFile or FolderHold.HolderFile));

    /// <summary>What the pages say, without what is of one visit.</summary>
    private static async Task<List<string>> SayAsync(TestSite site)
    {
        var said = new List<string>();
        using var visitor = site.NewClient();
        foreach (var address in Asked)
        {
            var text = await visitor.GetStringAsync(address);
            if (!address.StartsWith("/api", StringComparison.Ordinal)) text = (await site.ParseAsync(text)).QuerySelector("main")!.Text();
            said.Add(text.Replace(site.Client.BaseAddress!.Authority, "", StringComparison.Ordinal));
        }
        return said;
    }
}
