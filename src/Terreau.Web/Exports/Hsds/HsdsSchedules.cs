using Terreau.Engine.Hours;

namespace Terreau.Web.Exports.Hsds;

/// <summary>
/// Opening hours as schedules of HSDS: one for each set of days and span, in the time of the place; what they cannot say stands in words.
/// </summary>
internal static class HsdsSchedules
{
    /// <param name="text">The hours of the sheet; null while unknown.</param>
    /// <param name="identity">An identity of its own for each, by what tells it from the others.</param>
    public static IReadOnlyList<HsdsRecords.Schedule>? Of(string? text, Func<string, Guid> identity)
    {
        if (!OpeningHours.TryParse(text, out var hours)) return null;
        var words = HoursWords.Of(hours);
        var spans = (hours.Week() ?? []).Where(line => line.Hours.State == OpeningState.Open && line.Days.Runs().Count > 0)
            .SelectMany(line => line.Hours.Spans.Select(span => (line.Days, Span: span))).ToList();
        if (spans.Count == 0) return [new HsdsRecords.Schedule { Id = identity("schedule"), Description = words }];
        return [.. spans.Select(line => new HsdsRecords.Schedule
        {
            Id = identity($"schedule {line.Days.ToCode()} {line.Span}"), Description = words, Frequency = "WEEKLY",
            Days = DaysOf(line.Days),
            OpensAt = OpeningSpan.Clock(line.Span.FromMinute),
            ClosesAt = line.Span.IsOpenEnd
                ? null : OpeningSpan.Clock(line.Span.IsWholeDay ? OpeningSpan.Day - 1 : line.Span.ToMinute % OpeningSpan.Day),
        })];
    }

    private static string DaysOf(OpeningDays days)
        => string.Join(',', Enumerable.Range(0, 7).Select(OpeningDayRuns.At).Where(day => days.HasFlag(day))
            .Select(day => day.ToCode().ToUpperInvariant()));
}
