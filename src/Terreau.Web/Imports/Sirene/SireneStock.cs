using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;
using Terreau.Web.Hosting;

namespace Terreau.Web.Imports.Sirene;

/// <summary>
/// The national files narrowed to some communes, in a memory that does not grow with them: first the establishments of these
/// communes, then the units they belong to. A CSV goes through <see cref="SireneSieve"/>, and an embedded DuckDB parses what may be
/// wanted; it reads a Parquet, or a CSV that cannot be sieved, whole.
/// </summary>
internal sealed class SireneStock : IAsyncDisposable
{
    private const string Written = "header = true, delim = ',', quote = '\"', escape = '\"'";

    private readonly DuckDBConnection duck = new("DataSource=:memory:");
    private readonly SireneWorkFolder folder;

    private SireneStock(SireneWorkFolder folder) => this.folder = folder;

    /// <summary>How many establishments the communes have, closed ones included.</summary>
    public long Establishments { get; private set; }

    /// <summary>The last day on which the register touched one of them; null when the file does not say.</summary>
    public DateOnly? TouchedOn { get; private set; }

    /// <exception cref="StartException">A file is missing, broken, or another file.</exception>
    public static async Task<SireneStock> OpenAsync(SireneAsked asked, CancellationToken cancel)
    {
        var stock = new SireneStock(SireneWorkFolder.Open(asked.WorkFolder));
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
                   {string.Join(", ", SireneColumns.Units.All.Select(name => $"u.\"{name}\""))}, l.siren IS NOT NULL, s.next
            FROM e LEFT JOIN u ON u.siren = e.siren LEFT JOIN l ON l.siren = e.siren LEFT JOIN s ON s.siret = e.siret
            ORDER BY e.siret, e.dateDernierTraitementEtablissement, e.etatAdministratifEtablissement
            """;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var columns = new SireneRow.Places(reader);
        while (await reader.ReadAsync(cancel)) yield return columns.Read(reader);
    }

    public async ValueTask DisposeAsync()
    {
        await duck.DisposeAsync();
        folder.Dispose();
    }

    private async Task ReadAsync(SireneAsked asked, CancellationToken cancel)
    {
        await duck.OpenAsync(cancel);
        // Nothing is fetched from anywhere: what the program carries is all there is.
        await RunAsync($"""
            SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;
            SET memory_limit = '{asked.MemoryMegabytes.ToString(CultureInfo.InvariantCulture)}MB'; SET threads = {asked.Threads.ToString(CultureInfo.InvariantCulture)};
            SET temp_directory = {Text(folder.Path)}; SET preserve_insertion_order = false
            """, cancel);
        var communes = string.Join(", ", asked.Communes.Select(Text));
        await TakeAsync(
            await SireneFile.OpenAsync(asked.Establishments, asked.Bounds, cancel), SireneColumns.Establishments, _
                => SireneSieve.OfCommunes(asked.Communes),
            (columns, from) =>
                $"CREATE OR REPLACE TEMP TABLE e AS SELECT {columns} FROM {from} WHERE codeCommuneEtablissement IN ({communes})", cancel);
        var sirens = await SirensAsync(cancel);
        await TakeAsync(
            await SireneFile.OpenAsync(asked.Units, asked.Bounds, cancel), SireneColumns.Units, column
                => SireneSieve.OfUnits(sirens, column("siren")),
            (columns, from) =>
                $"CREATE OR REPLACE TEMP TABLE u AS SELECT DISTINCT ON (siren) {columns} FROM {from} WHERE siren IN (SELECT siren FROM e)",
                cancel);
        await TakeAsync(asked.EssList, SireneColumns.EssList, "l (siren VARCHAR)", asked.Bounds,
            (columns, from) =>
                $"INSERT INTO l SELECT DISTINCT lpad(trim(\"SIREN\"), 9, '0') AS one FROM (SELECT {columns} FROM {from}) WHERE one IN (SELECT siren FROM e)", cancel);
        // Of several successors the last one; of several on one day always the same.
        await TakeAsync(asked.Successions, SireneColumns.Successions, "s (siret VARCHAR, next VARCHAR)", asked.Bounds,
            (columns, from) => $"""
                INSERT INTO s SELECT siretEtablissementPredecesseur, arg_max(siretEtablissementSuccesseur, coalesce(dateLienSuccession, '') || siretEtablissementSuccesseur)
                FROM (SELECT {columns} FROM {from})
                WHERE siretEtablissementPredecesseur IN (SELECT siret FROM e) AND siretEtablissementSuccesseur <> siretEtablissementPredecesseur GROUP BY 1
                """, cancel);
        await using var command = duck.CreateCommand();
        command.CommandText = "SELECT count(*), max(left(dateDernierTraitementEtablissement, 10)) FROM e";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        Establishments = reader.GetInt64(0);
        TouchedOn = !reader.IsDBNull(1)
            && DateOnly.TryParseExact(reader.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;
    }

    /// <summary>Through the sieve where that is possible; else, or where what came through does not parse, the whole file, which then says
    /// what is wrong.</summary>
    private async Task TakeAsync(
        SireneFile file, SireneColumns columns, Func<Func<string, int>, SireneSieve.MayBeWanted> wanted, Func<string, string, string> sql,
            CancellationToken cancel)
    {
        if (!file.IsParquet && await SieveAsync(file, columns, wanted, sql, cancel)) return;
        var path = await file.WholeAsync(folder.Path, cancel);
        var from = file.IsParquet ? $"read_parquet({Text(path)})" : $"read_csv({Text(path)}, {Written}, all_varchar = true)";
        await RunAsync(sql(columns.Selected(await HeldAsync(from, file.Given, cancel), file.Given), from), cancel);
        if (path != file.Given) File.Delete(path);
    }

    /// <summary>A file that may be missing, small enough to be read whole, written with whatever separator.</summary>
    private async Task TakeAsync(string? given, SireneColumns columns, string table, SireneFile.UnpackBounds bounds, Func<string,
        string, string> sql, CancellationToken cancel)
    {
        await RunAsync($"CREATE TEMP TABLE {table}", cancel);
        if (given is null) return;
        var file = await SireneFile.OpenAsync(given, bounds, cancel);
        var path = await file.WholeAsync(folder.Path, cancel);
        var from = file.IsParquet ? $"read_parquet({Text(path)})" : $"read_csv({Text(path)}, header = true, all_varchar = true)";
        await RunAsync(sql(columns.Selected(await HeldAsync(from, given, cancel), given), from), cancel);
    }

    private async Task<bool> SieveAsync(
        SireneFile file, SireneColumns columns, Func<Func<string, int>, SireneSieve.MayBeWanted> wanted, Func<string, string, string> sql,
            CancellationToken cancel)
    {
        var path = Path.Combine(folder.Path, Guid.NewGuid().ToString("N") + ".csv");
        try
        {
            ImmutableArray<string> names;
            await using (var kept = new FileStream(path, FileMode.CreateNew))
            {
                var sieve = new SireneSieve(kept, held => columns.Required.All(held.Contains) ? wanted(name => held.IndexOf(name)) : null);
                if (!await file.ReadAsync(sieve.Take, cancel) || !sieve.End()) return false;
                names = sieve.Columns;
            }
            var from = $"read_csv({Text(path)}, {Written}, auto_detect = false, columns = {{{string.Join(", ", names.Select(name => $"{Text(name)}: 'VARCHAR'"))}}})";
            await RunAsync(sql(columns.Selected(names, file.Given), from), cancel);
            return true;
        }
        catch (DuckDBException)
        {
            return false;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The columns a file has.</summary>
    private async Task<IReadOnlyCollection<string>> HeldAsync(string from, string given, CancellationToken cancel)
    {
        var held = new List<string>();
        await using var command = duck.CreateCommand();
        command.CommandText = $"SELECT * FROM {from} LIMIT 0";
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancel);
            for (var at = 0; at < reader.FieldCount; at++) held.Add(reader.GetName(at));
            return held;
        }
        catch (DuckDBException)
        {
            throw new StartException(
                $"Le fichier « {given} » n’est pas un fichier Sirene : attendu un CSV en UTF-8 à virgules, ou un Parquet.");
        }
    }

    private async Task<HashSet<int>> SirensAsync(CancellationToken cancel)
    {
        var sirens = new HashSet<int>();
        await using var command = duck.CreateCommand();
        command.CommandText = "SELECT DISTINCT CAST(siren AS INTEGER) FROM e WHERE regexp_full_match(siren, '[0-9]{9}')";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) sirens.Add(reader.GetInt32(0));
        return sirens;
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

/// <summary>The national files, and what is asked of them.</summary>
internal sealed record SireneAsked
{
    public required string Establishments { get; init; }
    public required string Units { get; init; }

    /// <summary>The list of ESS France: any table with a column SIREN. Null = not asked.</summary>
    public string? EssList { get; init; }

    /// <summary>Which establishment took over from which. Null = not asked.</summary>
    public string? Successions { get; init; }

    /// <summary>INSEE codes.</summary>
    public required IReadOnlyCollection<string> Communes { get; init; }

    /// <summary>Where zips are unpacked and what does not fit in memory is put, in a folder removed at the end.</summary>
    public required string WorkFolder { get; init; }

    public int MemoryMegabytes { get; init; } = 1000;
    public int Threads { get; init; } = Math.Min(4, Environment.ProcessorCount);
    public SireneFile.UnpackBounds Bounds { get; init; } = new();
}
