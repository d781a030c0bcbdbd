namespace Terreau.Web.Ui.Islands;

/// <summary>A point that a page names itself.</summary>
/// <param name="Lat">Latitude in degrees, WGS 84.</param>
/// <param name="Lon">Longitude in degrees, WGS 84.</param>
/// <param name="Label">Its name, with its precision in words when it is not exact.</param>
/// <param name="Role">The code of a <see cref="MapShape"/> of the same map.</param>
/// <param name="Href">The page that choosing the point leads to.</param>
public sealed record MapPoint(double Lat, double Lon, string Label, string? Role = null, string? Href = null);
