using Microsoft.AspNetCore.Components;

namespace Terreau.Web.Ui.Layout;

/// <summary>The foot of every page.</summary>
internal static class SiteFoot
{
    /// <param name="territory">The name of the territory; null when it could not be read.</param>
    public static MarkupString Of(string? territory) => HtmlText.Of($"""
        <footer class="site-foot">
          <div class="width">
            <p>{(territory is null ? "" : $"{territory} : ")}les acteurs, les offres et les projets d’innovation sociale du territoire. Terreau est un logiciel libre.</p>
            <nav aria-label="Pied de page">
              <ul>
                <li><a href="/a-propos">À propos</a></li>
                <li><a href="/sources">Sources et licences</a></li>
                <li><a href="/accessibilite">Accessibilité</a></li>
                <li><a href="/donnees-personnelles">Données personnelles</a></li>
                <li><a href="/plan-du-site">Plan du site</a></li>
                <li><a href="/api">Données ouvertes et programmation</a></li>
              </ul>
            </nav>
          </div>
        </footer>
        """);
}
