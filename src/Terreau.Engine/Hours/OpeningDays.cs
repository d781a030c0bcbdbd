namespace Terreau.Engine.Hours;

/// <summary>The days a rule speaks of: days of the week and the two kinds of holidays, together or apart.</summary>
[Flags]
public enum OpeningDays
{
    /// <summary>No day is named: the rule holds every day.</summary>
    None = 0,

    /// <summary>Mo.</summary>
    Monday = 1,

    /// <summary>Tu.</summary>
    Tuesday = 2,

    /// <summary>We.</summary>
    Wednesday = 4,

    /// <summary>Th.</summary>
    Thursday = 8,

    /// <summary>Fr.</summary>
    Friday = 16,

    /// <summary>Sa.</summary>
    Saturday = 32,

    /// <summary>Su.</summary>
    Sunday = 64,

    /// <summary>PH: public holidays.</summary>
    PublicHolidays = 128,

    /// <summary>SH: school holidays.</summary>
    SchoolHolidays = 256,
}

/// <summary>Runs of days of the week, and their two letters in OSM.</summary>
public static class OpeningDayRuns
{
    private static readonly string[] Codes = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    /// <summary>The day of the week of a date, alone.</summary>
    public static OpeningDays Of(DateOnly day) => At(((int)day.DayOfWeek + 6) % 7);

    /// <summary>The day of the week at a place, from 0 (Monday) to 6 (Sunday).</summary>
    public static OpeningDays At(int index) => (OpeningDays)(1 << index);

    /// <summary>
    /// The days of the week in runs that follow each other, Monday first: 0 is Monday, both ends included. A run does not go round the
    /// week.
    /// </summary>
    public static IReadOnlyList<(int From, int To)> Runs(this OpeningDays days)
    {
        var runs = new List<(int From, int To)>();
        for (var day = 0; day < 7; day++)
        {
            if (!days.HasFlag(At(day))) continue;
            if (runs.Count > 0 && runs[^1].To == day - 1) runs[^1] = (runs[^1].From, day);
            else runs.Add((day, day));
        }
        return runs;
    }

    /// <summary>"Mo-Fr,PH": days of the week first, then holidays. Empty for none.</summary>
    public static string ToCode(this OpeningDays days)
    {
        var parts = days.Runs().Select(run => run.From == run.To ? Codes[run.From] : $"{Codes[run.From]}-{Codes[run.To]}").ToList();
        if (days.HasFlag(OpeningDays.PublicHolidays)) parts.Add("PH");
        if (days.HasFlag(OpeningDays.SchoolHolidays)) parts.Add("SH");
        return string.Join(',', parts);
    }

    /// <summary>The place of two letters in the week; -1 when they are no day of the week.</summary>
    internal static int IndexOf(string code) => Array.IndexOf(Codes, code);
}
