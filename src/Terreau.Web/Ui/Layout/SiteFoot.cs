using Microsoft.AspNetCore.Components;

namespace Terreau.Web.Ui.Layout;

/// <summary>The foot of every page.</summary>
internal static class SiteFoot
{
    /// <param name="entries">Its links.</param>
    /// <param name="territory">The name of the territory; null when it could not be read.</param>
    public static MarkupString Of(IReadOnlyList<MenuEntry> entries, string? territory)
    {
        var lines = new HtmlText();
        foreach (var (_, label, address, _) in entries) lines.Add($"""<li><a href="{address}">{label}</a></li>""");
        return HtmlText.Of($"""
            <footer class="site-foot">
              <div class="width">
                <p>{(territory is null ? "" : $"{territory} : ")}les acteurs, les offres et les projets d’innovation sociale du territoire. Terreau est un logiciel libre.</p>
                <nav aria-label="Pied de page">
                  <ul>
                    {lines.ToMarkup()}
                  </ul>
                </nav>
              </div>
            </footer>
            """);
    }
}
