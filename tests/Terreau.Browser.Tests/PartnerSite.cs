using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Terreau.Browser.Tests;

/// <summary>A page of another origin that shows, in a frame, the address it is asked to.</summary>
internal sealed class PartnerSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private PartnerSite(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public static async Task<PartnerSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", (string montrer) => Results.Content(
            $"<!DOCTYPE html><html lang=\"fr\"><title>Un partenaire</title><h1>Un partenaire</h1><iframe src=\"{System.Net.WebUtility.HtmlEncode(montrer)}\" title=\"Acteurs\" width=\"100%\" height=\"700\"></iframe></html>", "text/html; charset=utf-8"));
        await app.StartAsync();
        return new PartnerSite(app);
    }

    /// <summary>The page that shows an address.</summary>
    public string Showing(string address) => $"{Address}/?montrer={Uri.EscapeDataString(address)}";

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
