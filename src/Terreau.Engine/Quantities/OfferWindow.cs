using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Terreau.Engine.Quantities;

/// <summary>
/// When an offer may be asked for: always open, dated spans, the same span every year, or unknown. Its notation is
/// "permanent", "inconnu", "annuel/01-15/03-15", or days "2026-10-01/2026-12-31" (either side may be empty), several
/// separated by ";", bounds included. Two windows written the same are equal.
/// </summary>
[JsonConverter(typeof(Json))]
public sealed class OfferWindow : IEquatable<OfferWindow>
{
    private const string Yearly = "annuel";
    private const string DayFormat = "yyyy-MM-dd";

    private readonly string written;
    private readonly ImmutableArray<DaySpan> spans = [];
    private readonly YearSpan? annual;

    private OfferWindow(string written) => this.written = written;

    private OfferWindow(ImmutableArray<DaySpan> spans)
        : this(string.Join(';', spans.Select(Written))) => this.spans = spans;

    private OfferWindow(YearSpan annual)
        : this($"{Yearly}/{annual}") => this.annual = annual;

    /// <summary>Open all year, no end known.</summary>
    public static OfferWindow Permanent { get; } = new("permanent");

    /// <summary>Nothing is known of the dates.</summary>
    public static OfferWindow Unknown { get; } = new("inconnu");

    /// <summary>True when the days are not known.</summary>
    public bool IsUnknown => !IsPermanent && annual is null && spans.IsEmpty;

    /// <summary>True when one may ask on any day.</summary>
    public bool IsPermanent => ReferenceEquals(this, Permanent);

    /// <summary>False for what was written otherwise than the notation: it counts as unknown and keeps its words.</summary>
    public bool IsReadable => !IsUnknown || ReferenceEquals(this, Unknown);

    /// <summary>The last day of dated spans, after which it will not open again; null when there is none.</summary>
    public DateOnly? EndsOn => spans.IsEmpty || spans.Max(span => span.Closes) == DateOnly.MaxValue ? null : spans.Max(span => span.Closes);

    /// <summary>Dated spans; they are sorted, and may touch or overlap.</summary>
    /// <exception cref="ArgumentException">No span, or a span that closes before it opens.</exception>
    public static OfferWindow Dated(params IEnumerable<DaySpan> spans)
    {
        var sorted = spans.OrderBy(span => span.Opens).ThenBy(span => span.Closes).ToImmutableArray();
        if (sorted.IsEmpty || sorted.Any(span => span.Closes < span.Opens))
            throw new ArgumentException("A dated window needs spans that open before they close.", nameof(spans));
        return new OfferWindow(sorted);
    }

    /// <summary>One span, of which a side may not be known: then it has no beginning or no end. Unknown when neither is.</summary>
    /// <exception cref="ArgumentException">It closes before it opens.</exception>
    public static OfferWindow Between(DateOnly? opens, DateOnly? closes)
        => opens is null && closes is null ? Unknown : Dated(new DaySpan(opens ?? DateOnly.MinValue, closes ?? DateOnly.MaxValue));

