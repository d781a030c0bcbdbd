namespace Terreau.Web.Features.Offers;

/// <summary>The addresses of the offers: all that other features know of this one.</summary>
internal static class OfferRoutes
{
    public const string List = "/offres";
    public const string Api = "/api/v1/offres";
    public const string ApiSheetTemplate = "/api/v1/offres/{id}";
    public const string Inclusion = "/api/v1/data-inclusion/services";
    public const string Hsds = "/hsds/services";
    public const string Csv = "/offres/export.csv";
    public const string Xlsx = "/offres/export.xlsx";
    public const string Ods = "/offres/export.ods";
    public const string Columns = "/offres/export";

    public static string Sheet(string slug) => $"{List}/{Uri.EscapeDataString(slug)}";
    public static string Report(string slug) => $"{Sheet(slug)}/signaler";
    public static string ApiSheet(string slug) => $"{Api}/{Uri.EscapeDataString(slug)}";

    /// <summary>The offers that reach a commune, by its INSEE code.</summary>
    public static string Reaching(string commune) => $"{List}?commune={commune}";

    /// <summary>The offers of one link of the chain.</summary>
    public static string Link(string stage, string needKind) => $"{List}?etape={stage}&besoin={needKind}";

    public static string OfKind(string needKind) => $"{List}?besoin={needKind}";
    public static string OfTheme(string theme) => $"{List}?theme={Uri.EscapeDataString(theme)}";
}
