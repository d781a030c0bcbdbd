using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Terreau.Engine.Hours;

/// <summary>
/// Reads the rules of an <c>opening_hours</c> text from left to right; the first thing that is not understood stops it, with a reason.
/// </summary>
internal sealed class OpeningRuleReader
{
    private static readonly string[] States = ["open", "closed", "off", "unknown"];

    private readonly string text;
    private int at;
    private string? reason;

    private OpeningRuleReader(string text) => this.text = text;

    /// <summary>By beginning, then by end.</summary>
    public static IComparer<OpeningSpan> ByTime { get; } =
        Comparer<OpeningSpan>.Create((one, other) => (one.FromMinute, one.ToMinute).CompareTo((other.FromMinute, other.ToMinute)));

    public static bool TryRead(string text, out IReadOnlyList<OpeningRule> rules, [NotNullWhen(false)] out string? reason)
    {
        var reader = new OpeningRuleReader(text);
        rules = reader.Rules();
        if (reader.reason is null && rules.Count == 0) reader.reason = "Ces horaires sont vides.";
        reason = reader.reason;
        return reason is null;
    }

    /// <summary>True when no hours of a sorted list lie over others.</summary>
    public static bool AreApart(IReadOnlyList<OpeningSpan> spans)
        => spans.Zip(spans.Skip(1)).All(
            pair => pair.First.ToMinute <= pair.Second.FromMinute && pair.First.FromMinute < pair.Second.FromMinute);

    private List<OpeningRule> Rules()
    {
        var (rules, link) = (new List<OpeningRule>(), OpeningLink.Replaces);
        Blanks();
        while (at < text.Length && reason is null)
        {
            var rule = Rule(link);
            if (rule is null) break;
            rules.Add(rule);
            Blanks();
            if (at == text.Length) break;
            if (Take("||")) link = OpeningLink.Otherwise;
            else if (Take(";")) link = OpeningLink.Replaces;
            else if (Take(",")) link = OpeningLink.Adds;
            else
            {
                Refuse();
                break;
            }
            Blanks();
            // Many end their rules by a semicolon.
            if (at == text.Length && link != OpeningLink.Replaces) reason = "Il manque une règle à la fin de ces horaires.";
        }
        return rules;
    }

    private OpeningRule? Rule(OpeningLink link)
    {
        var start = at;
        var isAlways = Take("24/7");
        List<OpeningSeason> seasons = isAlways ? [] : Seasons();
        var announced = -1;
        if (seasons.Count > 0 && Take(":")) Announce();
        var days = isAlways || reason is not null ? OpeningDays.None : Days();
        Blanks();
        if (days != OpeningDays.None && Take(":")) Announce();
        List<OpeningSpan> spans = isAlways || reason is not null ? [] : Spans();
        Blanks();
        var word = reason is null ? Array.Find(States, TakeWord) : null;
        Blanks();
        var comment = reason is null ? Comment() : null;
        // Nothing at all, or a colon with nothing after it: "Tu:, We" would be written "Tu, We", which is one list.
        if (reason is null && (at == start || at == announced)) Refuse();
        return reason is not null ? null
            : new OpeningRule { Link = link, IsAlways = isAlways, Seasons = seasons, Days = days, Spans = spans, Word = word,
                Comment = comment };

        void Announce()
        {
            Blanks();
            announced = at;
        }
    }

    private List<OpeningSeason> Seasons()
    {
        var seasons = new List<OpeningSeason>();
        while (reason is null && Month() is > 0 and var month)
        {
            var day = DayOfMonth(month);
            var (toMonth, toDay) = (month, day);
            Blanks();
            if (Take("-"))
            {
                Blanks();
                toMonth = Month();
                toDay = toMonth > 0 ? DayOfMonth(toMonth) : day > 0 ? DayOfMonth(month) : 0;
                if (toMonth == 0) toMonth = toDay > 0 ? month : 0;
                // "Aug 16-Sep" and "Aug-Sep 15" leave one end in the air.
                if (toMonth == 0 || (toDay == 0) != (day == 0) || (toMonth == month && toDay < day)) Refuse();
            }
            if (reason is not null) break;
            seasons.Add(new OpeningSeason(month, day, toMonth, toDay));
            Blanks();
            var comma = at;
            if (!Take(",")) break;
            Blanks();
            if (PeekMonth() == 0)
            {
                at = comma;
                break;
            }
        }
        return seasons;
    }

    private OpeningDays Days()
    {
        var days = OpeningDays.None;
        while (PeekDay() is { } code)
        {
            at += 2;
            if (Peek() == '[')
            {
                reason = "Le rang d’un jour dans le mois n’est pas pris en charge.";
                return days;
            }
            var from = OpeningDayRuns.IndexOf(code);
            if (from < 0) days |= code == "PH" ? OpeningDays.PublicHolidays : OpeningDays.SchoolHolidays;
            else
            {
                var to = from;
                Blanks();
                if (Take("-"))
                {
                    Blanks();
                    to = PeekDay() is { } end ? OpeningDayRuns.IndexOf(end) : -1;
                    if (to < 0)
                    {
                        Refuse();
                        return days;
                    }
                    at += 2;
                }
                for (var day = from; ; day = (day + 1) % 7)
                {
                    days |= OpeningDayRuns.At(day);
                    if (day == to) break;
                }
            }
            Blanks();
            var comma = at;
            if (!Take(",")) break;
            Blanks();
            if (PeekDay() is null)
            {
                at = comma;
                break;
            }
        }
        if (PeekDay() is not null) reason = "Des jours fériés ou de vacances croisés avec des jours ne sont pas pris en charge.";
        return days;
    }

