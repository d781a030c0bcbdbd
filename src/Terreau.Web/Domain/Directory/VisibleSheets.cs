using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Domain.Directory;

/// <summary>Which sheets someone may reach; the right is part of the question put to the database.</summary>
internal static class VisibleSheets
{
    /// <summary>In the directory, for everyone.</summary>
    public static IQueryable<Organisation> Published(this IQueryable<Organisation> sheets)
        => sheets.Where(sheet => sheet.Status == SheetStatus.Published);

    /// <summary>Published, or one's own, or any for who keeps the directory. A merged sheet is for nobody: it leads elsewhere.</summary>
    public static IQueryable<Organisation> VisibleTo(this IQueryable<Organisation> sheets, User user)
    {
        if (user.May(Permission.Moderate)) return sheets.Where(sheet => sheet.Status != SheetStatus.Merged);
        if (!user.IsSignedIn) return sheets.Published();
        var own = user.Organisations.Keys.ToList();
        var who = user.Who;
        return sheets.Where(sheet => sheet.Status == SheetStatus.Published
            || (sheet.Status != SheetStatus.Merged && (own.Contains(sheet.Id) || sheet.ProposedBy == who)));
    }

    /// <summary>Those whose sheet this person may change.</summary>
    public static IQueryable<Organisation> EditableBy(this IQueryable<Organisation> sheets, User user)
    {
        if (user.May(Permission.EditSheet)) return sheets.Where(sheet => sheet.Status != SheetStatus.Merged);
        var own = user.Organisations.Where(pair => Policy.Allows(Permission.EditSheet, TerritoryRoles.None, pair.Value))
            .Select(pair => pair.Key).ToList();
        return sheets.Where(sheet => sheet.Status != SheetStatus.Merged && own.Contains(sheet.Id));
    }

    /// <summary>As whom someone reads a sheet.</summary>
    public static Audience AudienceFor(this User user, Guid organisation)
        => user.May(Permission.ReadSheetInside, organisation) ? Audience.Organisation : user.IsSignedIn
            ? Audience.Members : Audience.Public;

    /// <summary>
    /// The sheet at an address, not tracked; null when there is none for this person. It is whole: it must pass
    /// <see cref="ReservedFields.SeenBy"/> before it is shown.
    /// </summary>
    public static Task<Organisation?> WholeSheetAsync(this TerreauDb db, string slug, User user, CancellationToken cancel = default)
        => db.Organisations.AsNoTracking().VisibleTo(user).FirstOrDefaultAsync(held => held.Slug == slug, cancel);

    /// <summary>Where a merged sheet lives now, however many times it was merged since; null when it was not merged.</summary>
    /// <param name="address">The slug of the sheet, or its identity.</param>
    public static async Task<string?> MergedIntoAsync(this TerreauDb db, string address, CancellationToken cancel = default)
    {
        if (Guid.TryParseExact(address, "D", out var id))
            address = await db.Organisations.Where(sheet => sheet.Id == id).Select(sheet => sheet.Slug).FirstOrDefaultAsync(cancel)
                ?? address;
        string? found = null;
        // A sheet is merged into one that is not: a loop would take a change made outside of Terreau.
        for (var passed = new HashSet<string>(StringComparer.Ordinal); passed.Add(found ?? address);)
        {
            var from = found ?? address;
            var next = await db.Organisations.Where(sheet => sheet.Slug == from && sheet.Status == SheetStatus.Merged)
                .Select(sheet => sheet.MergedIntoSlug).FirstOrDefaultAsync(cancel);
            if (next is null) return found;
            found = next;
        }
        return null;
    }
}
