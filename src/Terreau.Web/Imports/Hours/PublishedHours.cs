using System.Globalization;
using System.Text.Json;
using Terreau.Engine.Hours;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Hours;

/// <summary>
/// Opening hours in the forms of three publishers, as France Travail, Réseau Alpha and Soliguide have them, put in the syntax of OSM the
/// way data·inclusion does. What is not of the form gives null: it is never mended.
/// </summary>
internal static class PublishedHours
{
    private const int Deepest = 8;

    private static readonly string[] English = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    private static readonly string[] French = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

    /// <summary>The cell of a file: one of the three forms becomes OSM, any other text stays.</summary>
    public static string OfCell(string text)
    {
        if (text.Length == 0 || text[0] is not ('[' or '{')) return text;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Deepest });
            var root = document.RootElement;
            // An empty list says nothing: which of the publishers left it empty is not known.
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 0) return "";
            return OfSoliguide(root) ?? OfFranceTravail(root) ?? OfReseauAlpha(root) ?? text;
        }
        catch (Exception fault) when (fault.IsOfJson())
        {
            return text;
        }
    }

    /// <summary>True for a value of JSON that has the outside of one of the three forms.</summary>
    public static bool Speaks(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => English.All(day => value.TryGetProperty(day, out var said) && said.ValueKind == JsonValueKind.Object),
        JsonValueKind.Array => value.GetArrayLength() > 0
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("jour", out _)
            && (item.TryGetProperty("horaireFerme", out _) || item.TryGetProperty("dateDebut", out _))),
        _ => false,
    };

    /// <summary>The days of an agency: a list in which each has "jour" from 1 to 7. An empty list says that it is closed.</summary>
    public static string? OfFranceTravail(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array) return null;
        var days = new List<(OpeningDays Day, string Hours)>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("jour", out var number)
                || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var day) || day is < 1 or > 7) return null;
            if (Text(item, "horaireFerme") == "O") continue;
            if (days.Exists(said => said.Day == OpeningDayRuns.At(day - 1))) return null;
            var (opensAt, closesAt) = (Text(item, "ouvertureMatin"), Text(item, "fermetureApresMidi"));
            var isWhole = Text(item, "horaireEnContinu") == "O";
            string?[] spans = isWhole
                ? [Between(opensAt, closesAt)]
                : [Pair(opensAt, Text(item, "fermetureMatin")), Pair(Text(item, "ouvertureApresMidi"), closesAt)];
            if (spans.Contains(null) || spans.All(string.IsNullOrEmpty)) return null;
            days.Add((OpeningDayRuns.At(day - 1), string.Join(',', spans.Where(span => span!.Length > 0))));
        }
        return Checked([.. Grouped(days).Select(group => $"{group.Days.ToCode()} {group.Hours} open \"Sans rendez-vous\""), "PH off"]);

        // A half of the day may be left out, not one of its ends.
        static string? Pair(string? from, string? to) => from is null && to is null ? "" : Between(from, to);
        static string? Between(string? from, string? to) => from is null || to is null ? null : $"{from}-{to}";
    }

    /// <summary>The sessions of a course: a list in which each has "jour" in French and two instants of which the hour counts.</summary>
    public static string? OfReseauAlpha(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array) return null;
        var sessions = new List<(int Day, string Span)>();
        foreach (var item in list.EnumerateArray())
        {
            var day = item.ValueKind == JsonValueKind.Object ? Array.IndexOf(French, Text(item, "jour")?.ToLowerInvariant()) : -1;
            if (day < 0) return null;
            var (from, to) = (Text(item, "dateDebut"), Text(item, "dateFin"));
            var span = from is null || to is null ? "" : Hour(from) is { } start && Hour(to) is { } end ? $"{start}-{end}" : null;
            if (span is null) return null;
            sessions.Add((day, span));
        }
        // A session without its end: that day is open, at hours that are not known.
        var days = sessions.GroupBy(session => session.Day).OrderBy(group => group.Key)
            .Select(group => (OpeningDayRuns.At(group.Key), group.Any(session => session.Span.Length == 0)
                ? "" : string.Join(',', group.Select(session => session.Span).Distinct())));
        return Checked([.. Grouped(days).Select(group => $"{group.Days.ToCode()} {group.Hours} open")]);

        static string? Hour(string instant)
            => DateTime.TryParseExact(instant, ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"],
                CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at.ToString("HH:mm", CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The week of a place: an object with the seven days in English, hours as whole numbers (830 is 08:30).</summary>
    public static string? OfSoliguide(JsonElement week)
    {
        if (week.ValueKind != JsonValueKind.Object) return null;
        var rules = new List<string>();
        for (var day = 0; day < 7; day++)
        {
            if (!week.TryGetProperty(English[day], out var said) || said.ValueKind != JsonValueKind.Object
                || !said.TryGetProperty("open", out var isOpen) || isOpen.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                return null;
            var code = OpeningDayRuns.At(day).ToCode();
            if (isOpen.ValueKind == JsonValueKind.False)
            {
                rules.Add($"{code} closed");
                continue;
            }
            var spans = said.TryGetProperty("timeslot", out var slots) && slots.ValueKind == JsonValueKind.Array
                ? slots.EnumerateArray()
                    .Select(slot => Clock(slot, "start") is { } from && Clock(slot, "end") is { } to ? $"{from}-{to}" : null).ToList() : [];
            if (spans.Contains(null)) return null;
            rules.Add($"{code} {string.Join(',', spans)} open");
        }
        var holidays = Text(week, "closedHolidays") switch { "CLOSED" => "; PH closed", "OPEN" => "; PH open", _ => "" };
        // In OSM free words stand between quotes, and must not take the place of the days.
        var note = Text(week, "description") is { } description
            ? $" || \"{string.Join(' ', description.Replace('"', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}\""
            : "";
        return Checked([string.Join(", ", rules) + holidays + note]);

        static string? Clock(JsonElement slot, string name)
            => slot.ValueKind == JsonValueKind.Object && slot.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
                && value.TryGetInt32(out var clock) && clock is >= 0 and <= 2400
                ? string.Create(CultureInfo.InvariantCulture, $"{clock / 100:00}:{clock % 100:00}") : null;
    }

    // Days with the same hours are one rule, where the first of them stands.
    private static IEnumerable<(OpeningDays Days, string Hours)> Grouped(IEnumerable<(OpeningDays Day, string Hours)> days)
        => days.OrderBy(day => day.Day).GroupBy(day => day.Hours)
            .Select(group => (group.Aggregate(OpeningDays.None, (all, day) => all | day.Day), group.Key));

    private static string? Checked(IReadOnlyCollection<string> rules)
        => rules.Count > 0 && OpeningHours.TryParse(string.Join("; ", rules), out var hours) ? hours.ToString() : null;

    private static string? Text(JsonElement item, string name)
        => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text.Trim() : null;
}
