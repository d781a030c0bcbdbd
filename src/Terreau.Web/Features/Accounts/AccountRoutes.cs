namespace Terreau.Web.Features.Accounts;

/// <summary>The addresses of signing in and of one's account.</summary>
internal static class AccountRoutes
{
    public const string SignIn = "/connexion";
    public const string LinkSent = "/connexion/message";
    public const string SignOut = "/deconnexion";
    public const string ProConnect = "/connexion/proconnect";
    public const string ProConnectReturn = "/connexion/proconnect/retour";
    public const string ProConnectLeft = "/deconnexion/proconnect";
    public const string Home = "/compte";
    public const string Keys = "/compte/cles";
    public const string Sessions = "/compte/seances";

    public const string Data = "/compte/donnees";
    public const string DataFile = "/compte/donnees.json";
    public const string DataDocument = "/compte/donnees/document";
    public const string Erase = "/compte/donnees/effacement";
    public const string Erased = "/compte/efface";
    public const string Address = "/compte/adresse";

    private const string Invited = "/invitation";
    private const string LinkStart = "/connexion/lien";

    /// <summary>What begins so is the key of what it opens.</summary>
    public static readonly IReadOnlyList<string> Secrets = [Invited, LinkStart, Address];

    /// <summary>The parameter that says where to go once in; only paths of this site.</summary>
    public const string Then = "suite";

    /// <summary>Making a key, then going on; only to paths of this site.</summary>
    public static string KeysThen(string? path) => Local(path) is { } kept ? $"{Keys}?{Then}={Uri.EscapeDataString(kept)}" : Keys;

    public static string SignInThen(string path) => $"{SignIn}?{Then}={Uri.EscapeDataString(path)}";
    public static string ProConnectThen(string? path)
        => Local(path) is { } kept ? $"{ProConnect}?{Then}={Uri.EscapeDataString(kept)}" : ProConnect;
    public static string ProConnectFailed(ProConnectFault fault) => $"{SignIn}?echec={fault}";
    public static string Sent(Guid link) => $"{LinkSent}?lien={link}";
    public static string Invitation(Guid invitation, string key) => $"{Invited}/{invitation}/{key}";
    public static string Link(Guid link, string key) => $"{LinkStart}/{link}/{key}";

    public static string AddressLink(Guid link, string key) => $"{Address}/{link}/{key}";

    /// <summary>The path when it stays on this site, else null: "//elsewhere" and "/\elsewhere" leave it.</summary>
    public static string? Local(string? path)
        => path is { Length: > 0 and <= 500 } && path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\'))
            && !path.Any(char.IsControl) ? path : null;
}
