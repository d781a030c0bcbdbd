using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Imports.Actors;

/// <summary>The rows of a file, each in the list of what becomes of it.</summary>
/// <param name="held">The directory.</param>
/// <param name="source">The source of the file.</param>
/// <param name="onlyPlaced">True to leave aside new rows that say no commune of the territory.</param>
internal sealed class SortedRows(ActorHolding held, string source, bool onlyPlaced)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public List<ActorRecord> Fresh { get; } = [];
    public List<ActorRecord> Elsewhere { get; } = [];
    public List<ActorChange> Changed { get; } = [];
    public List<ActorRecord> Repeated { get; } = [];
    public List<Organisation> Reopened { get; } = [];
    public int Unchanged { get; private set; }

    public void Take(ActorRecord record)
    {
        if (!seen.Add(record.Identity)) Repeated.Add(record);
        else if (held.Find(record) is { } sheet) Take(record, sheet);
        // A commune to confirm may be of the territory: such a row stays.
        else if (onlyPlaced && record.Question is null && !record.Values.ContainsKey(nameof(Organisation.Communes))) Elsewhere.Add(record);
        else Fresh.Add(record);
    }

    private void Take(ActorRecord record, Organisation sheet)
    {
        var change = ActorChange.Of(record, sheet, source);
        if (held.IsClosedBySource(record, sheet)) Reopened.Add(sheet);
        if (change.Fields.Count + change.Kept.Count == 0) Unchanged++;
        else Changed.Add(change);
    }
}
