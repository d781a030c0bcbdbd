namespace Terreau.Web.Features.Directory.Pictures;

/// <summary>A page whose form may carry a picture: its body is read by <see cref="PictureUpload"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesPicturesAttribute : Attribute;
