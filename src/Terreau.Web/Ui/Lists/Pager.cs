using Microsoft.AspNetCore.Components;
using Terreau.Web.Ui.Signs;

namespace Terreau.Web.Ui.Lists;

/// <summary>The pages of a list.</summary>
internal static class Pager
{
    /// <summary>The way from page to page; nothing where there is one page only.</summary>
    /// <param name="page">The current page, from 1.</param>
    /// <param name="pageCount">How many there are.</param>
    /// <param name="href">The address of a page.</param>
    /// <param name="assets">Where the icons are.</param>
    public static MarkupString Of(int page, int pageCount, Func<int, string> href, ResourceAssetCollection assets)
    {
        if (pageCount <= 1) return default;
        var list = new HtmlText().Add($"""<nav class="pager" aria-label="Pages de résultats"><ul>""");
        if (page > 1)
            list.Add($"""<li><a href="{href(page - 1)}" rel="prev">{Icons.Of(assets, "arrow-left")} Précédente</a></li>""");
        foreach (var shown in Window(page, pageCount))
        {
            if (shown == page)
                list.Add($"""<li><span class="page" aria-current="page"><span class="hidden-visually">Page </span>{French.Number(shown)}</span></li>""");
            else if (shown == 0)
                list.Add($"""<li><span class="page">…</span></li>""");
            else
                list.Add($"""<li><a href="{href(shown)}"><span class="hidden-visually">Page </span>{French.Number(shown)}</a></li>""");
        }
        if (page < pageCount)
            list.Add($"""<li><a href="{href(page + 1)}" rel="next">Suivante {Icons.Of(assets, "arrow-right")}</a></li>""");
        return list.Add($"</ul></nav>").ToMarkup();
    }

    // First, last, and those around the current one; 0 stands for a gap.
    private static IEnumerable<int> Window(int current, int pageCount)
    {
        var before = 0;
        foreach (var page in new[] { 1, current - 1, current, current + 1, pageCount }.Where(page => page >= 1 && page <= pageCount)
            .Distinct().Order())
        {
            if (page - before == 2)
                yield return page - 1;
            else if (page - before > 2)
                yield return 0;
            yield return page;
            before = page;
        }
    }
}
