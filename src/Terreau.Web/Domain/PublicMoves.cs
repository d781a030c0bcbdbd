using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;

namespace Terreau.Web.Domain;

/// <summary>
/// What a line of the journal says to everyone: a sheet or an offer that came, changed or went. Never who, never a field that is not
/// for everyone, nothing of a sheet while it is out of the directory.
/// </summary>
/// <param name="Line">The line.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Slug">The end of its address; null when it is erased and none was written.</param>
/// <param name="Name">What it is called; null where that is no longer public.</param>
/// <param name="Properties">What changed that everyone may read; none when it came or went.</param>
internal sealed record PublicMove(JournalEntry Line, PublicMoveKind Kind, string? Slug, string? Name, IReadOnlyList<string> Properties)
{
    public bool IsOfOffer => Line.Subject == nameof(Offer);
}

internal enum PublicMoveKind
{
    Came,
    Changed,

    /// <summary>Out of the directory, kept by its people.</summary>
    Withdrawn,

    /// <summary>Erased.</summary>
    Removed,
}

/// <summary>Reads the journal for everyone.</summary>
internal static class PublicMoves
{
    /// <summary>Lines that may be public: those of sheets and offers.</summary>
    public static IQueryable<JournalEntry> OfPublicThings(this IQueryable<JournalEntry> lines)
        => lines.Where(line => line.Subject == nameof(Organisation) || line.Subject == nameof(Offer));

    /// <summary>The first of them after a line, each kind looked up in its own index: together they would all be sorted.</summary>
    public static IQueryable<JournalEntry> PublicAfter(this IQueryable<JournalEntry> lines, long after, int most)
    {
        return Of(nameof(Organisation)).Concat(Of(nameof(Offer))).OrderBy(line => line.Id).Take(most);

        IQueryable<JournalEntry> Of(string subject)
            => lines.Where(line => line.Subject == subject && line.Id > after).OrderBy(line => line.Id).Take(most);
    }

    /// <summary>The last of them before a line, the newest first.</summary>
    public static IQueryable<JournalEntry> PublicBefore(this IQueryable<JournalEntry> lines, long before, int most)
    {
        return Of(nameof(Organisation)).Concat(Of(nameof(Offer))).OrderByDescending(line => line.Id).Take(most);

        IQueryable<JournalEntry> Of(string subject)
            => lines.Where(line => line.Subject == subject && line.Id < before).OrderByDescending(line => line.Id).Take(most);
    }

    /// <summary>The moves that these lines tell, in their order; most lines tell one, some none.</summary>
    public static async Task<IReadOnlyList<PublicMove>> ReadAsync(
        TerreauDb db, IReadOnlyCollection<JournalEntry> lines, CancellationToken cancel)
    {
        var ids = lines.Select(line => line.SubjectId).Distinct().ToList();
        var sheets = await db.Organisations.AsNoTracking().Where(sheet => ids.Contains(sheet.Id))
            .ToDictionaryAsync(sheet => sheet.Id, cancel);
        var pasts = await SheetPast.ReadAsync(db, sheets.Values, cancel);
        var offers = await db.Offers.AsNoTracking().Where(offer => ids.Contains(offer.Id)).ToDictionaryAsync(offer => offer.Id, cancel);
        return [.. lines.Select(line => line switch
        {
            { Change: JournalChange.Removed } => Gone(line),
            _ when sheets.TryGetValue(line.SubjectId, out var sheet) => OfSheet(line, sheet, pasts[sheet.Id]),
            _ when offers.TryGetValue(line.SubjectId, out var offer) => OfOffer(line, offer),
            _ => null,
        }).OfType<PublicMove>()];
    }

    private static PublicMove? OfSheet(JournalEntry line, Organisation sheet, SheetPast past)
    {
        var isPublic = sheet.Status == SheetStatus.Published;
        // Out of the directory it has no name for everyone, only the address that everyone knew.
        if (past.Withdrew(line)) return new PublicMove(line, PublicMoveKind.Withdrawn, sheet.Slug, isPublic ? sheet.Name : null, []);
        if (!isPublic) return null;
        if (past.Published(line)) return new PublicMove(line, PublicMoveKind.Came, sheet.Slug, sheet.Name, []);
        if (!past.WasPublished(line)) return null;
        var changed = JournalValues.Of(line.After).Keys.Where(property => past.AudienceOf(property, line) == Audience.Public).ToList();
        return changed.Count == 0 ? null : new PublicMove(line, PublicMoveKind.Changed, sheet.Slug, sheet.Name, changed);
    }

    private static PublicMove OfOffer(JournalEntry line, Offer offer)
        => new(line, line.Change == JournalChange.Created ? PublicMoveKind.Came : PublicMoveKind.Changed, offer.Slug, offer.Title,
            line.Change == JournalChange.Created ? [] : [.. JournalValues.Of(line.After).Keys]);

    private static PublicMove? Gone(JournalEntry line)
    {
        var before = JournalValues.Of(line.Before);
        var slug = before.TryGetValue(nameof(Organisation.Slug), out var said) ? said.GetString() : null;
        if (line.Subject == nameof(Offer))
            return before.TryGetValue(nameof(Offer.Title), out var title)
                ? new PublicMove(line, PublicMoveKind.Removed, slug, title.GetString(), []) : null;
        // A sheet that nobody could read goes without a word.
        return before.TryGetValue(nameof(Organisation.Status), out var status) && status.ValueEquals(nameof(SheetStatus.Published))
            && before.TryGetValue(nameof(Organisation.Name), out var name)
            ? new PublicMove(line, PublicMoveKind.Removed, slug, name.GetString(), []) : null;
    }
}
