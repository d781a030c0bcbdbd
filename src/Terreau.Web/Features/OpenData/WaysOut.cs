using Terreau.Web.Exports.GeoJson;
using Terreau.Web.Exports.Ods;
using Terreau.Web.Exports.Xlsx;
using Terreau.Web.Features.Directory;
using Terreau.Web.Features.History;
using Terreau.Web.Features.OpenData.Ogc;
using Terreau.Web.Features.Offers;
using Terreau.Web.Features.Territory;

namespace Terreau.Web.Features.OpenData;

/// <summary>One way for data to leave the site.</summary>
/// <param name="What">Which data.</param>
/// <param name="Format">In words a person can look for.</param>
/// <param name="Address">Where.</param>
/// <param name="Example">An address that answers.</param>
/// <param name="Said">What the example shows.</param>
/// <param name="Media">The media type of its answer.</param>
internal sealed record Way(string What, string Format, string Address, string Example, string Said, string Media);

/// <summary>Every way out; a test opens each example.</summary>
internal static class WaysOut
{
    private const string Json = "application/json";

    public static readonly IReadOnlyList<Way> All =
    [
        new("Acteurs", "CSV", DirectoryRoutes.Csv, DirectoryRoutes.Csv + "?commune=93063", "Acteurs de Romainville", "text/csv"),
        new("Acteurs", "XLSX", DirectoryRoutes.Xlsx, DirectoryRoutes.Xlsx + "?colonnes=nom&colonnes=communes", "Noms et communes",
            XlsxExport.ContentType),
        new("Acteurs", "ODS", DirectoryRoutes.Ods, DirectoryRoutes.Ods + "?role=FINANCEUR", "Financeurs", OdsExport.ContentType),
        new("Acteurs", "JSON", DirectoryRoutes.Api, DirectoryRoutes.Api + "?limit=5", "Cinq acteurs", Json),
        new("Acteurs", "GeoJSON", DirectoryRoutes.Api, DirectoryRoutes.Api + "?format=geojson", "Tous les acteurs",
            GeoJsonExport.ContentType),
        new("Qui fait quoi où", "CSV avec balises HXL", DirectoryRoutes.Hxl, DirectoryRoutes.Hxl, "Tous les acteurs", "text/csv"),
        new("Structures", "data·inclusion v1", DirectoryRoutes.Inclusion, DirectoryRoutes.Inclusion + "?commune=93010",
            "Structures de Bondy", Json),
        new("Organisations", "Open Referral HSDS 3.0", DirectoryRoutes.Hsds, DirectoryRoutes.Hsds + "?per_page=5", "Cinq organisations",
            Json),
        new("Offres", "CSV", OfferRoutes.Csv, OfferRoutes.Csv + "?besoin=FINANCEMENT", "Financements", "text/csv"),
        new("Offres", "XLSX", OfferRoutes.Xlsx, OfferRoutes.Xlsx, "Toutes les offres", XlsxExport.ContentType),
        new("Offres", "ODS", OfferRoutes.Ods, OfferRoutes.Ods + "?colonnes=offre&colonnes=dates", "Offres et dates", OdsExport.ContentType),
        new("Offres", "JSON", OfferRoutes.Api, OfferRoutes.Api + "?limit=5", "Cinq offres", Json),
        new("Services", "data·inclusion v1", OfferRoutes.Inclusion, OfferRoutes.Inclusion, "Tous les services", Json),
        new("Services", "Open Referral HSDS 3.0", OfferRoutes.Hsds, OfferRoutes.Hsds + "?full=true&per_page=5", "Cinq services entiers",
            Json),
        new("Zones", "GeoJSON", TerritoryRoutes.Zones, TerritoryRoutes.Zones + "?niveau=commune", "Communes", "application/geo+json"),
        new("Acteurs, offres et zones", "OGC API Features 1.0", OgcRoutes.Landing, OgcRoutes.Items("acteurs"), "Dix acteurs",
            "application/geo+json"),
        new("Activité publique", "Atom", HistoryRoutes.Feed, HistoryRoutes.Feed, "Le fil", "application/atom+xml"),
        new("Pages du site", "Plan XML", "/sitemap.xml", "/sitemap.xml", "Toutes les pages", "application/xml"),
    ];
}
