namespace Terreau.Web.Features.Steward;

/// <summary>The addresses of the manager's desk.</summary>
internal static class StewardRoutes
{
    public const string Desk = "/bureau";
    public const string Activity = "/bureau/activite";
    public const string State = "/bureau/etat";
}
