using System.Collections.Immutable;

namespace Terreau.Engine.Quantities;

/// <summary>A span of days, both bounds included.</summary>
/// <param name="Opens">First day one may ask.</param>
/// <param name="Closes">Last day one may ask, until its end in Paris time.</param>
public readonly record struct DaySpan(DateOnly Opens, DateOnly Closes)
{
    /// <summary>True on both bounds and between.</summary>
    public bool Contains(DateOnly day) => day >= Opens && day <= Closes;
}

/// <summary>When an offer may be asked for. Closed: always open, dated spans, the same span every year, or unknown.</summary>
public abstract record OfferWindow
{
    private OfferWindow()
    {
    }

    /// <summary>Open all year, no end known.</summary>
    public static OfferWindow Permanent { get; } = new PermanentWindow();

    /// <summary>Nothing is known of the dates.</summary>
    public static OfferWindow Unknown { get; } = new UnknownWindow();

    /// <summary>Dated spans; they are sorted, and may touch or overlap.</summary>
    /// <exception cref="ArgumentException">No span, or a span that closes before it opens.</exception>
    public static OfferWindow Dated(params IEnumerable<DaySpan> spans)
    {
        var sorted = spans.OrderBy(span => span.Opens).ThenBy(span => span.Closes).ToImmutableArray();
        if (sorted.IsEmpty || sorted.Any(span => span.Closes < span.Opens))
            throw new ArgumentException("A dated window needs spans that open before they close.", nameof(spans));
        return new DatedWindow(sorted);
    }

    /// <summary>
    /// The same days every year, bounds included; a span such as 1 December – 31 January runs over the new year.
    /// 29 February is read as 28 February in a common year.
    /// </summary>
    /// <exception cref="ArgumentException">A month or day that does not exist.</exception>
    public static OfferWindow Annual(int fromMonth, int fromDay, int toMonth, int toDay)
    {
        if (!Exists(fromMonth, fromDay) || !Exists(toMonth, toDay))
            throw new ArgumentException("The month or the day does not exist.", nameof(fromMonth));
        return new AnnualWindow(fromMonth, fromDay, toMonth, toDay);

        static bool Exists(int month, int day) => month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2024, month);
    }

    /// <summary>True when the days are not known.</summary>
    public bool IsUnknown => this is UnknownWindow;

    /// <summary>True when one may ask on any day.</summary>
    public bool IsPermanent => this is PermanentWindow;

    /// <summary>True when one may ask on that day. False when unknown.</summary>
    public bool IsOpen(DateOnly day) => SpanAt(day) is { } span && span.Contains(day);

    /// <summary>True when dated and over before that day: it will not open again.</summary>
    public bool IsOver(DateOnly day) => this is DatedWindow && SpanAt(day) is null;

    /// <summary>
    /// The span open on that day, or else the next one to open. Null when unknown or over. For a permanent window,
    /// a span from that day to <see cref="DateOnly.MaxValue"/>. Among several open spans, the one that closes last.
    /// </summary>
    public DaySpan? SpanAt(DateOnly day) => this switch
    {
        PermanentWindow => new DaySpan(day, DateOnly.MaxValue),
        DatedWindow dated => dated.SpanOn(day),
        AnnualWindow annual => annual.SpanOn(day),
        _ => null,
    };

    /// <summary>The first day on or after <paramref name="day"/> on which one may ask; null when unknown or over.</summary>
    public DateOnly? NextDeposit(DateOnly day) => SpanAt(day) is { } span ? (span.Opens > day ? span.Opens : day) : null;

    /// <summary>
    /// Days until the end of the span open on that day (0 = the last day); -1 when closed; null when permanent or unknown.
    /// </summary>
    public int? DaysLeft(DateOnly day) => this switch
    {
        PermanentWindow or UnknownWindow => null,
        _ => SpanAt(day) is { } span && span.Contains(day) ? span.Closes.DayNumber - day.DayNumber : -1,
    };

    private sealed record PermanentWindow : OfferWindow;

    private sealed record UnknownWindow : OfferWindow;

    private sealed record DatedWindow(ImmutableArray<DaySpan> Spans) : OfferWindow
    {
        public DaySpan? SpanOn(DateOnly day)
        {
            DaySpan? best = null;
            foreach (var span in Spans)
            {
                if (span.Closes < day) continue;
                if (span.Opens > day) return best ?? span;
                if (best is null || span.Closes > best.Value.Closes) best = span;
            }

            return best;
        }

        public bool Equals(DatedWindow? other) => other is not null && Spans.AsSpan().SequenceEqual(other.Spans.AsSpan());

        public override int GetHashCode() => Spans.Aggregate(Spans.Length, HashCode.Combine);
    }

    private sealed record AnnualWindow(int FromMonth, int FromDay, int ToMonth, int ToDay) : OfferWindow
    {
        public DaySpan? SpanOn(DateOnly day)
        {
            for (var year = Math.Max(1, day.Year - 1); year <= Math.Min(9998, day.Year + 1); year++)
            {
                var opens = In(year, FromMonth, FromDay);
                var wraps = (ToMonth, ToDay).CompareTo((FromMonth, FromDay)) < 0;
                var closes = In(wraps ? year + 1 : year, ToMonth, ToDay);
                if (closes >= day) return new DaySpan(opens, closes);
            }

            return null;
        }

        private static DateOnly In(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
    }
}
