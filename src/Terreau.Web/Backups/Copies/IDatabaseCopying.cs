using Terreau.Web.Data;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups.Copies;

/// <summary>How the database of one kind is copied while the site serves.</summary>
internal interface IDatabaseCopying
{
    /// <summary>What the copy is called in an archive.</summary>
    string ArchivedName { get; }

    /// <summary>Writes a copy of one instant.</summary>
    /// <exception cref="StartException">There is nothing to copy, or a tool for it is missing.</exception>
    Task<CopiedDatabase> CopyAsync(string place, CancellationToken cancel);
}

/// <param name="Territory">The short name of the territory it holds.</param>
/// <param name="Proof">What it holds.</param>
internal sealed record CopiedDatabase(string Territory, DatabaseProof Proof);

/// <summary>
/// A database that is restored: empty at first, then half made, which whoever opens it is told; then, in one move, as it was.
/// </summary>
internal interface IDatabaseRestoring
{
    string ArchivedName { get; }

    /// <summary>Where the copy of the archive is taken out to.</summary>
    string StagingIn(string folder);

    /// <summary>Something is there, and no restoring is under way: what there is may be used.</summary>
    Task<bool> IsOpenAsync(CancellationToken cancel);

    /// <summary>Clears what an interrupted restoring left here, and nothing else.</summary>
    /// <exception cref="StartException">What is there was not left by one.</exception>
    Task RequireEmptyAsync(CancellationToken cancel);

    /// <summary>Makes the database of its copy; nobody may open it yet.</summary>
    Task FillAsync(string staged, DatabaseProof expected, CancellationToken cancel);

    /// <summary>What it holds now.</summary>
    Task<DatabaseProof> ProveAsync(CancellationToken cancel);

    /// <summary>The connection by which it is reached while it is half made.</summary>
    string Connection { get; }

    /// <summary>It is whole: whoever comes may open it.</summary>
    Task OpenAsync(CancellationToken cancel);

    /// <summary>Takes back all that was put there.</summary>
    Task SweepAsync();
}

internal static class DatabaseCopies
{
    public static IDatabaseCopying Of(string connection) => Dialect.IsPostgres(connection)
        ? new PostgresCopying(connection, PostgresTools.Found) : new SqliteCopying(connection);

    public static IDatabaseRestoring Into(string connection) => Dialect.IsPostgres(connection)
        ? new PostgresRestoring(connection, PostgresTools.Found) : new SqliteRestoring(connection);
}
