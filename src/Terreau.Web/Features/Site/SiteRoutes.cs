namespace Terreau.Web.Features.Site;

/// <summary>The addresses of the pages that speak of the site itself.</summary>
internal static class SiteRoutes
{
    public const string Sources = "/sources";
    public const string About = "/a-propos";
    public const string Accessibility = "/accessibilite";
    public const string ContactUs = "/nous-joindre";
    public const string Legal = "/mentions-legales";
    public const string SiteMap = "/plan-du-site";

    public static string Source(string key) => $"{Sources}#{key}";
}
