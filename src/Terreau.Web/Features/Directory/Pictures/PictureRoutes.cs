namespace Terreau.Web.Features.Directory.Pictures;

/// <summary>Where the pictures of sheets are served.</summary>
internal static class PictureRoutes
{
    public const string WholeTemplate = "/images/{id:guid}";
    public const string SmallTemplate = "/images/{id:guid}/petite";

    public static string Whole(Guid id) => $"/images/{id}";
    public static string Small(Guid id) => $"/images/{id}/petite";
}
