namespace Terreau.Web.Features.Territory;

/// <summary>The addresses of the territory: all that other features know of this one.</summary>
internal static class TerritoryRoutes
{
    public const string Portrait = "/territoire";
    public const string RegisteredEss = "/territoire/entreprises-ess";
    public const string Zones = "/api/v1/zones";

    public static string Commune(string insee) => $"{Portrait}/communes/{insee}";

    /// <summary>A district by the part of its code after the colon: "QN09314M", "la-noue-caillet".</summary>
    public static string District(string local) => $"{Portrait}/quartiers/{Uri.EscapeDataString(local)}";
}