    /// <summary>
    /// The same days every year, bounds included; a span such as 1 December – 31 January runs over the new year.
    /// 29 February is read as 28 February in a common year.
    /// </summary>
    /// <exception cref="ArgumentException">A month or day that does not exist.</exception>
    public static OfferWindow Annual(int fromMonth, int fromDay, int toMonth, int toDay)
    {
        if (!Exists(fromMonth, fromDay) || !Exists(toMonth, toDay))
            throw new ArgumentException("The month or the day does not exist.", nameof(fromMonth));
        return new OfferWindow(new YearSpan(fromMonth, fromDay, toMonth, toDay));

        static bool Exists(int month, int day) => month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2024, month);
    }

    /// <summary>Reads the notation. Nothing is unknown; what is not understood counts as unknown too, and keeps its words.</summary>
    public static OfferWindow Read(string? text) => text?.Trim() switch
    {
        null or "" or "inconnu" => Unknown,
        "permanent" => Permanent,
        var said when said.Split('/') is [Yearly, var from, var to] => YearOf(from, to) ?? new OfferWindow(said),
        var said => SpansOf(said) is { IsEmpty: false } spans ? Dated(spans) : new OfferWindow(said),
    };

    /// <summary>True when one may ask on that day. False when unknown.</summary>
    public bool IsOpen(DateOnly day) => SpanAt(day) is { } span && span.Contains(day);

    /// <summary>True when dated and over before that day: it will not open again.</summary>
    public bool IsOver(DateOnly day) => !spans.IsEmpty && SpanAt(day) is null;

    /// <summary>
    /// The span open on that day, or else the next one to open. Null when unknown or over. For a permanent window,
    /// a span from that day to <see cref="DateOnly.MaxValue"/>. Among several open spans, the one that closes last.
    /// </summary>
    public DaySpan? SpanAt(DateOnly day)
        => IsPermanent ? new DaySpan(day, DateOnly.MaxValue) : annual is { } year ? year.SpanOn(day) : DatedSpan(day);

    /// <summary>The first day on or after <paramref name="day"/> on which one may ask; null when unknown or over.</summary>
    public DateOnly? NextDeposit(DateOnly day) => SpanAt(day) is { } span ? (span.Opens > day ? span.Opens : day) : null;

    /// <summary>
    /// Days until the end of the span open on that day (0 = the last day); -1 when closed; null when permanent or unknown.
    /// </summary>
    public int? DaysLeft(DateOnly day)
        => IsPermanent || IsUnknown ? null
            : SpanAt(day) is { } span && span.Contains(day) ? span.Closes.DayNumber - day.DayNumber : -1;

    /// <summary>The notation; for what could not be read, the words as they were.</summary>
    public override string ToString() => written;

    /// <summary>"toute l’année", "chaque année du 15 janvier au 15 mars", "jusqu’au 15 mars 2027", "dates à demander".</summary>
    public string InFrench()
        => IsPermanent ? "toute l’année"
            : ReferenceEquals(this, Unknown) ? "dates à demander"
            : annual is { } year ? $"chaque année {year.InFrench()}"
            : spans.IsEmpty ? written
            : string.Join(" ; ", spans.Select(Words));

    /// <inheritdoc />
    public bool Equals(OfferWindow? other) => other is not null && written == other.written;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as OfferWindow);

    /// <inheritdoc />
    public override int GetHashCode() => written.GetHashCode(StringComparison.Ordinal);

    private DaySpan? DatedSpan(DateOnly day)
    {
        DaySpan? best = null;
        foreach (var span in spans)
        {
            if (span.Closes < day) continue;
            if (span.Opens > day) return best ?? span;
            if (best is null || span.Closes > best.Value.Closes) best = span;
        }

        return best;
    }

    // The leap year lets 29 February be written.
    private static OfferWindow? YearOf(string from, string to)
        => Day("2024-" + from) is { } opens && Day("2024-" + to) is { } closes
            ? Annual(opens.Month, opens.Day, closes.Month, closes.Day) : null;

    // None when one of them is no span.
    private static ImmutableArray<DaySpan> SpansOf(string text)
    {
        var spans = ImmutableArray.CreateBuilder<DaySpan>();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('/') is not [var from, var to] || (from.Length == 0 && to.Length == 0)) return [];
            if ((from.Length == 0 ? DateOnly.MinValue : Day(from)) is not { } opens) return [];
            if ((to.Length == 0 ? DateOnly.MaxValue : Day(to)) is not { } closes || closes < opens) return [];
            spans.Add(new DaySpan(opens, closes));
        }

        return spans.ToImmutable();
    }

    private static DateOnly? Day(string text)
        => DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Written(DaySpan span)
    {
        return $"{Side(span.Opens, DateOnly.MinValue)}/{Side(span.Closes, DateOnly.MaxValue)}";

        static string Side(DateOnly day, DateOnly none) => day == none ? "" : day.ToString(DayFormat, CultureInfo.InvariantCulture);
    }

    private static string Words(DaySpan span)
        => span.Opens == DateOnly.MinValue ? French.Until(span.Closes)
            : span.Closes == DateOnly.MaxValue ? French.From(span.Opens)
            : $"du {French.Date(span.Opens)} au {French.Date(span.Closes)}";

    private readonly record struct YearSpan(int FromMonth, int FromDay, int ToMonth, int ToDay)
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

        public string InFrench()
            => $"du {French.DayAndMonth(In(2024, FromMonth, FromDay))} au {French.DayAndMonth(In(2024, ToMonth, ToDay))}";

        public override string ToString()
            => string.Create(CultureInfo.InvariantCulture, $"{FromMonth:00}-{FromDay:00}/{ToMonth:00}-{ToDay:00}");

        private static DateOnly In(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
    }

    /// <summary>In JSON it is its notation.</summary>
    internal sealed class Json : JsonConverter<OfferWindow>
    {
        /// <inheritdoc />
        public override OfferWindow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => OfferWindow.Read(reader.GetString());

        /// <inheritdoc />
        public override void Write(Utf8JsonWriter writer, OfferWindow value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.written);
    }
}
