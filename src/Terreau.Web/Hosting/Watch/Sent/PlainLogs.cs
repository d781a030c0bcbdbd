using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Terreau.Web.Hosting.Watch.Sent;

/// <summary>
/// Leaves of a line of the log its sentence without its values, the few values of ours that name no one, and of a failure where it
/// happened. The sentence of an exception, and what other libraries fill into theirs, may repeat what someone typed.
/// </summary>
internal sealed class PlainLogs : BaseProcessor<LogRecord>
{
    private const string Ours = "Terreau.";
    private const string Sentence = "{OriginalFormat}";

    /// <summary>Numbers of ours, names of jobs and of routes.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "Reference", "Route", "Job", "Work", "Mail", "Attempts", "Delivery", "Subscriber", "Since",
    };

    public override void OnEnd(LogRecord data)
    {
        var isOurs = data.CategoryName?.StartsWith(Ours, StringComparison.Ordinal) == true;
        var kept = (data.Attributes ?? []).Where(value => value.Key == Sentence || (isOurs && Kept.Contains(value.Key))).ToList();
        if (data.Exception is { } failure)
        {
            kept.Add(new("exception.type", failure.GetType().FullName));
            kept.Add(new("exception.stacktrace", string.Concat(Chain(failure).Select(Frames))));
            data.Exception = null;
        }
        // What is said without a template is said of something.
        if (!kept.Exists(value => value.Key == Sentence)) data.Body = null;
        data.FormattedMessage = null;
        data.Attributes = kept;
    }

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException) yield return failure;
    }

    private static string Frames(Exception failure) => $"{failure.GetType().FullName}\n{new StackTrace(failure)}";
}
