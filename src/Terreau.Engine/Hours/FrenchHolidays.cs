namespace Terreau.Engine.Hours;

/// <summary>The public holidays of France, with those that some departments have of their own.</summary>
/// <remarks>
/// Sources: Code du travail, articles L3133-1 (the eleven of the whole country), L3134-13 (Good Friday and 26 December in Moselle,
/// Bas-Rhin and Haut-Rhin) and L3422-2 (the abolition of slavery overseas), as in force in 2026. Good Friday counts in the whole of these
/// three departments, where the law asks for a church of each cult in the commune. Easter: the Gregorian computus of Meeus, Jones and
/// Butcher; right from 1583 on.
/// </remarks>
public static class FrenchHolidays
{
    private static readonly string[] AlsaceMoselle = ["57", "67", "68"];

    /// <summary>True when the day is a public holiday in a department.</summary>
    /// <param name="day">The day, from 1983 on: the law was another one before.</param>
    /// <param name="department">Its code, "93", "2A" or "974"; null for what the whole country has.</param>
    public static bool Has(DateOnly day, string? department)
    {
        if ((day.Month, day.Day) is (1, 1) or (5, 1) or (5, 8) or (7, 14) or (8, 15) or (11, 1) or (11, 11) or (12, 25)) return true;
        var sinceEaster = day.DayNumber - EasterOf(day.Year).DayNumber;
        // Easter Monday, Ascension Day, Whit Monday.
        if (sinceEaster is 1 or 39 or 50) return true;
        if (AlsaceMoselle.Contains(department)) return sinceEaster == -2 || (day.Month, day.Day) is (12, 26);
        return (department, day.Month,
            day.Day) is ("971", 5, 27) or ("972", 5, 22) or ("973", 6, 10) or ("974", 12, 20) or ("976", 4, 27) or ("977", 10, 9)
                or ("978", 5, 28);
    }

    /// <summary>Easter Sunday of a year, from 1583 on.</summary>
    public static DateOnly EasterOf(int year)
    {
        var (century, inCentury, golden) = (year / 100, year % 100, year % 19);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var toSunday = (32 + (2 * (century % 4)) + (2 * (inCentury / 4)) - epact - (inCentury % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var sum = epact + toSunday - (7 * late) + 114;
        return new DateOnly(year, sum / 31, (sum % 31) + 1);
    }
}
