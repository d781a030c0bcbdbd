namespace Terreau.Web.Features.Orientation;

/// <summary>The addresses of the orientation.</summary>
internal static class OrientationRoutes
{
    public const string Start = "/orientation";
    public const string Method = "/orientation/methode";
    public const string Quality = "/orientation/qualite";
    public const string Erased = "/orientation/efface";
    public const string Api = "/api/v1/orientation";

    /// <summary>Everything under this belongs to one person.</summary>
    public const string Private = "/orientation/p";

    public static string Idea(string link) => $"{Private}/{link}/idee";
    public static string Stage(string link) => $"{Private}/{link}/etape";
    public static string Place(string link) => $"{Private}/{link}/lieu";
    public static string District(string link) => $"{Private}/{link}/quartier";
    public static string Filiere(string link) => $"{Private}/{link}/filiere";
    public static string Public(string link) => $"{Private}/{link}/public";
    public static string Structure(string link) => $"{Private}/{link}/structure";
    public static string Needs(string link) => $"{Private}/{link}/besoins";

    /// <summary>The details of one kind of need.</summary>
    public static string Need(string link, string kind) => $"{Private}/{link}/besoins/{Slug(kind)}";

    public static string Result(string link) => $"{Private}/{link}/resultat";
    /// <summary>The result as a document made for paper.</summary>
    public static string Document(string link) => $"{Private}/{link}/document";

    public static string Export(string link, string format) => $"{Private}/{link}/resultat.{format}";
    public static string Reply(string link) => $"{Private}/{link}/reponse";
    public static string Erase(string link) => $"{Private}/{link}/effacer";

    /// <summary>The same step, from which one comes back to the result.</summary>
    public static string ThenResult(this string step) => $"{step}?retour=resultat";

    /// <summary>A kind of need as it stands in an address: "FINANCEMENT" as "financement".</summary>
    public static string Slug(string kind) => kind.ToLowerInvariant();
}
