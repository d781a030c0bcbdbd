using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Terreau.Engine.Hours;
using Kind = Terreau.Web.Domain.Directory.HoursTokenKind;

namespace Terreau.Web.Domain.Directory;

/// <summary>Reads opening hours typed in French: pieces become days, hours and remarks; these become rules. One stranger and all is refused.</summary>
internal sealed class HoursReading
{
    private const string Example = "Exemple\u00A0: du lundi au vendredi 9h-12h et 14h-18h.";

    private readonly List<HoursToken> tokens;
    private readonly List<Item> items = [];
    private readonly HoursRules rules = new();
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
            if (reading.fault is null) reading.Assemble();
            osm = reading.rules.ToOsm();
            reason = reading.fault ?? reading.rules.Fault ?? (osm is null ? $"Aucune heure n’est dite. {Example}" : null);
        }
        return reason is null && osm is not null;
    }

    private enum Part { Days, Spans, Closed, Open, Except, Remark, Season }

    /// <param name="What">What it is.</param>
    /// <param name="Token">Its first piece.</param>
    /// <param name="IsApart">True when a stop or a conjunction stands before it.</param>
    private sealed record Item(Part What, HoursToken Token, bool IsApart)
    {
        public bool IsAfterComma { get; init; }

        /// <summary>True after "et".</summary>
        public bool IsJoined { get; init; }

        public OpeningDays Days { get; init; }

        /// <summary>The days that "sauf" takes back.</summary>
        public OpeningDays Except { get; init; }

        public IReadOnlyList<string> Spans { get; init; } = [];
    }

    private void Collect()
    {
        var (isApart, isAfterComma, isJoined) = (false, false, false);
        while (at < tokens.Count && fault is null)
        {
            var token = tokens[at];
            switch (token.Kind)
            {
                case Kind.Days:
                    items.Add(new Item(Part.Days, token, isApart) { Days = Days(out var except), Except = except, IsAfterComma = isAfterComma, IsJoined = isJoined });
                    break;
                case Kind.Time or Kind.Number or Kind.From or Kind.WholeDay or Kind.HalfDay:
                    items.Add(new Item(Part.Spans, token, isApart) { Spans = Spans() });
                    break;
                case Kind.Break or Kind.List or Kind.Noise:
                    isApart |= token.Kind == Kind.Break || (token.Kind == Kind.List && token.Text != ",");
                    isAfterComma |= token.Text == ",";
                    isJoined |= token.Text.ToLowerInvariant() is "et" or "&";
                    at++;
                    continue;
                case Kind.Closed or Kind.Open or Kind.Except or Kind.Remark or Kind.Season:
                    items.Add(new Item(Enum.Parse<Part>(token.Kind.ToString()), token, isApart) { IsAfterComma = isAfterComma, IsJoined = isJoined });
                    at++;
                    break;
                default:
                    Lost(token);
                    break;
            }
            (isApart, isAfterComma, isJoined) = (false, false, false);
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
        if (!int.IsPow2((int)from) || !int.IsPow2((int)to) || from > OpeningDays.Sunday || to > OpeningDays.Sunday || from == to) return Lost<OpeningDays>(tokens[at]);
        at = end + 1;
        var days = from;
        for (var day = from; day != to; days |= day) day = day == OpeningDays.Sunday ? OpeningDays.Monday : (OpeningDays)((int)day << 1);
        return days;
    }

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
        if (first.Kind == Kind.WholeDay) return "00:00-24:00";
        if (first.Kind == Kind.From)
        {
            at = Skip(at, Kind.Noise);
            return KindAt(at) == Kind.Time ? Checked(tokens[at++].Value) is { } opening ? opening + "+" : null : Lost<string>(first);
        }
        var end = Skip(at + 1, Kind.Noise);
        if (KindAt(at) != Kind.Range || KindAt(end) is not (Kind.Time or Kind.Number) || (first.Kind == Kind.Number && KindAt(end) == Kind.Number))
        {
            fault ??= $"Il manque une heure après « {first.Text} ». {Example}";
            return null;
        }
        var (from, to) = (MinutesOf(first), MinutesOf(tokens[end]));
        at = end + 1;
        // Only an evening goes on past midnight.
        if (to <= from && !(from >= 17 * 60 && to <= 6 * 60)) fault ??= $"« {first.Text} à {tokens[end].Text} » : la fin vient avant le début.";
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

    private void Assemble()
    {
        var isHoursFirst = FirstPart() == Part.Spans;
        string? season = null;
        var isSeasonUsed = true;
        for (var k = 0; k < items.Count && fault is null; k++)
        {
            var (item, next, after) = (items[k], WhatAt(k + 1), WhatAt(k + 2));
            switch (item.What)
            {
                case Part.Season when next == Part.Closed && after != Part.Days:
                    rules.Close(OpeningDays.None, item.Token.Code);
                    k++;
                    break;
                case Part.Season:
                    (season, isSeasonUsed) = (item.Token.Code, false);
                    break;
                case Part.Closed or Part.Except when next == Part.Season:
                    rules.Close(OpeningDays.None, items[++k].Token.Code);
                    k = CloseMore(k, season);
                    break;
                case Part.Closed or Part.Except when next == Part.Days:
                    rules.Close(items[++k].Days, season);
                    isSeasonUsed = true;
                    k = CloseMore(k, season);
                    break;
                case Part.Open:
                    break;
                case Part.Days when next == Part.Closed:
                    rules.Close(item.Days, season);
                    (isSeasonUsed, k) = (true, k + 1);
                    break;
                case Part.Days when next == Part.Spans && !isHoursFirst:
                    Open(item, items[++k].Spans);
                    break;
                case Part.Days when next == Part.Open && after == Part.Spans && !isHoursFirst:
                    Open(item, items[k += 2].Spans);
                    break;
                case Part.Spans when next == Part.Days && isHoursFirst:
                    Open(items[++k], item.Spans);
                    break;
                case Part.Spans when items.TrueForAll(one => one.What is Part.Spans or Part.Open) && item.Spans is ["00:00-24:00"]:
                    rules.OpenAlways();
                    break;
                case Part.Days when next == Part.Remark && !items[k + 1].Token.IsBracketed:
                    Open(item, []);
                    rules.Remark(items[++k].Token.Text);
                    break;
                case Part.Days when next == Part.Open || WhatAt(k - 1) == Part.Open:
                    Open(item, []);
                    break;
                case Part.Remark when next == Part.Days && (k == 0 || item.IsApart || item.IsAfterComma) && !item.Token.IsBracketed && after is not Part.Spans:
                    Open(items[++k], []);
                    rules.Remark(item.Token.Text);
                    break;
                // After a comma it may speak of the last day or of all.
                case Part.Remark when item.IsApart || rules.IsEmpty || (item.IsAfterComma && rules.IsMany):
                    if (item.Token.IsBracketed) Lost(item.Token);
                    else rules.RemarkOnAll(item.Token.Text);
                    break;
                case Part.Remark:
                    rules.Remark(item.Token.Text);
                    break;
                case Part.Spans:
                    fault = $"Dites aussi les jours de « {item.Token.Text} ». {Example}";
                    break;
                case Part.Days:
                    fault = $"« {item.Token.Text} » n’a pas d’heures. {Example}";
                    break;
                default:
                    fault = $"Dites aussi les jours de « {item.Token.Text} ». {Example}";
                    break;
            }
        }
        if (!isSeasonUsed) fault ??= "Dites la période avant les jours et les heures.";

        void Open(Item days, IReadOnlyList<string> spans)
        {
            rules.Open(days.Days & ~days.Except, spans, season);
            if ((days.Except & ~days.Days) is var others && others != OpeningDays.None) rules.Close(others, season);
            isSeasonUsed = true;
        }
    }

    /// <summary>"fermé le lundi, les jours fériés et en août": what goes on from what is closed.</summary>
    /// <returns>The last item that was taken.</returns>
    private int CloseMore(int last, string? season)
    {
        while (last + 1 < items.Count && items[last + 1] is { What: Part.Days or Part.Season } item && (item.IsApart || item.IsAfterComma))
        {
            var (next, after) = (WhatAt(last + 2), WhatAt(last + 3));
            if (item.What == Part.Days)
            {
                if (next is Part.Spans or Part.Open or Part.Closed or Part.Remark) break;
                rules.Close(item.Days, season);
            }
            else
            {
                var isOfWhatFollows = next == Part.Closed || (next == Part.Days && after is Part.Spans or Part.Open or Part.Closed or Part.Remark);
                if (isOfWhatFollows && !item.IsJoined) break;
                if (isOfWhatFollows) fault ??= $"« {item.Token.Text} » se lit de deux façons : mettez un point avant ou après.";
                rules.Close(OpeningDays.None, item.Token.Code);
            }
            last++;
        }
        return last;
    }

    // Whether days or hours come first, apart from days that are closed.
    private Part? FirstPart()
    {
        for (var k = 0; k < items.Count; k++)
        {
            if (items[k].What is Part.Closed or Part.Except && WhatAt(k + 1) == Part.Days) k++;
            else if (items[k].What == Part.Days && WhatAt(k + 1) == Part.Closed) k++;
            else if (items[k].What is Part.Days or Part.Spans) return items[k].What;
        }
        return null;
    }

    private Part? WhatAt(int index) => index >= 0 && index < items.Count ? items[index].What : null;

    private Kind? KindAt(int index) => index >= 0 && index < tokens.Count ? tokens[index].Kind : null;

    private int Skip(int from, params ReadOnlySpan<Kind> kinds)
    {
        while (KindAt(from) is { } kind && kinds.Contains(kind)) from++;
        return from;
    }

    private void Lost(HoursToken token) => fault ??= $"« {token.Text} » n’est pas compris à cette place. {Example}";

    private T? Lost<T>(HoursToken token)
    {
        Lost(token);
        return default;
    }
}
