using System.Diagnostics;
using Terreau.Web.Data;
using Terreau.Web.Tests.Commands;

namespace Terreau.Web.Tests.Backups;

/// <summary>
/// A restoring that the machine stops without a word, wherever it stands: nobody opens what it left, and taken up again it ends as if it
/// had never been stopped.
/// </summary>
public sealed class KilledRestoreTests : IDisposable
{
    private const int Size = 2_000;

    private readonly TemporaryFolder folder = new();
    private readonly Terminal terminal = new();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Restore_KilledAtRandomMoments_LeavesNothingHalfMade(string database)
    {
        await using var before = await BackedUpSite.StartAsync(database, Size);
        var rows = await WholeDatabase.ReadAsync(before.Connection);
        var archive = (await before.MakeAsync()).Path;
        var (whole, connection) = await PlaceAsync(database, "entier");
        var watch = new Stopwatch();
        using (var process = terminal.Start(Asked(archive, whole, connection)))
        {
            await MarkedAsync(process, whole);
            watch.Start();
            while (IsMarked(whole)) await Task.Yield();
            watch.Stop();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
        var time = watch.Elapsed;
        WholeDatabase.AssertSame(rows, await WholeDatabase.ReadAsync(connection));

        // The moments are of one seed; where they fall in the work is up to the machine.
        var (random, stopped) = (new Random(20261201), 0);
        for (var turn = 0; turn < 8; turn++)
        {
            (whole, connection) = await PlaceAsync(database, $"{turn}");
            using (var process = terminal.Start(Asked(archive, whole, connection)))
            {
                await MarkedAsync(process, whole);
                var (moment, since) = (time * random.NextDouble(), Stopwatch.GetTimestamp());
                while (Stopwatch.GetElapsedTime(since) < moment) await Task.Yield();
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            if (IsMarked(whole))
            {
                stopped++;
                var opened = await terminal.RunAsync(["migrate", "--data", whole, "--database", connection]);
                Assert.Equal(1, opened.Code);
                Assert.Contains("en cours de restauration", opened.Error, StringComparison.Ordinal);
            }
            var again = await terminal.RunAsync(Asked(archive, whole, connection));
            if (again.Code != 0) Assert.Matches("avait abouti|déjà", again.Error);
            WholeDatabase.AssertSame(rows, await WholeDatabase.ReadAsync(connection));
            Assert.Equal(BackedUpSite.Text, await File.ReadAllTextAsync(
                Path.Combine(whole, "imports", before.Original), TestContext.Current.CancellationToken));
        }
        Assert.True(stopped > 0, "none was stopped in its work");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Restore_StoppedByItsOperator_TakesAllBack(string database)
    {
        await using var before = await BackedUpSite.StartAsync(database);
        var made = await before.MakeAsync();
        var to = await BackedUpSite.EmptyAsync(database, folder);
        using var end = new CancellationTokenSource();
        // As soon as the folder is marked, something has been written.
        var stopping = Task.Run(async () =>
        {
            while (!IsMarked(to.Data)) await Task.Yield();
            await end.CancelAsync();
        }, TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Web.Backups.Restoring(to, TimeProvider.System)
            .RestoreAsync(made.Path, null, made.Manifest, end.Token));
        await stopping;

        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(to.Data),
            path => !Path.GetFileName(path).StartsWith("terreau.lock", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("terreau.holder", StringComparison.Ordinal));
        if (database == "postgres") Assert.Empty(await WholeDatabase.ReadAsync(to.Connection));
        await BackedUpSite.RestoreAsync(to, made.Path);
    }

    public void Dispose()
    {
        terminal.Dispose();
        folder.Dispose();
    }

    private static bool IsMarked(string data) => Directory.Exists(Path.Combine(data, Opening.HalfRestored));

    /// <summary>Until it writes there.</summary>
    private static async Task MarkedAsync(Process process, string data)
    {
        while (!IsMarked(data))
        {
            if (process.HasExited) Assert.Fail(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await Task.Yield();
        }
    }

    private async Task<(string Data, string Connection)> PlaceAsync(string database, string name)
    {
        var data = Path.Combine(folder.Path, name);
        return (data, await Databases.FreshAsync(database, data));
    }

    private static string[] Asked(string archive, string data, string connection)
        => ["restauration", archive, "--data", data, "--database", connection];
}
