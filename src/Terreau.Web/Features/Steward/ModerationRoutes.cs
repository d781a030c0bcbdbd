namespace Terreau.Web.Features.Steward;

/// <summary>The addresses of what comes in and of who holds which role.</summary>
internal static class ModerationRoutes
{
    public const string Queue = "/bureau/moderation";
    public const string Roles = "/bureau/roles";
}
