using System.Diagnostics;
using System.Diagnostics.Metrics;
using Terreau.Web.Hosting.Jobs;

namespace Terreau.Web.Hosting.Watch.Sent;

/// <summary>
/// What the site counts of its own work. docs/deploy/monitoring.md says what each means; the dashboard and the alarms of
/// packaging/watch name them.
/// </summary>
internal sealed class Measures
{
    private static readonly ActivitySource Source = new(Telemetry.Name);

    private readonly Counter<long> runs;
    private readonly Histogram<double> lengths;

    public Measures(IMeterFactory meters)
    {
        Meter = meters.Create(Telemetry.Name);
        runs = Meter.CreateCounter<long>("terreau.jobs.runs", "{run}", "Turns that jobs took");
        lengths = Meter.CreateHistogram<double>("terreau.jobs.duration", "s", "How long a turn of a job took");
    }

    public Meter Meter { get; }

    /// <summary>A span around a turn of a job; null where nobody listens.</summary>
    public static Activity? Begin(Job job) => Source.StartActivity($"job {job.Name}")?.SetTag("terreau.job", job.Name);

    public void End(Job job, Activity? span, TimeSpan took, bool succeeded)
    {
        var outcome = succeeded ? "success" : "failure";
        span?.SetTag("terreau.outcome", outcome).SetStatus(succeeded ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        TagList tags = new() { { "terreau.job", job.Name }, { "terreau.outcome", outcome } };
        runs.Add(1, tags);
        lengths.Record(took.TotalSeconds, tags);
    }
}
