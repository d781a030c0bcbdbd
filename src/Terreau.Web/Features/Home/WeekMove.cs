using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Features.Directory;
using Terreau.Web.Features.Offers;

namespace Terreau.Web.Features.Home;

/// <summary>What the journal holds of the last seven days, counted by kind of thing and of change.</summary>
internal sealed record WeekMove(string Sentence, string Href, DateTime LastAt)
{
    public static async Task<IReadOnlyList<WeekMove>> ReadAsync(TerreauDb db, DateTime now, CancellationToken cancel)
    {
        var since = now.AddDays(-7);
        var counts = await db.Journal.AsNoTracking()
            .Where(line => line.At >= since && (line.Subject == "Organisation" || line.Subject == "Offer"))
            // What is not in the directory does not move for the public.
            .Where(line => line.Subject == "Offer" || line.Change == JournalChange.Removed
                || db.Organisations.Published().Any(sheet => sheet.Id == line.SubjectId))
            .GroupBy(line => new { line.Subject, line.Change })
            .Select(group => new { group.Key.Subject, group.Key.Change, Things = group.Select(line => line.SubjectId).Distinct().Count(),
                LastAt = group.Max(line => line.At) })
            .ToListAsync(cancel);
        return
        [
            .. counts.OrderByDescending(count => count.LastAt).ThenBy(count => count.Subject, StringComparer.Ordinal)
                .Select(count => count.Subject == "Offer"
                    ? new WeekMove(French.Count(count.Things, $"offre {Past(count.Change)}e", $"offres {Past(count.Change)}es"),
                        OfferRoutes.List, count.LastAt)
                    : new WeekMove(French.Count(count.Things, $"acteur {Past(count.Change)}", $"acteurs {Past(count.Change)}s"),
                        DirectoryRoutes.List, count.LastAt)),
        ];
    }

    private static string Past(JournalChange change) => change switch
    {
        JournalChange.Created => "ajouté",
        JournalChange.Changed => "modifié",
        _ => "retiré",
    };
}
