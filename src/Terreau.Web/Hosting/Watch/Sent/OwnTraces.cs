using System.Diagnostics;

namespace Terreau.Web.Hosting.Watch.Sent;

/// <summary>
/// Every trace begins here: what a visitor writes into the headers of propagation (traceparent, tracestate, baggage) is not read. It
/// would be sent on as it came, and the number that a person is shown on a failure begins that of the trace. Nor is anything of a
/// trace given to those whom the site asks.
/// </summary>
internal sealed class OwnTraces : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => [];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) { }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) => traceId = traceState = null;

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
