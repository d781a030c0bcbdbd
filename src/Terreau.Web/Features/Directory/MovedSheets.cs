using Microsoft.Net.Http.Headers;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Features.Directory;

/// <summary>The address of a merged sheet leads to the one it joined.</summary>
internal static class MovedSheets
{
    /// <summary>Answers with the way to the sheet that stayed; false when the address was never that of a merged sheet.</summary>
    public static async Task<bool> LeadToMergedAsync(this HttpContext http, TerreauDb db, string slug)
    {
        if (slug.Length > 120 || await db.MergedIntoAsync(slug, http.RequestAborted) is not { } kept) return false;
        http.Response.Redirect(DirectoryRoutes.Sheet(kept), permanent: true);
        Revocable(http);
        return true;
    }

    /// <summary>The same for programs, by slug or identity.</summary>
    public static async Task<IResult?> ApiLeadToMergedAsync(this HttpContext http, TerreauDb db, string id)
    {
        if (id.Length > 120 || await db.MergedIntoAsync(id, http.RequestAborted) is not { } kept) return null;
        Revocable(http);
        return Results.Redirect(DirectoryRoutes.ApiSheet(kept), permanent: true);
    }

    // A merge can be undone: whoever goes by the old address asks again each time.
    private static void Revocable(HttpContext http) => http.Response.Headers[HeaderNames.CacheControl] = "no-cache";
}
