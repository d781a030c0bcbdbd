using Npgsql;

namespace Terreau.Web.Tests;

/// <summary>Empty databases to test on: a SQLite file always, PostgreSQL where the test command started one.</summary>
internal static class Databases
{
    public const string NoPostgres = "no PostgreSQL: run ./test on a machine that has it";

    public static string? PostgresServer => Environment.GetEnvironmentVariable("TERREAU_TEST_POSTGRES");

    public static TheoryData<string> Both => ["sqlite", "postgres"];

    /// <summary>
    /// The connection string of a fresh database, empty or the copy of another; the test is skipped when its server is not there.
    /// </summary>
    public static async Task<string> FreshAsync(string kind, string folder, string? template = null)
    {
        if (kind == "sqlite") return $"Data Source={Path.Combine(folder, "terreau.db")}";
        Assert.SkipWhen(PostgresServer is null, NoPostgres);
        var name = "t" + Guid.NewGuid().ToString("N");
        await using var connection = new NpgsqlConnection(PostgresServer);
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}";
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(PostgresServer) { Database = name, Pooling = false }.ConnectionString;
    }
}
