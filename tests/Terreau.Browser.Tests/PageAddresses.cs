namespace Terreau.Browser.Tests;

/// <summary>One address for each page of the site; a test compares the list with the routes.</summary>
internal static class PageAddresses
{
    public const string Unknown = "/cette-page-n-existe-pas";

    public static readonly string[] All =
    [
        "/",
        Unknown,
        "/api",
        "/acteurs",
        "/acteurs?q=compost&commune=93063&page=9",
        "/acteurs/baluchon",
        "/acteurs/baluchon/signaler",
        "/acteurs/baluchon/historique",
        "/offres",
        "/offres?q=trouver%20un%20local&commune=93010&etape=LANCEMENT",
        "/offres?q=zzqqxx",
        "/offres/dla",
        "/offres/dla/signaler",
        "/offres/dla/historique",
        "/territoire",
        "/territoire/communes/93010",
        "/territoire/quartiers/QN09314M",
        "/sources",
        "/a-propos",
        "/accessibilite",
        "/donnees-personnelles",
        "/donnees-personnelles/registre",
        "/compte/efface",
        "/acteurs/baluchon/contact",
        "/plan-du-site",
        "/orientation",
        "/orientation/methode",
        "/orientation/efface",
    ];
}
