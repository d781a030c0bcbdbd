using Microsoft.AspNetCore.Components;
using Terreau.Web.Ui.Signs;

namespace Terreau.Web.Ui.Lists;

/// <summary>One criterion of a list as HTML: checkboxes in the form that stands around, with counts.</summary>
public sealed record FacetText
{
    private static readonly MarkupString OpenNow = new(" open");
    private static readonly MarkupString Checked = new(" checked");

    public required string Legend { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<FacetOption> Options { get; init; }

    /// <summary>Open at first; a facet with a value chosen is always open.</summary>
    public bool Open { get; init; }

    /// <summary>How many values are shown before "N autres"; chosen values are always among them.</summary>
    public int Limit { get; init; } = 8;

    public MarkupString ToMarkup(ResourceAssetCollection assets)
    {
        if (Options.Count == 0) return default;
        var selected = Options.Count(option => option.Selected);
        var fold = Icons.Of(assets, "chevron-down");
        var text = new HtmlText().Add($"""
            <details class="facet" data-keep="facette-{Name}"{(Open || selected > 0 ? OpenNow : default)}>
            <summary><span>{Legend}{(selected > 0 ? HtmlText.Of($" <span class=\"muted\">({French.Number(selected)})</span>") : default)}</span> {fold}</summary>
            <fieldset><legend class="hidden-visually">{Legend}</legend><div class="choices dense">
            """);
        // One value alone behind a fold costs more than it saves.
        var limit = Options.Count <= Limit + 1 ? Options.Count : Limit;
        var rest = 0;
        for (var at = 0; at < Options.Count; at++)
        {
            if (at < limit || Options[at].Selected) Row(text, Options[at]);
            else rest++;
        }
        text.Add($"</div>");
        if (rest > 0)
        {
            text.Add($"""<details class="disclosure"><summary>{French.Count(rest, "autre")} {fold}</summary><div class="choices dense">""");
            for (var at = limit; at < Options.Count; at++)
            {
                if (!Options[at].Selected) Row(text, Options[at]);
            }
            text.Add($"</div></details>");
        }
        return text.Add($"</fieldset></details>").ToMarkup();
    }

    private void Row(HtmlText text, FacetOption option)
    {
        text.Add($"""<label class="{(option.Count == 0 ? "choice none" : "choice")}"><input type="checkbox" name="{Name}" value="{option.Value}"{(option.Selected ? Checked : default)} /> <span>{option.Label}</span>""");
        if (option.Count is { } count)
            text.Add($""" <span class="count">{French.Number(count)}<span class="hidden-visually"> {(count > 1 ? "résultats" : "résultat")}</span></span>""");
        text.Add($"</label>");
    }
}
