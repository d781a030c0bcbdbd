using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Terreau.Web.Data;
using Terreau.Web.Data.Rows;
using Terreau.Web.Domain;

namespace Terreau.Web.Tests.Data.Upgrades;

/// <summary>
/// A database as an earlier release left it, with rows in every table: those of a territory of today, in the columns of that time, and
/// one invented row where the territory has none. Nothing of it is kept in a file that would have to follow the releases.
/// </summary>
internal static class FilledDatabase
{
    private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Static;

    /// <summary>A context on a database, with what it takes to look at one column more than it has.</summary>
    public static TerreauDb Open(string connection, Action<DbContextOptionsBuilder>? adjust = null)
    {
        if (Dialect.IsPostgres(connection))
        {
            var postgres = new DbContextOptionsBuilder<PostgresTerreauDb>();
            Dialect.Postgres(postgres, connection);
            adjust?.Invoke(postgres);
            return new PostgresTerreauDb(postgres.Options, new WriteGate(), new JournalBell());
        }
        var sqlite = new DbContextOptionsBuilder<SqliteTerreauDb>();
        Dialect.Sqlite(sqlite, connection);
        adjust?.Invoke(sqlite);
        return new SqliteTerreauDb(sqlite.Options, new WriteGate(), new JournalBell());
    }

    /// <summary>The migrations that a database may come from, the first to the last.</summary>
    public static IReadOnlyList<string> Releases(string kind)
    {
        using var db = Open(kind == "sqlite" ? "Data Source=none.db" : "Host=none");
        return [.. db.Database.GetMigrations()];
    }

    /// <summary>Makes the database that a release left.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> OfAsync(string kind, string release, string folder)
        => (await FillAsync(kind, release, folder)).Connection;

    /// <summary>The same, and the kinds that had a table then: a table that came later begins empty.</summary>
    public static async Task<(string Connection, IReadOnlyList<string> Kinds)> FillAsync(string kind, string release, string folder)
    {
        var folders = new[] { "today", "then" }.Select(name => Directory.CreateDirectory(Path.Combine(folder, name)).FullName).ToList();
        var today = await SiteTemplates.CopyAsync(kind, "est-ensemble", 0, folders[0]);
        var then = await Databases.FreshAsync(kind, folders[1]);
        await using var source = Open(today);
        await using var target = Open(then);
        await InventAsync(source);
        await target.GetService<IMigrator>().MigrateAsync(release);
        var kinds = new List<string>();
        foreach (var table in InOrder(source.Model))
        {
            if (await CopyAsync(source, target, table)) kinds.Add(table.ClrType.Name);
        }
        return (then, kinds);
    }

