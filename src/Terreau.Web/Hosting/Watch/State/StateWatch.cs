using System.Diagnostics.Metrics;
using Terreau.Web.Data.Steady;
using Terreau.Web.Hosting.Watch.Sent;

namespace Terreau.Web.Hosting.Watch.State;

/// <summary>Looks at the state of the site every minute, and gives it out as measures. Where none are sent, nobody looks.</summary>
internal sealed class StateWatch : SteadyWorker
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;
    private bool hasLooked;
    private SiteState? last;

    public StateWatch(IServiceScopeFactory scopes, Measures measures, WorkerBoard workers, TimeProvider clock) : base(workers)
    {
        (this.scopes, this.clock) = (scopes, clock);
        var meter = measures.Meter;
        Gauge(meter, "terreau.disk.free", "By", "Room left on the disk of the data folder", state => state.Disk.Free);
        Gauge(meter, "terreau.disk.total", "By", "Size of that disk", state => state.Disk.Total);
        Gauge(meter, "terreau.database.size", "By", "What the database takes of the disk", state => state.Database.Bytes);
        Gauge(meter, "terreau.nodes", "{node}", "Machines that ask the database", state => state.Database.Nodes.Count);
        Gauge(meter, "terreau.mails.waiting", "{mail}", "Mails that will still be tried", state => state.Mails.Waiting);
        Gauge(meter, "terreau.mails.given_up", "{mail}", "Mails that failed at every try", state => state.Mails.GivenUp);
        Gauge(meter, "terreau.mails.late", "s", "Since when the oldest mail should have left",
            state => state.Mails.DueSince is { } due ? Math.Max(0, (state.At - due).TotalSeconds) : 0);
        Gauge(meter, "terreau.index.behind", "{line}", "Lines of the journal that the index has not followed",
            state => state.Index.Behind ?? 0);
        meter.CreateObservableGauge("terreau.index.documents", Documents, "{document}", "What can be found, by kind");
        Gauge(meter, "terreau.work.faltering", "{work}", "Work beside the requests that does not succeed", state => state.Faltering.Count);
        meter.CreateObservableGauge("terreau.jobs.failing", Failing, "{job}", "1 for a job whose last turn failed");
    }

    protected override string Work => "mesurer l’état du site";

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        hasLooked = true;
        SiteState? seen = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            seen = await scope.ServiceProvider.GetRequiredService<StateReading>().ReadAsync(cancel);
        }
        finally
        {
            // What is not known is not measured: an alarm on a measure that is missing rings.
            last = seen;
        }
    }

    protected override Task WaitAsync(CancellationToken cancel) => hasLooked ? Task.Delay(Pause, clock, cancel) : Task.CompletedTask;

    protected override Task TurnAsync(CancellationToken cancel) => LookAsync(cancel);

    private void Gauge(Meter meter, string name, string unit, string means, Func<SiteState, double> read)
        => meter.CreateObservableGauge(name, () => last is { } state ? [new Measurement<double>(read(state))]
            : Array.Empty<Measurement<double>>(), unit, means);

    private IEnumerable<Measurement<int>> Documents()
        => last?.Index.Kinds.Select(kind => new Measurement<int>(kind.Count, new KeyValuePair<string, object?>("terreau.index", kind.Name)))
            ?? [];

    private IEnumerable<Measurement<int>> Failing()
        => last?.Jobs?.Select(job => new Measurement<int>(job.Outcome?.Fails == true ? 1 : 0,
            new KeyValuePair<string, object?>("terreau.job", job.Name))) ?? [];
}
