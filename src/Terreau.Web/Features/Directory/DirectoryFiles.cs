using System.Globalization;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Csv;
using Terreau.Web.Exports.Hxl;
using Terreau.Web.Exports.Ods;
using Terreau.Web.Exports.Xlsx;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Features.Directory;

/// <summary>The list as files to take away: what the same address shows, every page of it, in the columns asked for.</summary>
internal static class DirectoryFiles
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(DirectoryRoutes.Csv, CsvAsync).Asks(Permission.ReadPublic).ExcludeFromDescription();
        app.MapGet(DirectoryRoutes.Xlsx, XlsxAsync).Asks(Permission.ReadPublic).ExcludeFromDescription();
        app.MapGet(DirectoryRoutes.Ods, OdsAsync).Asks(Permission.ReadPublic).ExcludeFromDescription();
        app.MapGet(DirectoryRoutes.Hxl, HxlAsync).Asks(Permission.ReadPublic).ExcludeFromDescription();
    }

    private static async Task<IResult> CsvAsync(HttpContext http, AtlasCache atlases, DirectorySearch directory, ActorRows rows)
    {
        var (actors, notice) = await ReadAsync(http, atlases, directory, rows);
        return Results.Stream(
            stream => CsvExport.WriteAsync(stream, ColumnChoice.Of(http.Request.Query, ActorColumns.All), actors, notice, http.RequestAborted),
            CsvExport.ContentType, FileName(notice, "csv"));
    }

    private static async Task<IResult> XlsxAsync(HttpContext http, AtlasCache atlases, DirectorySearch directory, ActorRows rows)
    {
        var (actors, notice) = await ReadAsync(http, atlases, directory, rows);
        var file = await XlsxExport.WriteAsync("Acteurs", ColumnChoice.Of(http.Request.Query, ActorColumns.All), actors, notice, http.RequestAborted);
        return Results.File(file, XlsxExport.ContentType, FileName(notice, "xlsx"));
    }

    private static async Task<IResult> OdsAsync(HttpContext http, AtlasCache atlases, DirectorySearch directory, ActorRows rows)
    {
        var (actors, notice) = await ReadAsync(http, atlases, directory, rows);
        var file = await OdsExport.WriteAsync("Acteurs", ColumnChoice.Of(http.Request.Query, ActorColumns.All), actors, notice, http.RequestAborted);
        return Results.File(file, OdsExport.ContentType, FileName(notice, "ods"));
    }

    private static async Task<IResult> HxlAsync(HttpContext http, AtlasCache atlases, DirectorySearch directory, ActorRows rows)
    {
        var (actors, notice) = await ReadAsync(http, atlases, directory, rows);
        var lines = actors.SelectMany(WhoDoesWhatWhere.Of);
        return Results.Stream(
            stream => HxlExport.WriteAsync(stream, WhoDoesWhatWhere.Columns, lines, notice, http.RequestAborted),
            HxlExport.ContentType, $"qui-fait-quoi-ou-{SafeCell.Written(notice.ExportedOn)}.csv");
    }

    private static async Task<(IAsyncEnumerable<ActorItem> Actors, ExportNotice Notice)> ReadAsync(
        HttpContext http, AtlasCache atlases, DirectorySearch directory, ActorRows rows)
    {
        var atlas = await atlases.GetAsync(http.RequestAborted);
        // As on the page, a parameter that cannot be read is left aside: the file holds what the page showed.
        var query = DirectoryReading.Of(http.Request.Query, atlas).Query;
        var slugs = directory.Slugs(query, atlas);
        return (rows.ReadAsync(slugs, atlas, http.RequestAborted), await rows.NoticeAsync(query, slugs.Count, atlas, http.Request, http.RequestAborted));
    }

    private static string FileName(ExportNotice notice, string extension)
        => string.Create(CultureInfo.InvariantCulture, $"acteurs-{notice.ExportedOn:yyyy-MM-dd}.{extension}");
}
