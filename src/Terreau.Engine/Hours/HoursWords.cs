using System.Globalization;

namespace Terreau.Engine.Hours;

/// <summary>Opening hours as people say them.</summary>
public static class HoursWords
{
    private const char Hard = French.HardSpace;

    private static readonly string[] Days = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

    /// <summary>"lundi au vendredi : 9 h à 12 h et 14 h à 18 h ; fermé les jours fériés".</summary>
    public static string Of(OpeningHours hours) => string.Join($"{Hard}; ", hours.Rules.Select(Of));

    /// <summary>The words of hours that are kept as text; the text itself when it cannot be read.</summary>
    public static string Of(string text) => OpeningHours.TryParse(text, out var hours) ? Of(hours) : text;

    /// <summary>A line for each set of days that are alike, else one for each rule.</summary>
    public static IReadOnlyList<string> Lines(OpeningHours hours)
        => [.. (hours.Rules.Any(rule => rule.IsAlways || rule.IsCommentAlone) ? null : hours.Week()) is { Count: > 0 } week
            // What is open is looked for first.
            ? week.OrderBy(line => line.Hours.State == OpeningState.Closed)
                .Select(line => French.Capital(Said(line.Days, null, line.Hours)))
            : hours.Rules.Select(rule => French.Capital(Of(rule)))];

    /// <summary>"ouvert de 9 h à 12 h et de 14 h à 18 h", "fermé": what is certain of a day; null when nothing is.</summary>
    public static string? Today(DayHours? day) => day switch
    {
        { State: OpeningState.Closed, Comment: null } => "fermé",
        // A comment may take back what the hours say; this one does not.
        { State: OpeningState.Open } when day.Comment is null || day.Comment.Equals("sans rendez-vous", StringComparison.OrdinalIgnoreCase)
            => day.Spans.Count == 0 ? "ouvert" : day.Spans is [{ IsWholeDay: true }] ? "ouvert toute la journée"
                : $"ouvert {French.List([.. day.Spans.Select(span => Span(span, from: "de "))])}",
        _ => null,
    };

    private static string Of(OpeningRule rule)
    {
        if (rule.IsAlways && rule.State == OpeningState.Open) return $"24{Hard}h sur 24, 7{Hard}jours sur 7{Beside(rule.Comment)}";
        if (rule.IsCommentAlone) return rule.Comment!;
        var seasons = rule.Seasons.Count == 0 ? null : French.List([.. rule.Seasons.Select(Season)]);
        return (rule.Link == OpeningLink.Otherwise ? "sinon, " : "")
            + Said(rule.Days, seasons, new DayHours(rule.State, rule.Spans, rule.Comment));
    }

    private static string Said(OpeningDays days, string? seasons, DayHours hours)
    {
        if (hours.State == OpeningState.Closed && hours.Spans.Count == 0)
        {
            var when = string.Join(' ', new[] { On(days), seasons ?? "" }.Where(part => part.Length > 0));
            return $"fermé{(when.Length > 0 ? " " + when : " tous les jours")}{Beside(hours.Comment)}";
        }
        var named = days == OpeningDays.None ? seasons is null ? "tous les jours" : "" : Named(days);
        var subject = string.Join(", ", new[] { seasons ?? "", named }.Where(part => part.Length > 0));
        var spans = French.List([.. hours.Spans.Select(span => Span(span))]);
        return $"{subject}{Hard}: " + hours.State switch
        {
            OpeningState.Closed => $"fermé de {spans}{Beside(hours.Comment)}",
            OpeningState.Unknown when hours.Comment is { } comment => spans.Length == 0 ? comment : $"{spans}, {comment}",
            OpeningState.Unknown => spans.Length == 0 ? "à confirmer" : $"{spans}, à confirmer",
            _ => (spans.Length == 0 ? "ouvert" : spans) + Beside(hours.Comment),
        };
    }

    private static string Named(OpeningDays days)
    {
        var parts = new List<string>();
        foreach (var (from, to) in days.Runs())
        {
            // Two days that follow each other are said one by one.
            if (to - from >= 2) parts.Add(parts.Count == 0 ? $"{Days[from]} au {Days[to]}" : $"du {Days[from]} au {Days[to]}");
            else parts.AddRange(Days[from..(to + 1)]);
        }
        if (days.HasFlag(OpeningDays.PublicHolidays)) parts.Add("jours fériés");
        if (days.HasFlag(OpeningDays.SchoolHolidays)) parts.Add("vacances scolaires");
        return French.List(parts);
    }

    private static string On(OpeningDays days)
    {
        var parts = new List<string>();
        foreach (var (from, to) in days.Runs())
        {
            if (to - from >= 2) parts.Add($"du {Days[from]} au {Days[to]}");
            else parts.AddRange(Days[from..(to + 1)].Select(day => $"le {day}"));
        }
        if (days.HasFlag(OpeningDays.PublicHolidays)) parts.Add("les jours fériés");
        if (days.HasFlag(OpeningDays.SchoolHolidays)) parts.Add("pendant les vacances scolaires");
        return French.List(parts);
    }

    private static string Season(OpeningSeason season)
    {
        var (from, to) = (French.MonthName(season.FromMonth), French.MonthName(season.ToMonth));
        if (season.FromDay == 0) return from == to ? $"en {from}" : $"{(from[0] is 'a' or 'o' ? "d’" : "de ")}{from} à {to}";
        if ((season.FromMonth, season.FromDay) == (season.ToMonth, season.ToDay)) return $"le {Day(season.FromDay)} {from}";
        var isWithinMonth = from == to && season.FromDay < season.ToDay;
        return $"du {Day(season.FromDay)}{(isWithinMonth ? "" : $" {from}")} au {Day(season.ToDay)} {to}";
    }

    private static string Span(OpeningSpan span, string from = "")
    {
        if (span.IsWholeDay) return $"24{Hard}h sur 24";
        var (start, end) = (Clock(span.FromMinute),
            Clock(span.ToMinute > OpeningSpan.Day ? span.ToMinute - OpeningSpan.Day : span.ToMinute));
        return span.FromMinute == span.ToMinute
            ? $"à partir de {start}" : $"{from}{start} à {end}{(span.IsOpenEnd ? " ou plus tard" : "")}";
    }

    private static string Clock(int minute) => minute switch
    {
        OpeningSpan.Day => "minuit",
        _ when minute % 60 == 0 => string.Create(CultureInfo.InvariantCulture, $"{minute / 60}{Hard}h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{minute / 60}{Hard}h{Hard}{minute % 60:00}"),
    };

    private static string Day(int day) => day == 1 ? "1er" : day.ToString(CultureInfo.InvariantCulture);

    private static string Beside(string? comment) => comment is null ? "" : $" ({comment})";
}
