using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Terreau.Web.Tests.Features.Subscribers.Hooks;

/// <summary>The machine of a subscriber: keeps what it is sent and answers as it is told to.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> received = new();

    private HookReceiver(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();
    public IReadOnlyList<Received> All => [.. received];

    /// <summary>How it answers; 204 unless told otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = http =>
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    internal sealed record Received(string Path, string Signature, string Id, string Event, string Body);

    public static async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new HookReceiver(builder.Build());
        receiver.app.MapFallback(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var headers = http.Request.Headers;
            receiver.received.Enqueue(new Received(http.Request.Path, headers["Terreau-Signature"].ToString(),
                headers["Terreau-Delivery"].ToString(), headers["Terreau-Event"].ToString(), await reader.ReadToEndAsync()));
            await receiver.Answer(http);
        });
        await receiver.app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
