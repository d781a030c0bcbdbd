using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Terreau.Bench;

/// <summary>Twenty cards of constant text in a document of a given size: what rendering alone costs.</summary>
internal sealed class BarePage : ComponentBase
{
    private const int Cards = 20;

    /// <summary>The size of the document, in bytes; set before the first request.</summary>
    public static int Bytes { get; set; } = 40_000;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html><html lang=\"fr\"><head><title>Mesure</title></head><body><main><ul>");
        var text = new string('x', Math.Max(0, Bytes / Cards - 120));
        for (var i = 0; i < Cards; i++)
        {
            builder.OpenElement(1, "li");
            builder.AddAttribute(2, "class", "card");
            builder.OpenElement(3, "h2");
            builder.OpenElement(4, "a");
            builder.AddAttribute(5, "href", "/acteurs/exemple");
            builder.AddContent(6, "Une structure");
            builder.CloseElement();
            builder.CloseElement();
            builder.OpenElement(7, "p");
            builder.AddContent(8, text);
            builder.CloseElement();
            builder.CloseElement();
        }
        builder.AddMarkupContent(9, "</ul></main></body></html>");
    }
}
