using Terreau.Web.Listing;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Directory;

/// <summary>The addresses of the directory: all that another feature may use of it.</summary>
internal static class DirectoryRoutes
{
    public const string List = "/acteurs";
    public const string SheetTemplate = "/acteurs/{slug}";
    public const string ReportTemplate = "/acteurs/{slug}/signaler";
    public const string New = "/acteurs/nouvelle-fiche";
    public const string Csv = "/acteurs/export.csv";
    public const string Xlsx = "/acteurs/export.xlsx";
    public const string Ods = "/acteurs/export.ods";
    public const string Hxl = "/acteurs/qui-fait-quoi-ou.csv";
    public const string Columns = "/acteurs/export";
    public const string Embed = "/integration";
    public const string EmbedCode = "/integration/code";
    public const string TileTemplate = "/tiles/acteurs/{z}/{x}/{y}.mvt";
    public const string Outlines = "/territoire/contours.geojson";
    public const string Api = "/api/v1/acteurs";
    public const string Inclusion = "/api/v1/data-inclusion/structures";
    public const string Hsds = "/hsds/organizations";
    public const string ApiSheetTemplate = "/api/v1/acteurs/{id}";

    public static string Sheet(string slug) => $"{List}/{Uri.EscapeDataString(slug)}";
    public static string Report(string slug) => $"{Sheet(slug)}/signaler";
    public static string Edit(string slug) => $"{Sheet(slug)}/modifier";
    public static string Suggest(string slug) => $"{Sheet(slug)}/proposer";
    public static string Check(string slug) => $"{Sheet(slug)}/verifier";
    public static string Join(string slug) => $"{Sheet(slug)}/rejoindre";
    public static string People(string slug) => $"{Sheet(slug)}/membres";
    public static string Leave(string slug) => $"{Sheet(slug)}/quitter";
    public static string History(string slug) => $"{Sheet(slug)}/historique";
    public static string Pictures(string slug) => $"{Sheet(slug)}/images";
    public static string Contact(string slug) => $"{Sheet(slug)}/contact";
    public static string ApiSheet(string slug) => $"{Api}/{Uri.EscapeDataString(slug)}";

    /// <summary>The list, searched by words.</summary>
    public static string Search(string words) => $"{List}?{ListNames.Words}={Uri.EscapeDataString(words)}";

    public static string InCommune(string insee) => Having(ActorSchema.Commune, insee);
    public static string InPriorityDistrict(string code) => Having(ActorSchema.Qpv, code);
    public static string InFiliere(string code) => Having(ActorSchema.Cluster, code);
    public static string WithRole(string code) => Having(ActorSchema.Role, code);

    /// <summary>The list of those that share a value.</summary>
    public static string Having(string facet, string value) => $"{List}?{facet}={Uri.EscapeDataString(value)}";
}