    /// <summary>Reads every row of every table as the program does.</summary>
    /// <returns>How many of each.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> ReadAllAsync(TerreauDb db)
    {
        var read = typeof(FilledDatabase).GetMethod(nameof(CountReadAsync), Hidden)!;
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in db.Model.GetEntityTypes())
            counts[kind.ClrType.Name] = await (Task<int>)read.MakeGenericMethod(kind.ClrType).Invoke(null, [db])!;
        return counts;
    }

    private static async Task<int> CountReadAsync<T>(TerreauDb db) where T : class
        => (await db.Set<T>().ToListAsync()).Count;

    /// <summary>A row in each table that has none.</summary>
    private static async Task InventAsync(TerreauDb db)
    {
        var empty = (await ReadAllAsync(db)).Where(pair => pair.Value == 0).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var insert = typeof(ManyRows).GetMethod(nameof(ManyRows.InsertAsync))!;
        await using var transaction = await db.AloneAsync(CancellationToken.None);
        foreach (var kind in InOrder(db.Model).Where(kind => empty.Contains(kind.ClrType.Name)))
        {
            var rows = Array.CreateInstance(kind.ClrType, 1);
            rows.SetValue(await InventedAsync(db, kind), 0);
            await (Task)insert.MakeGenericMethod(kind.ClrType).Invoke(null, [db, rows, CancellationToken.None])!;
        }
        await transaction.CommitAsync();
    }

    private static async Task<object> InventedAsync(TerreauDb db, IEntityType kind)
    {
        var row = RuntimeHelpers.GetUninitializedObject(kind.ClrType);
        foreach (var property in kind.GetProperties())
        {
            var key = property.GetContainingForeignKeys().FirstOrDefault();
            var value = key is null ? Sample(property) : await FirstAsync(db, key.PrincipalKey.Properties[0]);
            property.FieldInfo!.SetValue(row, value);
        }
        return row;
    }

    private static object? Sample(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(string)) return "un texte"[..Math.Min(8, property.GetMaxLength() ?? 8)];
        if (type == typeof(byte[])) return new byte[] { 1, 2, 3 };
        if (type == typeof(Guid)) return Guid.CreateVersion7();
        if (type == typeof(DateTime)) return new DateTime(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc);
        if (type == typeof(PartialDate)) return PartialDate.Parse("2026-11");
        if (type == typeof(DateOnly)) return new DateOnly(2026, 11, 24);
        if (type.IsValueType || type.GetConstructor(Type.EmptyTypes) is not null) return Activator.CreateInstance(type);
        return property.IsNullable
            ? null
            : throw new NotSupportedException($"Say here what {property.DeclaringType.DisplayName()}.{property.Name} may hold.");
    }

    private static async Task<object?> FirstAsync(TerreauDb db, IProperty key)
    {
        var any = typeof(FilledDatabase).GetMethod(nameof(AnyOfAsync), Hidden)!;
        var rows = await (Task<object>)any.MakeGenericMethod(key.DeclaringType.ClrType)
            .Invoke(null, [db])!;
        return key.GetGetter().GetClrValue(rows);
    }

    private static async Task<object> AnyOfAsync<T>(TerreauDb db) where T : class
        => await db.Set<T>().AsNoTracking().Take(1).SingleAsync();

    /// <summary>Each after those that its foreign keys name.</summary>
    private static List<IEntityType> InOrder(IModel model)
    {
        var ordered = new List<IEntityType>();
        foreach (var kind in model.GetEntityTypes()) Place(kind);
        return ordered;

        void Place(IEntityType kind)
        {
            if (ordered.Contains(kind)) return;
            foreach (var key in kind.GetForeignKeys().Where(key => key.PrincipalEntityType != kind)) Place(key.PrincipalEntityType);
            ordered.Add(kind);
        }
    }

    /// <returns>False when the release had no such table.</returns>
    private static async Task<bool> CopyAsync(TerreauDb source, TerreauDb target, IEntityType kind)
    {
        var table = source.GetService<ISqlGenerationHelper>().DelimitIdentifier(kind.GetTableName()!);
        if (await ColumnsAsync(target, table) is not { } columns) return false;
        var common = (await ColumnsAsync(source, table))!.Intersect(columns, StringComparer.Ordinal)
            .Select(column => $"\"{column}\"").ToList();
        await source.Database.OpenConnectionAsync();
        await target.Database.OpenConnectionAsync();
        await using var select = source.Database.GetDbConnection().CreateCommand();
        select.CommandText = $"SELECT {string.Join(", ", common)} FROM {table}";
        await using var insert = target.Database.GetDbConnection().CreateCommand();
        var values = string.Join(", ", common.Select((_, at) => $"@p{at}"));
        insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", common)}) VALUES ({values})";
        await using var transaction = await target.Database.BeginTransactionAsync();
        insert.Transaction = transaction.GetDbTransaction();
        await using var rows = await select.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            insert.Parameters.Clear();
            for (var at = 0; at < common.Count; at++)
            {
                var parameter = insert.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@p{at}", rows.GetValue(at));
                insert.Parameters.Add(parameter);
            }
            await insert.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
        return true;
    }

    /// <returns>Null when there is no such table.</returns>
    private static async Task<List<string>?> ColumnsAsync(TerreauDb db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE 1 = 0";
        try
        {
            await using var reader = await command.ExecuteReaderAsync();
            return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        }
        catch (System.Data.Common.DbException)
        {
            return null;
        }
    }
}
