using Microsoft.AspNetCore.Components;
using Terreau.Web.Ui.Signs;

namespace Terreau.Web.Ui.Layout;

/// <summary>
/// The head of every page. The same for everyone, signed in or not: pages that are the same for all can be kept in memory.
/// </summary>
internal static class SiteHead
{
    private static readonly MarkupString OnIt = new(" aria-current=\"page\"");
    private static readonly MarkupString UnderIt = new(" aria-current=\"true\"");

    /// <param name="entries">The lines of the menu.</param>
    /// <param name="address">The path and query of the page: the document has a base, so a bare "#contenu" would lead to the home
    /// page.</param>
    /// <param name="territory">The name of the territory; null when it could not be read.</param>
    /// <param name="assets">Where the icons are.</param>
    public static MarkupString Of(IReadOnlyList<MenuEntry> entries, string address, string? territory, ResourceAssetCollection assets)
    {
        var menu = Menu(entries, address.Split('?')[0]);
        return HtmlText.Of($"""
            <a class="skip" href="{address}#contenu">Aller au contenu</a>
            <header class="site-head">
              <div class="width">
                <a class="brand" href="/"><b>Terreau</b>{(territory is null ? default : HtmlText.Of($" <span>{territory}</span>"))}</a>
                <nav class="nav" aria-label="Principale">{menu}</nav>
                <nav class="nav-phone" aria-label="Principale">
                  <details>
                    <summary>{Icons.Of(assets, "menu")} Menu</summary>
                    {menu}
                  </details>
                </nav>
              </div>
            </header>
            """);
    }

    private static MarkupString Menu(IReadOnlyList<MenuEntry> entries, string path)
    {
        var menu = new HtmlText().Add($"<ul>");
        foreach (var (_, label, address, _) in entries)
        {
            var current = path == address ? OnIt : path.StartsWith(address + "/", StringComparison.Ordinal) ? UnderIt : default;
            menu.Add($"""<li><a href="{address}"{current}>{label}</a></li>""");
        }
        return menu.Add($"</ul>").ToMarkup();
    }
}
