using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Directory;

/// <summary>Who might see what of a sheet at the time of each line of its history, and who may now: the narrower counts.</summary>
internal sealed class SheetPast
{
    /// <summary>How the sheet is run: for its own people.</summary>
    private static readonly string[] Inside =
        [nameof(Organisation.Reserved), nameof(Organisation.RhythmMonths), nameof(Organisation.AskedOn), nameof(Organisation.ProposedBy)];

    /// <summary>Where it stands is told by its address: who may not have one has not the other.</summary>
    private static readonly string[] OfAddress = [nameof(Organisation.Latitude), nameof(Organisation.Longitude),
        nameof(Organisation.Precision)];

    private readonly Moment now;
    private readonly IReadOnlyList<Change> changes;

    private SheetPast(Organisation sheet, IEnumerable<JournalEntry> lines)
    {
        now = new Moment(sheet.Reserved, sheet.Status);
        changes = [.. lines.Select(Change.Of)];
    }

    public static async Task<IReadOnlyDictionary<Guid, SheetPast>> ReadAsync(
        TerreauDb db, IReadOnlyCollection<Organisation> sheets, CancellationToken cancel = default)
    {
        var ids = sheets.Select(sheet => sheet.Id).ToList();
        var lines = await db.Journal.AsNoTracking()
            .Where(line => line.Subject == nameof(Organisation) && ids.Contains(line.SubjectId) && line.Change == JournalChange.Changed
                && (line.Before!.Contains("\"Reserved\"") || line.Before.Contains("\"Status\"")))
            .OrderBy(line => line.Id).ToListAsync(cancel);
        var bySheet = lines.ToLookup(line => line.SubjectId);
        return sheets.ToDictionary(sheet => sheet.Id, sheet => new SheetPast(sheet, bySheet[sheet.Id]));
    }

    /// <summary>Who may read the values of a property on a line: as it was before, just after, and as it stands now.</summary>
    public Audience AudienceOf(string property, JournalEntry line)
    {
        if (Inside.Contains(property)) return Audience.Organisation;
        var field = OfAddress.Contains(property) ? nameof(Organisation.Address) : property;
        return new[] { Before(line), After(line.Id), now }.Max(moment => ReservedFields.AudienceIn(moment.Reserved, field));
    }

    /// <summary>True when the sheet was in the directory before and after a line; for its first one, after it.</summary>
    public bool WasPublished(JournalEntry line)
        => After(line.Id).Status == SheetStatus.Published && Before(line).Status == SheetStatus.Published;

    /// <summary>True when the line brought the sheet into the directory.</summary>
    public bool Published(JournalEntry line)
        => After(line.Id).Status == SheetStatus.Published
            && (line.Change == JournalChange.Created || Before(line).Status != SheetStatus.Published);

    /// <summary>True when the line took the sheet out of the directory.</summary>
    public bool Withdrew(JournalEntry line)
        => line.Change == JournalChange.Changed && Before(line).Status == SheetStatus.Published
            && After(line.Id).Status != SheetStatus.Published;

    private Moment Before(JournalEntry line)
    {
        var after = After(line.Id);
        return changes.FirstOrDefault(change => change.Line == line.Id) is { } own ? own.Over(after) : after;
    }

    // What stood after a line is what the next change of it found; what nobody changed since stands today.
    private Moment After(long line) => new(
        changes.FirstOrDefault(change => change.Line > line && change.Reserved is not null)?.Reserved ?? now.Reserved,
        changes.FirstOrDefault(change => change.Line > line && change.Status is not null)?.Status ?? now.Status);

    private sealed record Moment(IReadOnlyDictionary<string, Audience> Reserved, SheetStatus Status);

    /// <summary>What a line found before it changed it; null where it left it alone.</summary>
    private sealed record Change(long Line, IReadOnlyDictionary<string, Audience>? Reserved, SheetStatus? Status)
    {
        public static Change Of(JournalEntry line)
        {
            var before = JournalValues.Of(line.Before);
            return new Change(
                line.Id,
                before.TryGetValue(nameof(Organisation.Reserved), out var reserved) ? Read<Dictionary<string, Audience>>(reserved) : null,
                before.TryGetValue(nameof(Organisation.Status), out var status) ? Read<SheetStatus>(status) : null);
        }

        public Moment Over(Moment after) => new(Reserved ?? after.Reserved, Status ?? after.Status);

        private static T? Read<T>(System.Text.Json.JsonElement value)
            => System.Text.Json.JsonSerializer.Deserialize<T>(value, Data.Journal.Json);
    }
}
