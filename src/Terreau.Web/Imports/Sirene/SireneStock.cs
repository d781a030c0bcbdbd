using System.Globalization;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;
using Terreau.Web.Hosting;

namespace Terreau.Web.Imports.Sirene;

/// <summary>
/// The two national files narrowed to some communes, by an embedded DuckDB that reads only the columns needed, in a memory that
/// does not grow with the files: first the establishments of these communes, then the units they belong to.
/// </summary>
internal sealed class SireneStock : IAsyncDisposable
{
    private readonly DuckDBConnection duck = new("DataSource=:memory:");
    private readonly string folder;

    private SireneStock(string folder) => this.folder = folder;

    /// <summary>How many establishments the communes have, closed ones included.</summary>
    public long Establishments { get; private set; }

    /// <summary>The last day on which the register touched one of them; null when the file does not say.</summary>
    public DateOnly? TouchedOn { get; private set; }

    /// <exception cref="StartException">A file is missing, broken, or another file.</exception>
    public static async Task<SireneStock> OpenAsync(SireneAsked asked, CancellationToken cancel)
    {
        var stock = new SireneStock(Path.Combine(asked.WorkFolder, $"sirene-{Guid.NewGuid():N}"));
        Directory.CreateDirectory(stock.folder);
        try
        {
            await stock.ReadAsync(asked, cancel);
            return stock;
        }
        catch (DuckDBException error)
        {
            await stock.DisposeAsync();
            throw new StartException($"Les fichiers Sirene ne se lisent pas : {FirstLine(error.Message)}");
        }
        catch
        {
            await stock.DisposeAsync();
            throw;
        }
    }

    /// <summary>Each establishment with its unit, by SIRET; of two lines with one SIRET the last treated comes last.</summary>
    public async IAsyncEnumerable<SireneRow> RowsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = duck.CreateCommand();
        command.UseStreamingMode = true;
        command.CommandText = $"""
            SELECT {string.Join(", ", SireneColumns.Establishments.All.Select(name => $"e.\"{name}\""))}, u.siren IS NOT NULL,
                   {string.Join(", ", SireneColumns.Units.All.Select(name => $"u.\"{name}\""))}
            FROM e LEFT JOIN u ON u.siren = e.siren ORDER BY e.siret, e.dateDernierTraitementEtablissement, e.etatAdministratifEtablissement
            """;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var columns = new SireneRow.Places(reader);
        while (await reader.ReadAsync(cancel)) yield return columns.Read(reader);
    }

    public async ValueTask DisposeAsync()
    {
        await duck.DisposeAsync();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private async Task ReadAsync(SireneAsked asked, CancellationToken cancel)
    {
        await duck.OpenAsync(cancel);
        // Nothing is fetched from anywhere: what the program carries is all there is.
        await RunAsync($"""
            SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;
            SET memory_limit = '{asked.MemoryMegabytes.ToString(CultureInfo.InvariantCulture)}MB'; SET threads = {asked.Threads.ToString(CultureInfo.InvariantCulture)};
            SET temp_directory = {Text(folder)}; SET preserve_insertion_order = false
            """, cancel);
        var establishments = await SireneFile.OpenAsync(asked.Establishments, folder, asked.Bounds, cancel);
        var communes = string.Join(", ", asked.Communes.Select(Text));
        await RunAsync($"""
            CREATE TEMP TABLE e AS SELECT {await ColumnsAsync(establishments, asked.Establishments, SireneColumns.Establishments, cancel)}
            FROM {From(establishments)} WHERE codeCommuneEtablissement IN ({communes})
            """, cancel);
        Forget(establishments, asked.Establishments);
        var units = await SireneFile.OpenAsync(asked.Units, folder, asked.Bounds, cancel);
        await RunAsync($"""
            CREATE TEMP TABLE u AS SELECT DISTINCT ON (siren) {await ColumnsAsync(units, asked.Units, SireneColumns.Units, cancel)}
            FROM {From(units)} WHERE siren IN (SELECT siren FROM e)
            """, cancel);
        Forget(units, asked.Units);
        await using var command = duck.CreateCommand();
        command.CommandText = "SELECT count(*), max(left(dateDernierTraitementEtablissement, 10)) FROM e";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        Establishments = reader.GetInt64(0);
        TouchedOn = !reader.IsDBNull(1) && DateOnly.TryParseExact(reader.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>The columns to read, unknown ones as nothing; the file is refused where one it must have is missing.</summary>
    private async Task<string> ColumnsAsync(SireneFile file, string given, SireneColumns columns, CancellationToken cancel)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        await using var command = duck.CreateCommand();
        command.CommandText = $"SELECT * FROM {From(file)} LIMIT 0";
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancel);
            for (var at = 0; at < reader.FieldCount; at++) held.Add(reader.GetName(at));
        }
        catch (DuckDBException)
        {
            throw new StartException($"Le fichier « {given} » n’est pas un fichier Sirene : attendu un CSV en UTF-8 à virgules, ou un Parquet.");
        }
        return columns.Required.FirstOrDefault(name => !held.Contains(name)) is { } missing
            ? throw new StartException($"Le fichier « {given} » n’est pas celui des {columns.Subject} : il n’a pas la colonne « {missing} ».")
            : string.Join(", ", columns.All.Select(name => held.Contains(name) ? $"CAST(\"{name}\" AS VARCHAR) AS \"{name}\"" : $"NULL::VARCHAR AS \"{name}\""));
    }

    private static string From(SireneFile file) => file.IsParquet
        ? $"read_parquet({Text(file.Path)})"
        : $"read_csv({Text(file.Path)}, header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true)";

    private static void Forget(SireneFile file, string given)
    {
        if (file.Path != given) File.Delete(file.Path);
    }

    private async Task RunAsync(string sql, CancellationToken cancel)
    {
        await using var command = duck.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The message of the reader is technical and long: its first line says what and where.</summary>
    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();

    private static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <summary>What is asked of the national files.</summary>
internal sealed record SireneAsked
{
    public required string Establishments { get; init; }
    public required string Units { get; init; }

    /// <summary>INSEE codes.</summary>
    public required IReadOnlyCollection<string> Communes { get; init; }

    /// <summary>Where zips are unpacked and what does not fit in memory is put, in a folder removed at the end.</summary>
    public required string WorkFolder { get; init; }

    public int MemoryMegabytes { get; init; } = 1000;
    public int Threads { get; init; } = Math.Min(4, Environment.ProcessorCount);
    public SireneFile.UnpackBounds Bounds { get; init; } = new();
}
