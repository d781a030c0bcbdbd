namespace Terreau.Web.Features.Deciding;

/// <summary>The addresses of questions sent by mail.</summary>
internal static class AskRoutes
{
    public const string Secret = "/question";

    public static string Question((Guid Ask, string Key) link) => $"{Secret}/{link.Ask}/{link.Key}";
}
