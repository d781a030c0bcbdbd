namespace Terreau.Web.Features.Privacy;

/// <summary>The addresses that say what is kept of people.</summary>
internal static class PrivacyRoutes
{
    public const string Statement = "/donnees-personnelles";
    public const string Register = "/donnees-personnelles/registre";
}
