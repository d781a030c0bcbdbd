namespace Terreau.Engine;

/// <summary>
/// Instants and days in the legal time of metropolitan France. Computed from the rule itself, so that a
/// machine without time zone data gives the same answer.
/// </summary>
/// <remarks>
/// Rule in force since 1996 (directive 2000/84/EC, and 94/21/EC before it): UTC+2 from the last Sunday of
/// March, 01:00 UTC, to the last Sunday of October, 01:00 UTC; UTC+1 otherwise. Not valid before 1996.
/// </remarks>
public static class ParisTime
{
    /// <summary>The difference to UTC at this instant: one or two hours.</summary>
    /// <param name="utc">An instant in UTC, whatever kind it says it is.</param>
    public static TimeSpan OffsetAt(DateTime utc)
        => TimeSpan.FromHours(utc >= LastSunday(utc.Year, 3) && utc < LastSunday(utc.Year, 10) ? 2 : 1);

    /// <summary>The day and hour people of Paris read at this instant.</summary>
    /// <param name="utc">An instant in UTC, whatever kind it says it is.</param>
    public static DateTime Of(DateTime utc) => DateTime.SpecifyKind(utc + OffsetAt(utc), DateTimeKind.Unspecified);

    /// <summary>The day people of Paris read on the calendar at this instant.</summary>
    /// <param name="utc">An instant in UTC, whatever kind it says it is.</param>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(Of(utc));

    /// <summary>The first instant of a day in Paris, in UTC.</summary>
    public static DateTime StartOf(DateOnly day)
    {
        // Changes happen at 02:00 or 03:00 local time: the offset at 22:00 UTC the day before is that of midnight.
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return midnight - OffsetAt(midnight.AddHours(-2));
    }

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
