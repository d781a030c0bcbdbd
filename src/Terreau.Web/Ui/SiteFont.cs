namespace Terreau.Web.Ui;

/// <summary>
/// The one font file of the site, asked for by the document itself: browsers then wait for it a tenth of a second before
/// they first draw, or go without it until the next page. Found only in the style sheet, it could come between and move the text.
/// </summary>
internal sealed class SiteFont(IWebHostEnvironment web)
{
    private const string Folder = "build/h";

    /// <summary>Its address, which says its content; null when the front end was not built.</summary>
    public string? Address { get; } = web.WebRootFileProvider.GetDirectoryContents(Folder)
        .Where(file => file.Name.EndsWith(".woff2", StringComparison.Ordinal)).OrderByDescending(file => file.LastModified)
        .Select(file => $"/{Folder}/{file.Name}").FirstOrDefault();
}
