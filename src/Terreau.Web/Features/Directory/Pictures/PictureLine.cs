namespace Terreau.Web.Features.Directory.Pictures;

/// <summary>A picture of a sheet, without its bytes.</summary>
/// <param name="Text">What it shows, for who does not see it.</param>
public sealed record PictureLine(Guid Id, bool IsLogo, string Text, int Width, int Height);
