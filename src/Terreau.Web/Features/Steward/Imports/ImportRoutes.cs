namespace Terreau.Web.Features.Steward.Imports;

/// <summary>The addresses of imports of files of actors.</summary>
internal static class ImportRoutes
{
    public const string List = "/bureau/imports";
    public const string OriginalTemplate = "/bureau/imports/{id:guid}/original";

    /// <summary>What each column says, then what would change.</summary>
    public static string File(Guid id) => $"{List}/{id}";

    public static string Original(Guid id) => $"{List}/{id}/original";
}
