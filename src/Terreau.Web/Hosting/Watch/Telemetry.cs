using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Terreau.Web.Hosting.Watch;

/// <summary>Traces and measures, sent only where the operator says (the standard OTEL_EXPORTER_OTLP_ENDPOINT).</summary>
internal static class Telemetry
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"))) return services;
        services.AddOpenTelemetry()
            .WithTracing(traces => traces
                // The address of a private project is its key: it goes into no trace.
                .AddAspNetCoreInstrumentation(web => web.Filter = context => !context.IsSecret())
                .AddOtlpExporter())
            .WithMetrics(measures => measures.AddAspNetCoreInstrumentation().AddOtlpExporter());
        return services;
    }
}
