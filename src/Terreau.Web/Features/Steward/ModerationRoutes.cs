namespace Terreau.Web.Features.Steward;

/// <summary>The addresses of what comes in and of who holds which role.</summary>
internal static class ModerationRoutes
{
    public const string Queue = "/bureau/moderation";
    /// <summary>The history of a decision.</summary>
    /// <param name="kind">One of <see cref="Decisions.Kinds"/>.</param>
    public static string Decision(string kind, Guid id) => $"/bureau/decisions/{kind}/{id}";

    public const string Roles = "/bureau/roles";
}
