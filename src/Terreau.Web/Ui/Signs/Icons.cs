using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;

namespace Terreau.Web.Ui.Signs;

/// <summary>
/// The markup of icons, made once for each: a list shows thirty, and a component for each would weigh more
/// than its results. An icon always stands beside words that say the same: it is hidden from those who listen.
/// </summary>
internal static class Icons
{
    private static readonly ConditionalWeakTable<ResourceAssetCollection, ConcurrentDictionary<string, MarkupString>> Made = [];

    /// <param name="assets">The files of the site, under the names that their content gives them.</param>
    /// <param name="name">A name listed in Assets/icons.txt.</param>
    public static MarkupString Of(ResourceAssetCollection assets, string name)
        => Made.GetOrCreateValue(assets).GetOrAdd(name, static (name, assets) => HtmlText.Of(
            $"""<svg class="icon" aria-hidden="true" width="18" height="18"><use href="{assets["build/icons.svg"]}#{name}"></use></svg>"""),
            assets);
}
