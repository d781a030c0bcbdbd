using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Terreau.Web.Data.Rows;

/// <summary>
/// Writes many new rows of a kind by one prepared command. The values are those the context would write, by its own model and type
/// mappings; what it spares is following each row. Rows of kinds with owned parts or inheritance are not for this.
/// </summary>
internal static class ManyRows
{
    /// <param name="db">A context inside a transaction, in which the rows are written.</param>
    /// <param name="rows">Read once, one by one.</param>
    public static async Task InsertAsync<T>(DbContext db, IEnumerable<T> rows, CancellationToken cancel) where T : class
    {
        var transaction = db.Database.CurrentTransaction
            ?? throw new InvalidOperationException("Many rows are written inside a transaction.");
        var kind = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not in the model.");
        var table = StoreObjectIdentifier.Create(kind, StoreObjectType.Table)!.Value;
        var columns = kind.GetProperties()
            .Where(property => property.ValueGenerated != ValueGenerated.OnAdd || property.ClrType == typeof(Guid))
            .Select(property => new Column(property, table)).ToList();
        var quote = db.GetService<ISqlGenerationHelper>();
        var names = string.Join(", ", columns.Select(column => quote.DelimitIdentifier(column.Name)));
        var values = string.Join(", ", columns.Select((_, at) => $"@p{at}"));
        var sql = $"INSERT INTO {quote.DelimitIdentifier(table.Name, table.Schema)} ({names}) VALUES ({values})";
        var connection = db.Database.GetDbConnection();
        if (connection is SqliteConnection sqlite)
        {
            // The provider looks every parameter up by its name for every row, which costs as much as to write it.
            using var statement = new SqliteStatement(sqlite, sql);
            foreach (var row in rows)
            {
                cancel.ThrowIfCancellationRequested();
                for (var at = 0; at < columns.Count; at++) statement.Bind(at + 1, columns[at].Value(row));
                statement.Run();
            }
            return;
        }
        await using var command = connection.CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = sql;
        for (var at = 0; at < columns.Count; at++) command.Parameters.Add(columns[at].Parameter(command, $"@p{at}"));
        await command.PrepareAsync(cancel);
        foreach (var row in rows)
        {
            for (var at = 0; at < columns.Count; at++) command.Parameters[at].Value = columns[at].Value(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private sealed class Column(IProperty property, StoreObjectIdentifier table)
    {
        private readonly RelationalTypeMapping mapping = property.GetRelationalTypeMapping();
        private readonly IClrPropertyGetter getter = property.GetGetter();

        public string Name { get; } = property.GetColumnName(table)
            ?? throw new InvalidOperationException($"{property.Name} has no column.");

        public DbParameter Parameter(DbCommand command, string name) => mapping.CreateParameter(command, name, null, property.IsNullable);

        public object? Value(object row)
        {
            var value = getter.GetClrValue(row);
            return value is null || mapping.Converter is not { } converter ? value : converter.ConvertToProvider(value);
        }
    }
}
