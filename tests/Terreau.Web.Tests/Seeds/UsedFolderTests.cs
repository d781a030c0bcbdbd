using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Hosting;
using Terreau.Web.Tests.Commands;
using Terreau.Web.Tests.Hosting.Mail;

namespace Terreau.Web.Tests.Seeds;

/// <summary>
/// A database that has lost what it held, beside a folder that remembers: an alarm, never a new beginning that nobody asked for. And the
/// log that writings go through is short-lived, so that little can be lost with it.
/// </summary>
public sealed class UsedFolderTests : IDisposable
{
    private readonly Terminal terminal = new();

    private string Database => Path.Combine(terminal.Data, "terreau.db");

    public static TheoryData<string> Losses => ["log lost", "log cut", "file lost", "file emptied", "tables emptied"];

    [Theory, MemberData(nameof(Losses))]
    public async Task AnyVerb_OnADatabaseThatIsEmpty_InAFolderThatWasUsed_IsRefusedAndChangesNothing(string loss)
    {
        await terminal.OpenAsync();
        Lose(loss);
        var left = Content();

        foreach (var verb in loss == "log lost" ? ["serve", "seed est-ensemble", "migrate", "conservation"] : new[] { "serve" })
        {
            var (code, output, error) = await terminal.RunAsync([.. verb.Split(' '), "--urls", "http://127.0.0.1:0"]);

            Assert.Equal((4, ""), (code, output));
            var said = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("La base de données est vide", said, StringComparison.Ordinal);
            Assert.Contains($"« {terminal.Data} »", said, StringComparison.Ordinal);
            Assert.Contains("--a-neuf", said, StringComparison.Ordinal);
        }
        Assert.Equal(left, Content());
    }

