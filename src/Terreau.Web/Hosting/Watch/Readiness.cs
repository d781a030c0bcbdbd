using Microsoft.Extensions.Diagnostics.HealthChecks;
using Terreau.Web.Data;

namespace Terreau.Web.Hosting.Watch;

/// <summary>/healthz: the process answers. /readyz: the database answers too.</summary>
internal sealed class DatabaseReady(TerreauDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("La base de données ne répond pas.");
}
