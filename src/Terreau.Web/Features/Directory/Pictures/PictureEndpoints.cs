using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Features.Directory.Pictures;

/// <summary>Serves pictures to those who may see their sheet.</summary>
internal static class PictureEndpoints
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(PictureRoutes.WholeTemplate, (Guid id, HttpContext http, TerreauDb db) => AnswerAsync(id, false, http, db))
            .Asks(Permission.ReadPublic).Costs(Cost.Piece).ExcludeFromDescription();
        app.MapGet(PictureRoutes.SmallTemplate, (Guid id, HttpContext http, TerreauDb db) => AnswerAsync(id, true, http, db))
            .Asks(Permission.ReadPublic).Costs(Cost.Piece).ExcludeFromDescription();
    }

    private static async Task<IResult> AnswerAsync(Guid id, bool small, HttpContext http, TerreauDb db)
    {
        var found = await db.Pictures.AsNoTracking().Where(picture => picture.Id == id)
            .Join(db.Organisations.VisibleTo(http.User()), picture => picture.OrganisationId, sheet => sheet.Id,
                (picture, sheet) => new { Bytes = small ? picture.Small : picture.Content, picture.ContentType, sheet.Status })
            .FirstOrDefaultAsync(http.RequestAborted);
        if (found is null) return Results.NotFound();
        var headers = http.Response.GetTypedHeaders();
        // A picture never changes: another one has another number. What is not for all is kept by no cache.
        headers.CacheControl = found.Status == SheetStatus.Published
            ? new CacheControlHeaderValue { Public = true, MaxAge = Year, Extensions = { new NameValueHeaderValue("immutable") } }
            : new CacheControlHeaderValue { Private = true, NoStore = true };
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Results.Bytes(found.Bytes, found.ContentType);
    }
}
