using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Terreau.Engine.Hours;

/// <summary>When a place is open, in the syntax of the OSM tag <c>opening_hours</c>.</summary>
/// <remarks>
/// Source: OpenStreetMap wiki, "Key:opening_hours/specification", version 0.7.4 (read in 2026). Taken: days and their ranges and lists,
/// PH and SH, hours up to 24 hours long (past midnight, open ends), months and dates without year, <c>24/7</c>, the states open, closed,
/// off and unknown, comments, and the three links between rules. Refused with a reason: years, weeks, ranks ("Mo[1]"), sunrise and
/// sunset, steps, holidays crossed with days. Two values are equal when they are written alike once blanks, digits and lists are put in
/// order; "Mo" and "Mo open" mean the same and are not equal.
/// </remarks>
public sealed class OpeningHours : IEquatable<OpeningHours>
{
    /// <summary>The most characters that are read, once in order.</summary>
    public const int MaxLength = 500;

    private readonly string text;

    private OpeningHours(IReadOnlyList<OpeningRule> rules)
    {
        Rules = rules;
        var written = new StringBuilder();
        foreach (var rule in rules)
        {
            if (written.Length > 0)
                written.Append(rule.Link switch { OpeningLink.Adds => ", ", OpeningLink.Otherwise => " || ", _ => "; " });
            written.Append(rule);
        }
        text = written.ToString();
    }

    /// <summary>The rules, in their order; at least one.</summary>
    public IReadOnlyList<OpeningRule> Rules { get; }

    /// <summary>Reads opening hours; case counts, blanks do not. False and null on anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OpeningHours? hours) => TryParse(text, out hours, out _);

    /// <summary>Reads opening hours, and says in a French sentence why a text is refused.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OpeningHours? hours, [NotNullWhen(false)] out string? reason)
    {
        hours = null;
        if ((text?.Length ?? 0) > 4 * MaxLength)
        {
            reason = TooLong;
            return false;
        }
        if (!OpeningRuleReader.TryRead(text ?? "", out var rules, out reason)) return false;
        var read = new OpeningHours(rules);
        if (read.text.Length > MaxLength)
        {
            reason = TooLong;
            return false;
        }
        hours = read;
        return true;
    }

    /// <summary>What is said of a day.</summary>
    /// <param name="day">The day; hours that begin the evening before belong to that evening.</param>
    /// <param name="isPublicHoliday">Whether it is a public holiday there.</param>
    /// <returns>
    /// Null when nothing certain is said: no rule speaks of it, rules contradict each other within the day, it is a public holiday of
    /// which nothing is said, or the answer depends on school holidays, which are not known here.
    /// </returns>
    public DayHours? On(DateOnly day, bool isPublicHoliday)
    {
        var kinds = OpeningDayRuns.Of(day) | (isPublicHoliday ? OpeningDays.PublicHolidays : OpeningDays.None);
        if (isPublicHoliday && !Rules.Any(rule => rule.IsAlways || rule.Days.HasFlag(OpeningDays.PublicHolidays))) return null;
        if (!TryResolve(kinds, day, out var answer)) return null;
        if (!Rules.Any(rule => rule.Days.HasFlag(OpeningDays.SchoolHolidays))) return answer;
        return TryResolve(kinds | OpeningDays.SchoolHolidays, day, out var other) && DayHours.AreSame(answer, other) ? answer : null;
    }

    /// <summary>The same week all year, days that are alike together, in the order of the week, public holidays last.</summary>
    /// <returns>Null when the hours depend on the season or on school holidays, or cannot be laid out by day. Days of which nothing is said
    /// are left out.</returns>
    public IReadOnlyList<(OpeningDays Days, DayHours Hours)>? Week()
    {
        if (Rules.Any(rule => rule.Seasons.Count > 0 || rule.Days.HasFlag(OpeningDays.SchoolHolidays))) return null;
        var week = new List<(OpeningDays Days, DayHours Hours)>();
        for (var index = 0; index < 7; index++)
        {
            if (!TryResolve(OpeningDayRuns.At(index), null, out var hours)) return null;
            Put(OpeningDayRuns.At(index), hours);
        }
        if (Rules.Any(rule => rule.Days.HasFlag(OpeningDays.PublicHolidays)))
        {
            if (!TryResolve(OpeningDays.PublicHolidays, null, out var hours)) return null;
            Put(OpeningDays.PublicHolidays, hours);
        }
        return week;

        void Put(OpeningDays day, DayHours? hours)
        {
            if (hours is null) return;
            var at = week.FindIndex(line => DayHours.AreSame(line.Hours, hours));
            if (at < 0) week.Add((day, hours));
            else week[at] = (week[at].Days | day, hours);
        }
    }

    /// <inheritdoc/>
    public bool Equals(OpeningHours? other) => other is not null && text == other.text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OpeningHours);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The one way of writing them: "Mo-Fr 09:00-12:00,14:00-18:00; PH off". It reads back as the same value.</summary>
    public override string ToString() => text;

    private static string TooLong => $"Ces horaires dépassent {MaxLength} caractères : écrivez-les plus court.";

    // False when what is said of the day cannot be told as one list of hours.
    private bool TryResolve(OpeningDays kinds, DateOnly? day, out DayHours? said)
    {
        said = null;
        foreach (var rule in Rules.Where(rule => rule.Holds(kinds, day)))
        {
            // Hours taken out of others: the rest is not computed.
            if (rule.State == OpeningState.Closed && rule.Spans.Count > 0) return false;
            var own = new DayHours(rule.State, rule.IsAlways ? [new OpeningSpan(0, OpeningSpan.Day, false)] : rule.Spans, rule.Comment);
            switch (rule.Link)
            {
                case OpeningLink.Otherwise when said is { State: not OpeningState.Closed }:
                    break;
                case OpeningLink.Adds when said is { State: not OpeningState.Closed } && own.State != OpeningState.Closed:
                    if (said.State != own.State || said.Comment != own.Comment || said.Spans.Count == 0 || own.Spans.Count == 0)
                        return false;
                    List<OpeningSpan> spans = [.. said.Spans.Concat(own.Spans).Order(OpeningRuleReader.ByTime)];
                    if (!OpeningRuleReader.AreApart(spans)) return false;
                    said = said with { Spans = spans };
                    break;
                default:
                    said = own;
                    break;
            }
        }
        return true;
    }
}

/// <summary>What opening hours say of one day.</summary>
/// <param name="State">Open, closed or unknown.</param>
/// <param name="Spans">The hours, sorted; none when no hour is said.</param>
/// <param name="Comment">What is said beside; null when nothing is.</param>
public sealed record DayHours(OpeningState State, IReadOnlyList<OpeningSpan> Spans, string? Comment)
{
    internal static bool AreSame(DayHours? one, DayHours? other)
        => one is null || other is null
            ? one is null && other is null
            : one.State == other.State && one.Comment == other.Comment && one.Spans.SequenceEqual(other.Spans);
}