    [Theory, InlineData("terreau.database"), InlineData("index/acteurs/current"), InlineData("keys/key-1.xml"),
        InlineData("imports/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public async Task Serve_OnAnEmptyDatabase_BesideOneTraceOfUse_IsRefused(string trace)
    {
        var place = Path.Combine(terminal.Data, trace);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        await File.WriteAllTextAsync(place, "trace", TestContext.Current.CancellationToken);

        var (code, _, error) = await terminal.RunAsync("serve", "--urls", "http://127.0.0.1:0");

        Assert.True(code == 4, error);
    }

    [Fact]
    public async Task Serve_AnewOnceAskedFor_Opens_AndFromThenOnAsAnyOther()
    {
        await terminal.OpenAsync();
        Lose("log lost");

        var (anew, _) = await terminal.ServeAsync("--a-neuf");
        await EndAsync(anew);
        var (again, address) = await terminal.ServeAsync();
        using var client = new HttpClient { BaseAddress = address };
        var found = await client.GetStringAsync("/api/v1/acteurs?q=baluchon", TestContext.Current.CancellationToken);
        await EndAsync(again);

        Assert.Contains("Baluchon", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_AfterAFirstStartThatWasCutShort_Opens()
    {
        // What is there before the territory is: the lock, its holder, the folders of the index, the tables.
        FolderHold.Take(terminal.Data, FolderHold.Site, TimeProvider.System).Dispose();
        Directory.CreateDirectory(Path.Combine(terminal.Data, "index", "acteurs", "g-1"));
        await using (var db = Data.Upgrades.FilledDatabase.Open($"Data Source={Database}"))
            await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        SqliteConnection.ClearAllPools();

        var (site, _) = await terminal.ServeAsync();
        await EndAsync(site);
    }

    [Fact]
    public async Task Serve_OnAnEmptyPostgres_InAFolderThatWasUsed_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await using (await TestSite.StartAsync(folder: folder, connection: await Databases.FreshAsync("postgres", folder.Path))) { }
        var empty = await Databases.FreshAsync("postgres", folder.Path);

        var refusal = await Assert.ThrowsAsync<StartException>(() => TestSite.StartAsync(folder: folder, connection: empty));

        Assert.Equal(4, refusal.ExitCode);
        await using var started = await TestSite.StartAsync(folder: folder, connection: empty,
            adjust: options => options with { Anew = true });
    }

    [Fact]
    public async Task Site_JustOpened_AndAfterEachWrite_HoldsAllOfItInTheFileItself()
    {
        using var folder = new TemporaryFolder();
        await using var site = await TestSite.StartAsync(folder: folder);
        await MailSite.UntilAsync(() => Task.FromResult(ReportsIn(folder) is 0), "the file alone holds the territory");

        for (var time = 1; time <= 2; time++)
        {
            var page = await site.PageAsync("/acteurs/baluchon/signaler");
            using var sent = await site.SubmitAsync(page, "main form", ("Form.Message", $"Le numéro {time} est faux."));
            Assert.Equal(302, (int)sent.StatusCode);
            await MailSite.UntilAsync(() => Task.FromResult(ReportsIn(folder) == time), "the file alone holds what was sent");
        }
    }

    [Fact]
    public async Task Site_Killed_ThenWithoutItsLog_HoldsWhatWasSentAMomentBefore()
    {
        await terminal.OpenAsync();
        var (site, address) = await terminal.ServeAsync();
        using (site)
        {
            await terminal.RunAsync("admin", "manager@exemple.fr");
            await MailSite.UntilAsync(() => Task.FromResult(new FileInfo(Database + "-wal") is { Exists: false } or { Length: 0 }),
                "the log is empty");
            site.Kill();
            await site.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        File.Delete(Database + "-wal");
        File.Delete(Database + "-shm");

        await using var db = Data.Upgrades.FilledDatabase.Open($"Data Source={Database}");
        Assert.Equal(1, await db.Accounts.CountAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(address);
    }

    [Fact]
    public async Task Site_StoppedCleanly_LeavesNoLog()
    {
        await terminal.OpenAsync();
        var (site, address) = await terminal.ServeAsync();
        using (var client = new HttpClient { BaseAddress = address })
            await client.GetStringAsync("/acteurs/baluchon", TestContext.Current.CancellationToken);

        Assert.Equal(0, await EndAsync(site));

        Assert.True(new FileInfo(Database + "-wal") is { Exists: false } or { Length: 0 });
    }

    public void Dispose() => terminal.Dispose();

    private static async Task<int> EndAsync(Process site)
    {
        using (site)
        {
            using (var kill = Process.Start("kill", ["-TERM", $"{site.Id}"])) await kill.WaitForExitAsync();
            await site.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
            return site.ExitCode;
        }
    }

    private void Lose(string loss)
    {
        foreach (var file in Directory.EnumerateFiles(terminal.Data, "terreau.db*").Where(_ => loss != "tables emptied")) File.Delete(file);
        if (loss == "file emptied") File.WriteAllBytes(Database, []);
        if (loss == "tables emptied") Run("PRAGMA foreign_keys=OFF; DELETE FROM Territories; DELETE FROM Organisations;");
        if (!loss.StartsWith("log", StringComparison.Ordinal)) return;
        // All that a small installation ever wrote was in the log: one page of the file says that there is one.
        Run("PRAGMA journal_mode=WAL; CREATE TABLE held (x); INSERT INTO held VALUES (1);", copyTo: Database + ".kept");
        foreach (var end in new[] { "", "-wal" }) File.Move(Database + ".kept" + end, Database + end, overwrite: true);
        Assert.Equal(4096, new FileInfo(Database).Length);
        using var log = new FileStream(Database + "-wal", FileMode.Open);
        log.SetLength(loss == "log lost" ? 0 : 32 + 24 + 1000);
    }

    /// <param name="copyTo">Where the files go as they are while the connection is open, the log with them.</param>
    private void Run(string sql, string? copyTo = null)
    {
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
            if (copyTo is not null) foreach (var end in new[] { "", "-wal" }) File.Copy(Database + end, copyTo + end);
        }
        if (copyTo is not null) File.Delete(Database);
    }

    /// <summary>What the folder holds, but for the locks and what SQLite keeps beside its file while it looks.</summary>
    private Dictionary<string, string> Content() => Directory.EnumerateFiles(terminal.Data, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) is not ("terreau.lock" or "terreau.holder" or "terreau.db-wal" or "terreau.db-shm"))
        .ToDictionary(file => file, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));

    /// <summary>How many reports the file of the database holds, without its log; null when it does not hold their table.</summary>
    private static long? ReportsIn(TemporaryFolder folder)
    {
        using var elsewhere = new TemporaryFolder();
        var copy = Path.Combine(elsewhere.Path, "terreau.db");
        File.Copy(Path.Combine(folder.Path, "terreau.db"), copy);
        using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM {nameof(ErrorReport)}s, Territories";
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            // Copied in the middle of a writing, or too early.
            return null;
        }
    }
}
