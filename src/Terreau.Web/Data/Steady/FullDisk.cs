using Microsoft.Data.Sqlite;
using Npgsql;

namespace Terreau.Web.Data.Steady;

/// <summary>A disk takes nothing more: what was written is kept, and someone has to make room.</summary>
internal static class FullDisk
{
    // ENOSPC and EDQUOT of Linux, ERROR_DISK_FULL of Windows.
    private static readonly int[] OfSystem = [28, 122, unchecked((int)0x80070070)];

    // SQLITE_FULL: https://www.sqlite.org/rescode.html
    private const int OfSqlite = 13;

    /// <summary>Whether a failure comes from one, however it was wrapped on its way.</summary>
    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        IOException refused when OfSystem.Contains(refused.HResult) => true,
        SqliteException refused => refused.SqliteErrorCode == OfSqlite,
        PostgresException refused => refused.SqlState == PostgresErrorCodes.DiskFull,
        AggregateException several => several.InnerExceptions.Any(Is),
        _ => Is(failure.InnerException),
    };
}
