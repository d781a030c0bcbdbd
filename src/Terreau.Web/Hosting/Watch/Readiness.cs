using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Terreau.Web.Data;
using Terreau.Web.Data.Steady;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Hosting.Watch;

/// <summary>
/// /healthz: the process answers. /readyz: the database and the index answer too, and what works beside the requests is named where it
/// does not succeed: visitors are served all the same, so that alone is no reason to send them elsewhere.
/// </summary>
internal static class Readiness
{
    private const string Tag = "ready";

    public static IServiceCollection AddReadiness(this IServiceCollection services)
    {
        services.AddSingleton<DiskProbe>();
        services.AddHealthChecks().AddCheck<DatabaseReady>("database", tags: [Tag]).AddCheck<DisksReady>("disks", tags: [Tag])
            .AddCheck<IndexReady>("index", tags: [Tag])
            .AddCheck<WorkersReady>("workers", tags: [Tag]);
        return services;
    }

    public static IEndpointConventionBuilder MapReadiness(this WebApplication app)
        => app.MapHealthChecks("/readyz", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Tag), ResponseWriter = WriteAsync,
        });

    /// <summary>One word for a program, then a sentence for each fault.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Join('\n', report.Entries.Values.Where(entry => entry.Status != HealthStatus.Healthy)
            .Select(entry => entry.Description).Prepend(report.Status.ToString())));
    }
}

internal sealed class DatabaseReady(TerreauDb db, WriteGate gate) : IHealthCheck
{
    /// <summary>Whoever asks whether a site is ready asks again soon.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        gate.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await db.Database.SqlQuery<int>($"SELECT 1 AS \"Value\"").SingleAsync(patience.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is OperationCanceledException || Outage.Is(failure))
        {
            return HealthCheckResult.Unhealthy("La base de données ne répond pas.");
        }
    }
}

internal sealed class DisksReady(DiskProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => await probe.FaultAsync(cancellationToken) is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy();
}

internal sealed class IndexReady(SearchIndexes indexes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(indexes.Position is null
            ? HealthCheckResult.Unhealthy("L’index de recherche n’est pas encore construit.") : HealthCheckResult.Healthy());
}

internal sealed class WorkersReady(WorkerBoard board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(board.Faltering is { Count: > 0 } faltering
            ? HealthCheckResult.Degraded(string.Join('\n', faltering.Select(work =>
                $"« {work.Name} » échoue depuis le {French.Instant(work.Since)}, et sera essayé de nouveau.")))
            : HealthCheckResult.Healthy());
}