    private List<OpeningSpan> Spans()
    {
        var spans = new List<OpeningSpan>();
        while (reason is null && char.IsAsciiDigit(Peek()))
        {
            if (Span() is not { } span) break;
            spans.Add(span);
            Blanks();
            var comma = at;
            if (!Take(",")) break;
            Blanks();
            if (!char.IsAsciiDigit(Peek()))
            {
                at = comma;
                break;
            }
        }
        spans.Sort(ByTime);
        if (reason is null && !AreApart(spans)) reason = "Deux plages d’heures se chevauchent.";
        return spans;
    }

    private OpeningSpan? Span()
    {
        var start = at;
        var from = Time();
        if (from is < 0 or >= OpeningSpan.Day) return Refused();
        Blanks();
        if (Take("+")) return new OpeningSpan(from, from, true);
        if (!Take("-")) return Refused();
        Blanks();
        var to = Time();
        if (to < 0) return Refused();
        // "22:00-02:00" ends the next day, and so does "22:00-26:00".
        if (to < from) to += OpeningSpan.Day;
        if (to == from || to - from > OpeningSpan.Day) return Refused();
        if (Peek() == '/') return Refused();
        return new OpeningSpan(from, to, Take("+"));

        OpeningSpan? Refused()
        {
            at = start;
            Refuse();
            return null;
        }
    }

    // Minutes after midnight, up to 48:00; -1 when it is no time.
    private int Time()
    {
        var start = at;
        while (char.IsAsciiDigit(Peek())) at++;
        if (at - start is not (1 or 2) || Peek() != ':' || at + 3 > text.Length || !char.IsAsciiDigit(text[at + 1])
            || !char.IsAsciiDigit(text[at + 2])) return -1;
        var (hour, minute) = (int.Parse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture),
            int.Parse(text.AsSpan(at + 1, 2), CultureInfo.InvariantCulture));
        at += 3;
        return minute < 60 && !char.IsAsciiDigit(Peek()) && (hour < 48 || (hour == 48 && minute == 0)) ? (hour * 60) + minute : -1;
    }

    private string? Comment()
    {
        if (Peek() != '"') return null;
        var end = text.IndexOf('"', at + 1);
        var comment = end < 0 ? "" : text[(at + 1)..end].Trim();
        if (comment.Length == 0 || comment.Any(char.IsControl))
        {
            reason = end < 0 ? "Il manque un guillemet à la fin d’un commentaire."
                : "Un commentaire de ces horaires est vide ou illisible.";
            return null;
        }
        at = end + 1;
        return comment;
    }

    private int PeekMonth()
        => at + 3 <= text.Length && (at + 3 == text.Length || !char.IsLetter(text[at + 3]))
            ? Array.IndexOf(OpeningSeason.Months, text.Substring(at, 3)) + 1 : 0;

    private int Month()
    {
        var month = PeekMonth();
        if (month > 0) at += 3;
        return month;
    }

    // 0 when no day follows; "Aug 09:00" is an hour.
    private int DayOfMonth(int month)
    {
        var start = at;
        Blanks();
        var from = at;
        while (char.IsAsciiDigit(Peek())) at++;
        if (at - from is 1 or 2 && Peek() != ':')
        {
            var day = int.Parse(text.AsSpan(from, at - from), CultureInfo.InvariantCulture);
            // 2000 was a leap year: a rule may speak of 29 February.
            if (day >= 1 && day <= DateTime.DaysInMonth(2000, month)) return day;
            at = from;
            Refuse();
            return 0;
        }
        at = start;
        return 0;
    }

    private string? PeekDay()
    {
        if (at + 2 > text.Length || (at + 2 < text.Length && char.IsLetter(text[at + 2]))) return null;
        var code = text.Substring(at, 2);
        return code is "PH" or "SH" || OpeningDayRuns.IndexOf(code) >= 0 ? code : null;
    }

    private char Peek() => at < text.Length ? text[at] : '\0';

    private bool Take(string sign)
    {
        if (string.CompareOrdinal(text, at, sign, 0, sign.Length) != 0) return false;
        at += sign.Length;
        return true;
    }

    private bool TakeWord(string word)
        => (at + word.Length >= text.Length || !char.IsLetter(text[at + word.Length])) && Take(word);

    private void Blanks()
    {
        while (char.IsWhiteSpace(Peek())) at++;
    }

    private void Refuse()
    {
        var rest = text[at..].Trim();
        reason ??= rest.Length == 0 ? "Ces horaires s’arrêtent trop tôt."
            : $"« {(rest.Length <= 20 ? rest : rest[..20] + "…")} » n’est pas compris dans ces horaires.";
    }
}
