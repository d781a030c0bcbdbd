using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Terreau.Web.Data.Steady;

/// <summary>The database is away or takes nothing more for now: nobody asked it anything wrong, and later it answers.</summary>
internal static class Outage
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // SQLITE_BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN: https://www.sqlite.org/rescode.html
    private static readonly int[] OfSqlite = [5, 6, 8, 10, 13, 14];

    // Connection, resources, intervention of the operator, system: https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static readonly string[] OfPostgres = ["08", "53", "57P", "58"];

    /// <summary>Whether a failure is one, however it was wrapped on its way.</summary>
    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        // Another server did not answer.
        HttpRequestException => false,
        PostgresException refused => IsAway(refused),
        NpgsqlException lost => lost.IsTransient || Is(lost.InnerException),
        SqliteException refused => OfSqlite.Contains(refused.SqliteErrorCode),
        // The name of the server is not known while it is away, where names come and go with the machines.
        SocketException => true,
        AggregateException several => several.InnerExceptions.Any(Is),
        _ => Is(failure.InnerException),
    };

    /// <summary>How long to wait before the next try: a little more each time, a minute at most.</summary>
    /// <param name="failures">How often it has failed in a row, at least once.</param>
    public static TimeSpan PauseAfter(int failures)
        => TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures - 1, 10)));

    // What ends a session, or keeps one from being opened, says nothing of what was asked. 25006: a copy that follows took over, read only.
    private static bool IsAway(PostgresException refused)
        => refused.InvariantSeverity is "FATAL" or "PANIC" || refused.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction
            || Array.Exists(OfPostgres, start => refused.SqlState.StartsWith(start, StringComparison.Ordinal));
}
