using Microsoft.Data.Sqlite;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups.Copies;

/// <summary>A SQLite file made of a copy: under another name beside its place, until it has its own in one move.</summary>
internal sealed class SqliteRestoring(string connection) : IDatabaseRestoring
{
    private const string HalfMade = ".restauration";

    private readonly string place = Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource);

    public string ArchivedName => ArchiveNames.Sqlite;

    public string Connection => $"Data Source={place + HalfMade};Pooling=False";

    // On the same disk as its place, wherever the rest goes.
    public string StagingIn(string folder) => place + HalfMade;

    public Task<bool> IsOpenAsync(CancellationToken cancel) => Task.FromResult(File.Exists(place));

    public Task RequireEmptyAsync(CancellationToken cancel)
    {
        // A log of another file would be taken for its own.
        foreach (var taken in new[] { place, place + "-wal", place + "-shm", place + "-journal" })
        {
            if (File.Exists(taken))
                throw new StartException($"La base « {taken} » existe déjà : une restauration se fait dans un dossier vide. "
                    + "Choisissez-en un avec --data, ou mettez de côté ce qui est là.");
        }
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return SweepAsync();
    }

    public Task FillAsync(string staged, DatabaseProof expected, CancellationToken cancel) => Task.CompletedTask;

    public async Task<DatabaseProof> ProveAsync(CancellationToken cancel)
    {
        await using var made = SqliteCopying.Open(place + HalfMade, SqliteOpenMode.ReadOnly);
        await made.OpenAsync(cancel);
        return await SqliteCopying.ProveAsync(made, cancel);
    }

    public async Task OpenAsync(CancellationToken cancel)
    {
        // As an open territory keeps it; closed, it has nothing beside it, and is moved alone.
        await using (var made = SqliteCopying.Open(place + HalfMade, SqliteOpenMode.ReadWrite))
        {
            await made.OpenAsync(cancel);
            await made.RunAsync("PRAGMA journal_mode=WAL", cancel);
        }
        File.Move(place + HalfMade, place);
    }

    public Task SweepAsync()
    {
        foreach (var end in new[] { "", "-wal", "-shm", "-journal" }) File.Delete(place + HalfMade + end);
        return Task.CompletedTask;
    }
}
