using Microsoft.AspNetCore.Components;

namespace Terreau.Web.Ui.Islands;

/// <summary>A line of the legend: the code that points carry, the words, and the shape drawn in a square of 20.</summary>
public sealed record MapShape(string Code, string Label, string Path)
{
    /// <summary>The roles of organisations, each with a shape of its own beside its colour.</summary>
    public static IReadOnlyList<MapShape> Roles { get; } =
    [
        new("ENTREPRENEUR_SOCIAL", "Entrepreneur social", "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14Z"),
        new("ACCOMPAGNATEUR", "Accompagnateur", "M10 1.5 18.5 10 10 18.5 1.5 10Z"),
        new("FINANCEUR", "Financeur", "M3.5 3.5h13v13h-13Z"),
        new("ENTREPRISE", "Entreprise", "M10 2 18.5 17h-17Z"),
        new("COLLECTIVITE", "Collectivité", "M10 1.5 18 8v9.5H2V8Z"),
        new("RESEAU", "Réseau", "M6 3h8l4.5 7-4.5 7H6L1.5 10Z"),
        new("RECHERCHE", "Recherche", "M7 2h6v5h5v6h-5v5H7v-5H2V7h5Z"),
    ];

    /// <summary>A priority district shown as a named point, because its outline is not known.</summary>
    public static MapShape District { get; } =
        new("QUARTIER", "Quartier prioritaire, sans contour connu", "M2.5 2.5h15v15h-15ZM6 6v8h8V6Z");

    /// <summary>The line as it stands in the legend.</summary>
    internal MarkupString Line { get; } = HtmlText.Of(
        $"""<li data-shape="{Code}"><svg class="shape {CssClass(Code)}" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><path d="{Path}" fill-rule="evenodd"></path></svg> {Label}</li>""");

    private static string CssClass(string code) => "shape-" + code.ToLowerInvariant().Replace('_', '-');
}
