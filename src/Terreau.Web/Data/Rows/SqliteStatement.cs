using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Terreau.Web.Data.Rows;

/// <summary>
/// A statement without results that is run many times, its parameters set by their place. The texts of values are those of the
/// provider, so that one row reads like another whoever wrote it.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private byte[] text = new byte[4_096];

    /// <param name="connection">Open, and for longer than this statement.</param>
    /// <param name="sql">One statement; its parameters count from 1 in the order of their first mention.</param>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    /// <exception cref="NotSupportedException">A value of a kind that no column of ours holds.</exception>
    public void Bind(int place, object? value) => Check(value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string words => Text(place, words),
        bool yes => raw.sqlite3_bind_int64(statement, place, yes ? 1 : 0),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        double number => raw.sqlite3_bind_double(statement, place, number),
        Guid id => Text(place, id.ToString().ToUpperInvariant()),
        DateTime at => Text(place, at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        DateOnly day => Text(place, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        _ => throw new NotSupportedException($"No column holds {value.GetType().Name}."),
    });

    /// <exception cref="SqliteException">The database refuses, as it would the provider.</exception>
    public void Run()
    {
        var done = raw.sqlite3_step(statement);
        var reset = raw.sqlite3_reset(statement);
        Check(done == raw.SQLITE_DONE ? reset : done);
    }

    public void Dispose() => statement.Dispose();

    private int Text(int place, string words)
    {
        // An empty span has no address, and would be written as no value.
        if (words.Length == 0) return raw.sqlite3_bind_text(statement, place, "");
        var most = Encoding.UTF8.GetMaxByteCount(words.Length);
        if (text.Length < most) text = new byte[most * 2];
        return raw.sqlite3_bind_text(statement, place, text.AsSpan(0, Encoding.UTF8.GetBytes(words, text)));
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, database);
    }
}
