namespace Terreau.Web.Hosting;

/// <summary>The addresses made for programs: they take a key, answer with problem details, and lead nobody to a page.</summary>
internal static class ForPrograms
{
    /// <summary>How they begin.</summary>
    public static readonly string[] Starts = ["/api", "/ogc", "/hsds"];

    private static readonly PathString[] Keyed = [.. Starts.Select(start => new PathString(start))];
    private static readonly PathString[] Answered = [.. Keyed, "/tiles"];

    public static bool TakesKey(this HttpRequest request) => Array.Exists(Keyed, request.Path.StartsWithSegments);

    public static bool IsApi(this HttpContext context) => Array.Exists(Answered, context.Request.Path.StartsWithSegments);
}
