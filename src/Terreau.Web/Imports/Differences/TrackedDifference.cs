using System.Collections;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Imports.Differences;

/// <summary>
/// The difference of a source that was put into the context, unsaved: what the context would write is what is told. To apply it is to
/// save the context, in one transaction.
/// </summary>
internal static class TrackedDifference
{
    private static readonly CultureInfo Written = CultureInfo.GetCultureInfo("fr-FR");

    /// <param name="difference">Takes each entity of the kind.</param>
    /// <param name="db">Holds them.</param>
    /// <param name="line">How each is named; null for one that the source does not speak of.</param>
    /// <param name="edited">Those that people edited since: they are put back as they were, and told.</param>
    /// <param name="apart">A field that may move alone without a change, such as the month of a stock.</param>
    public static void Take<T>(
        this Difference difference, TerreauDb db, Func<T, DifferenceLine?> line, IReadOnlySet<Guid>? edited = null, string? apart = null)
        where T : class
    {
        db.ChangeTracker.DetectChanges();
        foreach (var entry in db.ChangeTracker.Entries<T>().ToList())
        {
            if (line(entry.Entity) is not { } told) continue;
            if (entry.State == EntityState.Added) difference.Add(Outcome.Added, told);
            else if (entry.State == EntityState.Modified && entry.Entity is IJournaled { Id: var id } && edited?.Contains(id) == true)
            {
                entry.CurrentValues.SetValues(entry.OriginalValues);
                entry.State = EntityState.Unchanged;
                difference.Add(Outcome.LeftAsEdited, told);
            }
            else if (entry.State == EntityState.Modified && FieldsOf(entry, apart) is { Count: > 0 } fields)
                difference.Add(Outcome.Changed, told with { Fields = fields });
            else if (entry.State is EntityState.Modified or EntityState.Unchanged) difference.Pass(Outcome.Unchanged);
        }
    }

    /// <summary>What somebody changed by another way than this import.</summary>
    public static Task<HashSet<Guid>> EditedSinceAsync(this TerreauDb db, string command, CancellationToken cancel)
        => db.Journal.AsNoTracking().Where(line => line.Change == JournalChange.Changed && line.Command != command)
            .Select(line => line.SubjectId).Distinct().ToHashSetAsync(cancel);

    /// <summary>Puts a source into the context unless it is known, and what is known of it stays.</summary>
    public static async Task KnowAsync(this TerreauDb db, Source source, CancellationToken cancel)
    {
        if (!await db.Sources.AnyAsync(known => known.Key == source.Key, cancel)) db.Sources.Add(source);
    }

    private static List<FieldChange> FieldsOf(EntityEntry entry, string? apart)
        => [.. entry.Properties.Where(property => property.IsModified && property.Metadata.Name != apart).Select(Change)];

    private static FieldChange Change(PropertyEntry property)
        => new(property.Metadata.Name, Text(property, property.OriginalValue), Text(property, property.CurrentValue));

    private static string Text(PropertyEntry property, object? value) => value switch
    {
        null => "",
        string text => text,
        IEnumerable list => string.Join(", ", list.Cast<object>()),
        long cents when property.Metadata.Name.EndsWith("Cents", StringComparison.Ordinal) => (cents / 100m).ToString("N2", Written),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
