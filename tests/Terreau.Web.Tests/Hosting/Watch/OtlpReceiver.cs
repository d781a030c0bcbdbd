using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Terreau.Web.Tests.Hosting.Watch;

/// <summary>Receives what a site sends by OTLP over HTTP, and reads it with the definitions that the protocol's authors publish.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly NpmTool Reader = new("otlp", "decode.mjs", "node_modules/protobufjs/package.json");
    private readonly ConcurrentQueue<(string Kind, byte[] Body)> bodies = new();
    private readonly WebApplication app;

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/{kind}", async (string kind, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            bodies.Enqueue((kind, body.ToArray()));
            // An empty message: everything was taken.
            return Results.Bytes([], "application/x-protobuf");
        });
    }

    /// <summary>What an operator sets so that a site sends here.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.First(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    /// <summary>Every byte that came, as text: what is in none of them was not sent.</summary>
    public string Raw => string.Concat(bodies.Select(one => Encoding.UTF8.GetString(one.Body)));

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>The messages received of one kind: traces, metrics or logs.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadAsync(string kind)
    {
        var lines = string.Join('\n', bodies.Where(one => one.Kind == kind)
            .Select(one => $"{one.Kind} {Convert.ToBase64String(one.Body)}"));
        var (code, output, error) = await Reader.RunAsync(lines, []);
        Assert.True(code == 0, error);
        using var read = JsonDocument.Parse(output);
        return [.. read.RootElement.EnumerateArray().Select(one => one.GetProperty("message").Clone())];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
