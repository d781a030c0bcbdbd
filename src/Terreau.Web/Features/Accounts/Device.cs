namespace Terreau.Web.Features.Accounts;

/// <summary>A browser in words its owner recognises among others: enough to tell one's own sessions apart, no more.</summary>
internal static class Device
{
    // The order matters: Edge and Opera also say "Chrome", Chrome also says "Safari".
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux")];

    public static string Of(string userAgent)
    {
        var browser = Browsers.FirstOrDefault(known => userAgent.Contains(known.Sign, StringComparison.Ordinal)).Name ?? "Un navigateur";
        var system = Systems.FirstOrDefault(known => userAgent.Contains(known.Sign, StringComparison.Ordinal)).Name;
        return system is null ? browser : $"{browser} sur {system}";
    }
}
