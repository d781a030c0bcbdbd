using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Kind = Terreau.Engine.Hours.HoursTokenKind;

namespace Terreau.Engine.Hours;

/// <summary>
/// Reads opening hours typed in French: pieces become days, hours and remarks, of which <see cref="HoursAssembly"/> makes rules. One
/// stranger and all is refused.
/// </summary>
internal sealed class HoursReading
{
    public const string Example = "Exemple\u00A0: du lundi au vendredi 9h-12h et 14h-18h.";

    private readonly List<HoursToken> tokens;
    private readonly List<HoursItem> items = [];
    private int at;
    private string? fault;

    private HoursReading(List<HoursToken> tokens) => this.tokens = tokens;

    /// <summary>The text in the syntax of OSM, or why it cannot be read, as a sentence.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? osm, [NotNullWhen(false)] out string? reason)
    {
        (osm, reason) = (null, null);
        if (text.Length > 2 * OpeningHours.MaxLength) reason = $"Ces horaires sont trop longs. {Example}";
        else if (HoursTokens.Of(text, out var stranger) is not { } tokens) reason = $"« {stranger} » n’est pas compris. {Example}";
        else
        {
            var reading = new HoursReading(tokens);
            reading.Collect();
            if (reading.fault is null) HoursAssembly.TryAssemble(reading.items, out osm, out reason);
            else reason = reading.fault;
        }
        return reason is null && osm is not null;
    }

    public static string Misplaced(HoursToken token) => $"« {token.Text} » n’est pas compris à cette place. {Example}";

    private void Collect()
    {
        var (isApart, isAfterComma, isJoined) = (false, false, false);
        while (at < tokens.Count && fault is null)
        {
            var token = tokens[at];
            if (token.Kind is Kind.Break or Kind.List or Kind.Noise)
            {
                isApart |= token.Kind == Kind.Break || (token.Kind == Kind.List && token.Text != ",");
                isAfterComma |= token.Text == ",";
                isJoined |= token.Text.ToLowerInvariant() is "et" or "&";
                at++;
                continue;
            }
            if (Item(token) is { } item) items.Add(item with { IsApart = isApart, IsAfterComma = isAfterComma, IsJoined = isJoined });
            (isApart, isAfterComma, isJoined) = (false, false, false);
        }
    }

    private HoursItem? Item(HoursToken token)
    {
        switch (token.Kind)
        {
            case Kind.Days:
                return new HoursItem(HoursPart.Days, token) { Days = Days(out var except), Except = except };
            case Kind.Time or Kind.Number or Kind.From or Kind.WholeDay or Kind.HalfDay:
                return new HoursItem(HoursPart.Spans, token) { Spans = Spans() };
            case Kind.Closed or Kind.Open or Kind.Except or Kind.Remark or Kind.Season:
                at++;
                return new HoursItem(Enum.Parse<HoursPart>(token.Kind.ToString()), token);
            default:
                return Lost<HoursItem>(token);
        }
    }

    private OpeningDays Days(out OpeningDays except)
    {
        (var days, except) = (DayOrRange(), OpeningDays.None);
        while (fault is null)
        {
            var next = Skip(at, Kind.List, Kind.Noise);
            if (KindAt(next) == Kind.Days)
            {
                at = next;
                days |= DayOrRange();
            }
            else if (KindAt(next) == Kind.Except && Skip(next + 1, Kind.Noise) is var excepted && KindAt(excepted) == Kind.Days)
            {
                at = excepted;
                except |= DayOrRange();
            }
            else break;
        }
        return days;
    }

    private OpeningDays DayOrRange()
    {
        var from = tokens[at++].Days;
        if (KindAt(at) != Kind.Range) return from;
        var end = Skip(at + 1, Kind.Noise);
        // "lundi à partir de 9 h" and "lundi - 9 h" go on with hours.
        if (KindAt(end) is not Kind.Days) return from;
        var to = tokens[end].Days;
        if (!IsOneDay(from) || !IsOneDay(to) || from == to) return Lost<OpeningDays>(tokens[at]);
        at = end + 1;
        var days = from;
        for (var day = from; day != to; days |= day) day = day == OpeningDays.Sunday ? OpeningDays.Monday : (OpeningDays)((int)day << 1);
        return days;
    }

