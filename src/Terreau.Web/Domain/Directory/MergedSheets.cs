using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Directory;

/// <summary>A sheet that was merged into another: its own history stays under its identity.</summary>
internal sealed record MergedSheet(Guid Merge, Guid Id, string Slug, string Name, DateTime MergedAt);

internal static class MergedSheets
{
    public static IQueryable<SheetMerge> InForce(this IQueryable<SheetMerge> merges) => merges.Where(merge => merge.UndoneAt == null);

    /// <summary>The sheets that live on in this one, those merged into them before included; the latest merge first.</summary>
    public static async Task<IReadOnlyList<MergedSheet>> MergesOfAsync(this TerreauDb db, Guid kept, CancellationToken cancel = default)
    {
        var found = new List<MergedSheet>();
        var seen = new HashSet<Guid> { kept };
        for (var asked = new List<Guid> { kept }; asked.Count > 0;)
        {
            var level = await db.SheetMerges.AsNoTracking().InForce().Where(merge => asked.Contains(merge.KeptId))
                .Join(db.Organisations.AsNoTracking(), merge => merge.MergedId, sheet => sheet.Id,
                    (merge, sheet) => new { merge.Id, Sheet = sheet.Id, sheet.Slug, sheet.Name, merge.MergedAt })
                .ToListAsync(cancel);
            asked = [.. level.Select(merge => merge.Sheet).Where(seen.Add)];
            found.AddRange(level.Where(merge => asked.Contains(merge.Sheet))
                .Select(merge => new MergedSheet(merge.Id, merge.Sheet, merge.Slug, merge.Name, merge.MergedAt)));
        }
        return [.. found.OrderByDescending(merge => merge.MergedAt)];
    }
}
