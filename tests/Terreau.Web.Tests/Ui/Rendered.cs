using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Terreau.Web.Tests.Ui;

/// <summary>A component or a piece of text alone, as the HTML it gives.</summary>
internal static class Rendered
{
    public static async Task<IElement> OfAsync<TComponent>(params (string Name, object? Value)[] parameters) where TComponent : IComponent
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var view = ParameterView.FromDictionary(parameters.ToDictionary(pair => pair.Name, pair => pair.Value));
        var html = await renderer.Dispatcher
            .InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(view)).ToHtmlString());
        return (await new HtmlParser().ParseDocumentAsync(html)).Body!;
    }

    public static IElement Of(MarkupString markup) => new HtmlParser().ParseDocument(markup.Value ?? "").Body!;
}
