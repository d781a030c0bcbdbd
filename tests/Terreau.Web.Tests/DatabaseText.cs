using Microsoft.Data.Sqlite;

namespace Terreau.Web.Tests;

/// <summary>Every text that a SQLite database holds, cell by cell: what someone who has the file can read.</summary>
internal static class DatabaseText
{
    internal sealed record Cell(string Table, string Column, string Text);

    public static async Task<IReadOnlyList<Cell>> ReadAsync(TestSite site)
    {
        var cells = new List<Cell>();
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(site.Folder, "terreau.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        foreach (var table in await NamesAsync(connection))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var at = 0; at < rows.FieldCount; at++)
                {
                    if (rows.GetValue(at) is string text) cells.Add(new Cell(table, rows.GetName(at), text));
                }
            }
        }
        return cells;
    }

    /// <summary>The bytes of files, a letter each, as someone who searches a disk sees them.</summary>
    public static async Task<IReadOnlyList<string>> RawAsync(string folder, string pattern = "*")
    {
        var texts = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = File.Open(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            texts.Add(await reader.ReadToEndAsync());
        }
        return texts;
    }

    public static async Task<IReadOnlyList<Cell>> NamingAsync(TestSite site, params string[] words)
        => [.. (await ReadAsync(site)).Where(cell => words.Any(word => cell.Text.Contains(word, StringComparison.OrdinalIgnoreCase)))];

    private static async Task<List<string>> NamesAsync(SqliteConnection connection)
    {
        var names = new List<string>();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) names.Add(rows.GetString(0));
        return names;
    }
}
