using System.Diagnostics;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Terreau.Web.Search;

namespace Terreau.Bench;

/// <summary>
/// The same rows in a throwaway PostgreSQL: French text search with its inverted index, one GROUP BY per
/// facet, a grid for the tile. Listens on a socket in its own folder; stopped and dropped at the end.
/// </summary>
internal sealed class SearchPostgres : IDisposable
{
    private readonly string binaries;
    private readonly string folder;
    private NpgsqlConnection? connection;

    private SearchPostgres(string binaries)
    {
        this.binaries = binaries;
        folder = Directory.CreateTempSubdirectory("terreau-bench-pg-").FullName;
    }

    public static string? FindBinaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin"))
            .Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    public static SearchPostgres Start(string binaries, int size)
    {
        var postgres = new SearchPostgres(binaries);
        try
        {
            postgres.Open();
            postgres.Fill(size);
            return postgres;
        }
        catch
        {
            postgres.Dispose();
            throw;
        }
    }

    /// <summary>Milliseconds for count, page of 20, seven facets and the tile of one word.</summary>
    public double Once(string word, (int Z, int X, int Y) tile)
    {
        var start = Stopwatch.GetTimestamp();
        Read("select count(*) from o where t @@ plainto_tsquery('french', @w)", word);
        Read("select id, nom, ts_rank(t, plainto_tsquery('french', @w)) r from o where t @@ plainto_tsquery('french', @w) order by r desc, id limit 20", word);
        foreach (var facet in ActorSchema.Schema.Facets)
            Read($"select v, count(*) from o, unnest(\"{facet.Name}\") v where t @@ plainto_tsquery('french', @w) group by v", word);
        var side = 4294967296L >> 1 >> tile.Z;
        Read($"""
            select (x - {tile.X * side}) / {side / 16}, (y - {tile.Y * side}) / {side / 16}, count(*), avg(x), avg(y), min(id) from o
            where t @@ plainto_tsquery('french', @w) and x >= {tile.X * side} and x < {(tile.X + 1) * side} and y >= {tile.Y * side} and y < {(tile.Y + 1) * side}
            group by 1, 2
            """, word);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public void Dispose()
    {
        connection?.Dispose();
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(Path.Combine(folder, "data", "postmaster.pid")))
            AsOwner("pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "immediate", "-w", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private void Open()
    {
        if (Environment.UserName == "root")
            Execute("chown", "postgres", folder);
        var data = Path.Combine(folder, "data");
        AsOwner("initdb", "-D", data, "-A", "trust", "-U", "bench", "--locale=C.UTF-8", "--no-sync");
        // Room for everything in memory, as an operator of such a base would give it; no cost for durability.
        AsOwner("pg_ctl", "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o",
            $"-c listen_addresses='' -c unix_socket_directories={folder} -c shared_buffers=2GB -c work_mem=256MB -c maintenance_work_mem=1GB -c fsync=off -c max_wal_size=8GB -c jit=off",
            "start");
        connection = new NpgsqlConnection($"Host={folder};Username=bench;Database=postgres;Command Timeout=600");
        connection.Open();
    }

    private void Fill(int size)
    {
        var facets = ActorSchema.Schema.Facets.Select(f => f.Name).ToArray();
        Execute($"create unlogged table o (id text, nom text, texte text, x bigint, y bigint, {string.Join(", ", facets.Select(f => $"\"{f}\" text[]"))})");
        using (var import = connection!.BeginBinaryImport(
            $"copy o (id, nom, texte, x, y, {string.Join(", ", facets.Select(f => $"\"{f}\""))}) from stdin (format binary)"))
        {
            foreach (var document in SearchWorld.Organisations(size))
            {
                import.StartRow();
                import.Write(document.Id, NpgsqlDbType.Text);
                import.Write(document.Name, NpgsqlDbType.Text);
                import.Write(string.Join(' ', document.Texts.Select(t => t.Text)), NpgsqlDbType.Text);
                if (document.Point is { } point)
                {
                    import.Write((long)Web.Search.Tiles.Mercator.X(point.Longitude), NpgsqlDbType.Bigint);
                    import.Write((long)Web.Search.Tiles.Mercator.Y(point.Latitude), NpgsqlDbType.Bigint);
                }
                else
                {
                    import.WriteNull();
                    import.WriteNull();
                }
                foreach (var facet in facets)
                    import.Write(document.Facets.Where(f => f.Facet == facet).Select(f => f.Value).Distinct().ToArray(),
                        NpgsqlDbType.Array | NpgsqlDbType.Text);
            }
            import.Complete();
        }
        Execute("alter table o add t tsvector");
        Execute("update o set t = to_tsvector('french', texte)");
        Execute("vacuum full o");
        Execute("create index on o using gin (t) with (fastupdate = off)");
        Execute("vacuum analyze o");
    }

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private void Read(string sql, string word)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("w", word);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
        }
    }

    private void AsOwner(string program, params string[] arguments)
    {
        var path = Path.Combine(binaries, program);
        if (Environment.UserName == "root")
            Execute("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else
            Execute(path, arguments);
    }

    private void Execute(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        // What they print is not part of the table.
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{program} ended with {process.ExitCode}."));
    }
}
