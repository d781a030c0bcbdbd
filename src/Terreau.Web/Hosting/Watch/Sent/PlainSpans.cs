using System.Diagnostics;
using OpenTelemetry;

namespace Terreau.Web.Hosting.Watch.Sent;

/// <summary>
/// Leaves of a span what tells of the site and nothing that tells of a visitor: not the address that was asked for, not what was
/// searched, not the browser, not the host that was claimed. What is let through is named; what a new version of a library adds is not
/// let through.
/// </summary>
internal sealed class PlainSpans : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type",
        "terreau.job", "terreau.outcome",
    };

    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.Where(tag => !Kept.Contains(tag.Key)).ToList()) data.SetTag(name, null);
        // The sentence of an exception may repeat what someone typed.
        if (data.StatusDescription is not null) data.SetStatus(data.Status);
    }
}
