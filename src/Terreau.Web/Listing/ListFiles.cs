using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Csv;
using Terreau.Web.Exports.Ods;
using Terreau.Web.Exports.Xlsx;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Answers;
using Terreau.Web.Hosting.Guards;
using Terreau.Web.Ui.Forms;
using Terreau.Web.Ui.Lists;

namespace Terreau.Web.Listing;

/// <summary>A list as files to take away: what the same address shows, every page of it, in the columns asked for.</summary>
internal static class ListFiles
{
    public static void MapListFiles<TRow>(this IEndpointRouteBuilder app, ListOf<TRow> list)
    {
        var at = list.Definition.At;
        foreach (var address in new[] { at.Csv, at.Xlsx, at.Ods })
        {
            var file = app.MapGet(address, (HttpContext http, CancellationToken cancel) => WriteAsync(address, list, http, cancel))
                .Asks(Permission.ReadPublic).Costs(Cost.File).ExcludeFromDescription();
            // A workbook holds the hour it was written: two readings of it make no whole.
            if (address == at.Csv) file.InParts();
        }
    }

    /// <summary>The choice of columns for a file of what an address shows.</summary>
    public static async Task<ColumnsAsked> ColumnsAsync<TRow>(this ListOf<TRow> list, HttpContext http)
    {
        var at = list.Definition.At;
        var query = (await list.ReadAsync(http)).Query with { Page = 1, Limit = ListQuery.PageSize };
        var found = await list.FindAsync(query, http.RequestAborted);
        var all = list.Columns(found.Atlas);
        return new ColumnsAsked
        {
            Sentence = found.Sentence,
            Columns = [.. all.Select(column => new Choice(column.Code, column.Heading))],
            Chosen = [.. ColumnChoice.Of(http.Request.Query, all).Select(column => column.Code)],
            Kept = query.Pairs(),
            Files =
            [
                ("Télécharger pour tableur (XLSX)", at.Xlsx), ("Télécharger pour LibreOffice (ODS)", at.Ods),
                ("Télécharger en texte (CSV)", at.Csv),
            ],
            BackHref = query.Address(at.Page),
        };
    }

    private static async Task<IResult> WriteAsync<TRow>(string address, ListOf<TRow> list, HttpContext http, CancellationToken cancel)
    {
        // As on the page, a parameter that cannot be read is left aside: the file holds what the page showed.
        var reading = await list.ReadAsync(http);
        var (rows, notice) = await list.AllAsync(reading, http);
        var columns = ColumnChoice.Of(http.Request.Query, list.Columns(reading.Atlas));
        var title = list.Definition.Title;
        var name = $"{UnicodeText.Words(title, '-', isAscii: true)}-{SafeCell.Written(notice.ExportedOn)}{Path.GetExtension(address)}";
        if (address == list.Definition.At.Csv)
            return Results.Stream(stream => CsvExport.WriteAsync(stream, columns, rows, notice, cancel), CsvExport.ContentType, name);
        return address == list.Definition.At.Xlsx
            ? Results.File(await XlsxExport.WriteAsync(title, columns, rows, notice, cancel), XlsxExport.ContentType, name)
            : Results.File(await OdsExport.WriteAsync(title, columns, rows, notice, cancel), OdsExport.ContentType, name);
    }
}
