using Microsoft.AspNetCore.Components;
using Terreau.Web.Ui.Signs;

namespace Terreau.Web.Ui.Lists;

/// <summary>A criterion in force, or a mention; with an address, following it takes the criterion away.</summary>
public sealed record Chip(string Label, string? RemoveHref = null)
{
    /// <summary>All of them with a way to take each away, or all at once; nothing when there are none.</summary>
    /// <param name="chips">What was chosen.</param>
    /// <param name="clearHref">The address of the list without any criterion.</param>
    /// <param name="assets">Where the icons are.</param>
    public static MarkupString List(IReadOnlyList<Chip> chips, string? clearHref, ResourceAssetCollection assets)
    {
        if (chips.Count == 0) return default;
        var list = new HtmlText().Add($"""<ul class="chips" aria-label="Critères choisis">""");
        foreach (var chip in chips)
        {
            if (chip.RemoveHref is null)
                list.Add($"""<li><span class="chip">{chip.Label}</span></li>""");
            else
                list.Add($"""<li><a class="chip" href="{chip.RemoveHref}"><span class="hidden-visually">Retirer : </span>{chip.Label} {Icons.Of(assets, "x")}</a></li>""");
        }
        if (clearHref is not null && chips.Count > 1)
            list.Add($"""<li class="clear"><a href="{clearHref}">Tout retirer</a></li>""");
        return list.Add($"</ul>").ToMarkup();
    }
}
