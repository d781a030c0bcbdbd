using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Csv;
using Terreau.Web.Exports.Xlsx;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Offers;

/// <summary>The list as files to take away: exactly what the same address shows, every page of it.</summary>
internal static class OfferFiles
{
    public const int MostRows = 100_000;

    public static async Task WriteCsvAsync(HttpContext http, OfferFinder finder, AtlasCache atlases, TerreauDb db)
    {
        var (found, notice) = await ReadAsync(http, finder, atlases, db);
        Name(http, CsvExport.ContentType, $"offres-{notice.ExportedOn:yyyy-MM-dd}.csv");
        await CsvExport.WriteAsync(http.Response.Body, Columns(found), found.Rows.ToAsyncEnumerable(), notice, http.RequestAborted);
    }

    public static async Task WriteXlsxAsync(HttpContext http, OfferFinder finder, AtlasCache atlases, TerreauDb db)
    {
        var (found, notice) = await ReadAsync(http, finder, atlases, db);
        await using var file = await XlsxExport.WriteAsync("Offres", Columns(found), found.Rows.ToAsyncEnumerable(), notice, http.RequestAborted);
        Name(http, XlsxExport.ContentType, $"offres-{notice.ExportedOn:yyyy-MM-dd}.xlsx");
        http.Response.ContentLength = file.Length;
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static async Task<(OfferFinder.Found, ExportNotice)> ReadAsync(HttpContext http, OfferFinder finder, AtlasCache atlases, TerreauDb db)
    {
        var atlas = await atlases.GetAsync(http.RequestAborted);
        // As on the page, a parameter that cannot be read is left aside: the file holds what the page showed.
        var (query, _) = OfferQuery.Read(http.Request.Query, atlas);
        var found = await finder.FindAsync(query, 0, MostRows, http.RequestAborted);
        var updatedAt = await db.Journal.AsNoTracking().OrderByDescending(line => line.Id).Select(line => (DateTime?)line.At).FirstOrDefaultAsync(http.RequestAborted);
        var notice = new ExportNotice
        {
            Title = $"Offres, {atlas.Territory.Name}",
            Selection = found.Sentence,
            Source = "Terreau ; la source de chaque offre est dans sa ligne",
            Count = found.Rows.Count,
            UpdatedOn = updatedAt is { } at ? Ui.French.DayOf(at) : null,
            ExportedOn = found.Day,
            Address = http.Origin() + query.Address(),
        };
        return (found, notice);
    }

    private static void Name(HttpContext http, string contentType, string file)
    {
        http.Response.ContentType = contentType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
    }

    private static IReadOnlyList<ExportColumn<OfferFinder.Row>> Columns(OfferFinder.Found found) =>
    [
        new("Identifiant", row => row.Offer.Slug),
        new("Offre", row => row.Offer.Title),
        new("Proposée par", row => row.Offer.OperatorName),
        new("Résumé", row => row.Offer.Summary),
        new("Étapes", row => row.Offer.Stages.Select(Vocabulary.Stages.Label)),
        new("Besoins", row => OfferWords.Needs(row.Offer)),
        new("Filières", row => row.Offer.Themes.Count == 0 ? ["Toutes"] : row.Offer.Themes.Select(found.Atlas.FiliereLabel)),
        new("Publics", row => OfferWords.Publics(row.Offer)),
        new("Lieu", row => OfferWords.Place(row.Shelved, found.Atlas)),
        new("Communes concernées", row => row.Shelved.Communes.Select(found.Atlas.CommuneName)),
        new("Faite pour l’innovation sociale", row => row.Offer.IsDedicated),
        new("Coût", row => Vocabulary.Costs.Label(row.Offer.Cost)),
        new("Montant le plus bas en euros", row => row.Offer.AmountMinCents / 100m),
        new("Montant le plus haut en euros", row => row.Offer.AmountMaxCents / 100m),
        new("Part du coût au plus", row => row.Offer.RateMaxThousandths / 1000m),
        new("Dates", row => row.Opening.InFrench()),
        new("Comment la demander", row => row.Offer.HowTo),
        new("Source", row => found.Atlas.Sources.TryGetValue(row.Offer.SourceId, out var source) ? source.Title : row.Offer.SourceId),
        new("Date de la source", row => row.Offer.SourceOn.Written),
        new("Vérifiée le", row => row.Offer.CheckedOn),
    ];
}