    private static bool IsOneDay(OpeningDays days) => int.IsPow2((int)days) && days <= OpeningDays.Sunday;

    private List<string> Spans()
    {
        var spans = new List<string>();
        for (var next = at; IsSpanAt(next) && fault is null; next = Skip(at, Kind.List, Kind.Break, Kind.Noise))
        {
            at = next;
            if (Span() is { } span) spans.Add(span);
            // "9h à 12h - 14h à 18h": after whole hours a dash parts.
            if (KindAt(at) == Kind.Range && tokens[at].Text is "-" or "–" or "—" && IsSpanAt(at + 1)) at++;
        }
        if (spans.Count == 0) fault ??= $"« {tokens[at].Text} » n’a pas d’heures. {Example}";
        return spans;
    }

    private bool IsSpanAt(int index)
        => KindAt(index) is Kind.Time or Kind.Number or Kind.From or Kind.WholeDay
            || (KindAt(index) == Kind.HalfDay && KindAt(AfterHalf(index)) is Kind.Time or Kind.Number or Kind.From);

    private int AfterHalf(int index) => Skip(index + 1, Kind.Noise, Kind.Break);

    private string? Span()
    {
        var half = KindAt(at) == Kind.HalfDay ? tokens[at] : null;
        if (half is not null) at = AfterHalf(at);
        var first = tokens[at++];
        return first.Kind switch
        {
            Kind.WholeDay => "00:00-24:00",
            Kind.From => OpenEnd(first),
            _ => Bounded(first, half),
        };
    }

    private string? OpenEnd(HoursToken first)
    {
        at = Skip(at, Kind.Noise);
        if (KindAt(at) != Kind.Time) return Lost<string>(first);
        return Checked(tokens[at++].Value) is { } opening ? opening + "+" : null;
    }

    private string? Bounded(HoursToken first, HoursToken? half)
    {
        var end = Skip(at + 1, Kind.Noise);
        if (KindAt(at) != Kind.Range || KindAt(end) is not (Kind.Time or Kind.Number)
            || (first.Kind == Kind.Number && KindAt(end) == Kind.Number))
        {
            fault ??= $"Il manque une heure après « {first.Text} ». {Example}";
            return null;
        }
        var (from, to) = (MinutesOf(first), MinutesOf(tokens[end]));
        at = end + 1;
        // Only an evening goes on past midnight.
        if (to <= from && !(from >= 17 * 60 && to <= 6 * 60))
            fault ??= $"« {first.Text} à {tokens[end].Text} » : la fin vient avant le début.";
        if (half is not null && !IsIn(half.Text, from)) fault ??= $"« {half.Text} » ne va pas avec « {first.Text} ».";
        var isLater = KindAt(at) == Kind.Later;
        if (isLater) at++;
        return Checked(from) is { } start && Checked(to) is { } stop ? $"{start}-{stop}{(isLater ? "+" : "")}" : null;
    }

    private string? Checked(int minutes)
    {
        if (minutes > OpeningSpan.Day) fault ??= "Une heure va de 0 h à 24 h.";
        return fault is null ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}") : null;
    }

    private static int MinutesOf(HoursToken token) => token.Kind == Kind.Number ? token.Value * 60 : token.Value;

    private static bool IsIn(string half, int minutes) => char.ToLowerInvariant(half[0]) switch
    {
        'm' => minutes < (12 * 60) + 30,
        'a' => minutes is >= 12 * 60 and < 19 * 60,
        _ => minutes >= 17 * 60,
    };

    private Kind? KindAt(int index) => index >= 0 && index < tokens.Count ? tokens[index].Kind : null;

    private int Skip(int from, params ReadOnlySpan<Kind> kinds)
    {
        while (KindAt(from) is { } kind && kinds.Contains(kind)) from++;
        return from;
    }

    private T? Lost<T>(HoursToken token)
    {
        fault ??= Misplaced(token);
        return default;
    }
}
