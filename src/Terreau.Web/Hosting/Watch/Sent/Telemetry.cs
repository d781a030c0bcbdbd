using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Terreau.Web.Hosting.Watch.State;

namespace Terreau.Web.Hosting.Watch.Sent;

/// <summary>
/// Traces, measures and logs, sent by OTLP only where the operator says (the standard OTEL_EXPORTER_OTLP_ENDPOINT), and without what
/// tells of people: see <see cref="PlainSpans"/> and <see cref="PlainLogs"/>.
/// </summary>
internal static class Telemetry
{
    /// <summary>The name of our own source of spans and of our meter.</summary>
    public const string Name = "Terreau";

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DistributedContextPropagator>(new OwnTraces());
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint])) return;
        // With this one the instrumentation leaves what comes in to the server, which reads none of it.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        builder.Services.AddSingleton<StateWatch>().AddHostedService(provider => provider.GetRequiredService<StateWatch>());
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear()
                .AddService("terreau", serviceVersion: ProgramVersion.Of().Version, serviceInstanceId: Environment.MachineName)
                .AddTelemetrySdk()
                // What the operator says in OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES comes last, and wins.
                .AddEnvironmentVariableDetector())
            .WithTracing(traces => traces.AddSource(Name)
                // The address of a private project is its key: it goes into no trace.
                .AddAspNetCoreInstrumentation(web => web.Filter = context => !context.IsSecret())
                .AddProcessor(new PlainSpans())
                .AddOtlpExporter())
            .WithMetrics(measures => measures.AddMeter(Name, "System.Runtime").AddAspNetCoreInstrumentation().AddOtlpExporter())
            .WithLogging(logs => logs.AddProcessor(new PlainLogs()).AddOtlpExporter(), said =>
            {
                // A sentence with its values filled in could hold anything, and a scope holds the address of the request.
                said.IncludeFormattedMessage = false;
                said.IncludeScopes = false;
            });
    }
}
