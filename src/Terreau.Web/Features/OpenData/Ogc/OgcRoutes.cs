namespace Terreau.Web.Features.OpenData.Ogc;

/// <summary>The addresses of the OGC API.</summary>
internal static class OgcRoutes
{
    public const string Landing = "/ogc";
    public const string Conformance = "/ogc/conformance";
    public const string Collections = "/ogc/collections";
    public const string CollectionTemplate = "/ogc/collections/{collection}";
    public const string ItemsTemplate = "/ogc/collections/{collection}/items";
    public const string ItemTemplate = "/ogc/collections/{collection}/items/{feature}";

    public static string Collection(string id) => $"{Collections}/{id}";
    public static string Items(string id) => $"{Collections}/{id}/items";
    public static string Item(string id, string feature) => $"{Items(id)}/{Uri.EscapeDataString(feature)}";
}
