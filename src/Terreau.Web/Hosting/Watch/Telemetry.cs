using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Terreau.Web.Hosting.Watch;

/// <summary>Traces and measures, sent only where the operator says (the standard OTEL_EXPORTER_OTLP_ENDPOINT).</summary>
internal static class Telemetry
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        var secrets = Areas.All.SelectMany(area => area.Secrets).Select(start => new PathString(start)).ToArray();
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"))) return services;
        services.AddOpenTelemetry()
            .WithTracing(traces => traces
                // The address of a private project is its key: it goes into no trace.
                .AddAspNetCoreInstrumentation(web => web.Filter = context => !Array.Exists(secrets, context.Request.Path.StartsWithSegments))
                .AddOtlpExporter())
            .WithMetrics(measures => measures.AddAspNetCoreInstrumentation().AddOtlpExporter());
        return services;
    }
}
