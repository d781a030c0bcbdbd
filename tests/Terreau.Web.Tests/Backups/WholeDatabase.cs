using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Terreau.Web.Data;

namespace Terreau.Web.Tests.Backups;

/// <summary>Every row of every table, as text, in an order of its own: two databases are the same when these are.</summary>
internal static class WholeDatabase
{
    private const string Mark = nameof(DatabaseMark);

    public static async Task<SortedDictionary<string, List<string>>> ReadAsync(string connection)
    {
        await using DbConnection opened = Dialect.IsPostgres(connection)
            ? new NpgsqlConnection(connection) : new SqliteConnection(connection + ";Pooling=False");
        await opened.OpenAsync(TestContext.Current.CancellationToken);
        var tables = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var name in await RowsAsync(opened, opened is NpgsqlConnection
            ? "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"))
        {
            var rows = await RowsAsync(opened, $"SELECT * FROM \"{name}\"");
            rows.Sort(StringComparer.Ordinal);
            tables[name] = rows;
        }
        return tables;
    }

    /// <summary>The same, but for the mark by which a restored database is another one.</summary>
    public static void AssertSame(SortedDictionary<string, List<string>> expected, SortedDictionary<string, List<string>> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected.Where(table => table.Key != Mark), table => Assert.Equal(table.Value, actual[table.Key]));
        Assert.NotEqual(Assert.Single(expected[Mark]), Assert.Single(actual[Mark]));
    }

    private static async Task<List<string>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(at => Text(reader.GetValue(at)))));
        return rows;
    }

    private static string Text(object value) => value switch
    {
        DBNull => "∅",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        DateTime at => at.ToString("O"),
        string[] list => string.Join('¦', list),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"),
    };
}
