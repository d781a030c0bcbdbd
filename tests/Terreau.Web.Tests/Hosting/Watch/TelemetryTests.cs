using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Terreau.Web.Hosting.Jobs;
using Terreau.Web.Hosting.Watch.State;

namespace Terreau.Web.Tests.Hosting.Watch;

/// <summary>What leaves the site by OTLP: it tells of the site, and of nobody.</summary>
public sealed class TelemetryTests
{
    private const string Sending = "envoyer les messages";

    [Fact]
    public async Task Sent_TellsOfTheSite_AndOfNobody()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var site = await SiteAsync(receiver);
        await VisitAsync(site);
        await FlushAsync(site);

        Assert.NotEmpty(receiver.Raw);
        Assert.DoesNotContain("camille", receiver.Raw, StringComparison.OrdinalIgnoreCase);
        var spans = Spans(await receiver.ReadAsync("traces"));
        var lines = Records(await receiver.ReadAsync("logs"));
        Assert.Contains(spans, span => NameOf(span) == "GET /acteurs" && Value(span, "http.response.status_code") == "200");
        Assert.Contains(spans, span => NameOf(span) == $"job {Sending}" && Value(span, "terreau.outcome") == "success");
        Assert.DoesNotContain(spans, span => NameOf(span).Contains("/orientation/p", StringComparison.Ordinal));
        Assert.All(spans, span => Assert.All(Attributes(span), one => Assert.Contains(KeyOf(one), (string[])
            ["http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type",
                "terreau.job", "terreau.outcome"])));
        // Where it failed and what kind of failure, but not its sentence.
        var failure = Assert.Single(lines, line => Body(line) == "Failure {Reference} on {Route}");
        Assert.Equal("System.InvalidOperationException", Value(failure, "exception.type"));
        Assert.Contains("TelemetryTests", Value(failure, "exception.stacktrace"), StringComparison.Ordinal);
        Assert.StartsWith(Value(failure, "Reference")!, TraceOf(failure), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Sent_MeasuresTheStateOfTheSite()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var site = await SiteAsync(receiver);
        await VisitAsync(site);
        await FlushAsync(site);

        var sent = await receiver.ReadAsync("metrics");
        var names = Metrics(sent).Select(NameOf).ToHashSet();

        Assert.All(MeasuresTests.Named, name => Assert.Contains(name, names));
        Assert.All(sent, message => Assert.Equal("terreau", Value(
            message.GetProperty("resourceMetrics")[0].GetProperty("resource"), "service.name")));
        var runs = Metrics(sent).Where(metric => NameOf(metric) == "terreau.jobs.runs")
            .SelectMany(metric => metric.GetProperty("sum").GetProperty("dataPoints").EnumerateArray()).ToList();
        Assert.Contains(runs, point => Value(point, "terreau.job") == Sending && Value(point, "terreau.outcome") == "success");
    }

    [Fact]
    public async Task Site_WithoutAnEndpoint_SendsNothing()
    {
        await using var site = await TestSite.StartAsync();

        Assert.Null(site.Services.GetService<TracerProvider>());
        Assert.Null(site.Services.GetService<MeterProvider>());
        Assert.Null(site.Services.GetService<LoggerProvider>());
    }

    private static Task<TestSite> SiteAsync(OtlpReceiver receiver) => TestSite.StartAsync(
        adjust: options => options with { Jobs = true }, settings: receiver.Settings,
        // What was typed comes back in the sentence of the exception.
        map: app => app.MapGet("/panne", IResult (string qui) => throw new InvalidOperationException($"{qui} a tapé ceci")));

    /// <summary>What Camille does, and what their browser says of them.</summary>
    private static async Task VisitAsync(TestSite site)
    {
        foreach (var address in (string[])["/acteurs?q=camille.durand", "/camille-durand", "/orientation/p/secret-de-camille/idee",
            "/panne?qui=camille.durand@exemple.fr", "/api/v1/acteurs?q=camille"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("User-Agent", "Navigateur-de-Camille/1.0");
            request.Headers.Add("Referer", "https://camille.exemple.fr/");
            request.Headers.Add("X-Forwarded-For", "203.0.113.77");
            request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            request.Headers.Add("tracestate", "camille=1");
            request.Headers.Add("baggage", "qui=camille");
            using var response = await site.Client.SendAsync(request);
        }
        var outcomes = site.Services.GetRequiredService<JobOutcomes>();
        while (outcomes.Of(Sending) is null) await Task.Delay(20, TestContext.Current.CancellationToken);
        await site.Services.GetRequiredService<StateWatch>().LookAsync(TestContext.Current.CancellationToken);
    }

    private static async Task FlushAsync(TestSite site)
    {
        await Task.Yield();
        Assert.True(site.Services.GetRequiredService<TracerProvider>().ForceFlush());
        Assert.True(site.Services.GetRequiredService<MeterProvider>().ForceFlush());
        Assert.True(site.Services.GetRequiredService<LoggerProvider>().ForceFlush());
    }

    private static List<JsonElement> Spans(IReadOnlyList<JsonElement> messages) => Inside(messages, "resourceSpans", "scopeSpans", "spans");

    private static List<JsonElement> Records(IReadOnlyList<JsonElement> messages)
        => Inside(messages, "resourceLogs", "scopeLogs", "logRecords");

    private static List<JsonElement> Metrics(IReadOnlyList<JsonElement> messages)
        => Inside(messages, "resourceMetrics", "scopeMetrics", "metrics");

    private static List<JsonElement> Inside(IReadOnlyList<JsonElement> messages, params string[] names)
        => [.. names.Aggregate(messages.AsEnumerable(), (found, name) => found.SelectMany(one => one.TryGetProperty(name, out var inner)
            ? inner.EnumerateArray().ToList() : []))];

    private static string NameOf(JsonElement named) => named.GetProperty("name").GetString()!;

    private static string KeyOf(JsonElement attribute) => attribute.GetProperty("key").GetString()!;

    private static List<JsonElement> Attributes(JsonElement holder)
        => holder.TryGetProperty("attributes", out var found) ? [.. found.EnumerateArray()] : [];

    private static string? Value(JsonElement holder, string key)
        => Attributes(holder).Where(one => KeyOf(one) == key)
            .Select(one => one.GetProperty("value").EnumerateObject().Single().Value.ToString()).FirstOrDefault();

    private static string? Body(JsonElement line)
        => line.TryGetProperty("body", out var body) && body.TryGetProperty("stringValue", out var text) ? text.GetString() : null;

    private static string TraceOf(JsonElement line)
        => Convert.ToHexString(Convert.FromBase64String(line.GetProperty("traceId").GetString()!));
}
