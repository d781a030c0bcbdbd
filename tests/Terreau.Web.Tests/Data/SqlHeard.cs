using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore;

namespace Terreau.Web.Tests.Data;

/// <summary>The commands that a database was asked while this listened.</summary>
internal sealed partial class SqlHeard : DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> commands = new();

    public void Forget() => commands.Clear();

    /// <summary>The entities whose tables were read, by the names the journal calls them.</summary>
    public IReadOnlySet<string> Subjects(IModel model)
    {
        var names = model.GetEntityTypes().ToDictionary(kind => kind.GetTableName()!, kind => kind.ClrType.Name, StringComparer.Ordinal);
        return commands.SelectMany(command => Table().Matches(command)).Select(found => found.Groups["name"].Value)
            .Where(names.ContainsKey).Select(table => names[table]).ToHashSet(StringComparer.Ordinal);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Hear(command);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Hear(command);
        return base.ReaderExecuting(command, eventData, result);
    }

    private void Hear(DbCommand command)
        => commands.Enqueue(command.CommandText);

    [GeneratedRegex("(FROM|JOIN) \"(?<name>[A-Za-z]+)\"")]
    private static partial Regex Table();
}
