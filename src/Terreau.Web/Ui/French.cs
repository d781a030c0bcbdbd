using System.Globalization;

namespace Terreau.Web.Ui;

/// <summary>
/// Dates, numbers and money as people say them in French. The formats are written here and not taken from the
/// machine’s culture data, so that a page reads the same wherever it is served from.
/// </summary>
public static class French
{
    private const char NoBreak = '\u00a0';
    private const char ThinNoBreak = '\u202f';

    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly NumberFormatInfo Figures = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = ThinNoBreak.ToString(),
        NumberGroupSizes = [3],
        NegativeSign = "\u2212",
    };

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The culture to sort and to compare text with.</summary>
    public static CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>"15 mars 2027", "1er mai 2027".</summary>
    public static string Date(DateOnly date) => $"{DayAndMonth(date)} {date.Year}";

    /// <summary>"15 mars", "1er mai".</summary>
    public static string DayAndMonth(DateOnly date) =>
        $"{(date.Day == 1 ? "1er" : date.Day.ToString(CultureInfo.InvariantCulture))}{NoBreak}{Months[date.Month - 1]}";

    /// <summary>"mars 2027".</summary>
    public static string Month(DateOnly date) => $"{Months[date.Month - 1]} {date.Year}";

    /// <summary>"jusqu’au 15 mars 2027".</summary>
    public static string Until(DateOnly date) => $"jusqu’au {Date(date)}";

    /// <summary>"à partir du 15 mars 2027".</summary>
    public static string From(DateOnly date) => $"à partir du {Date(date)}";

    /// <summary>"du 1er au 15 mars 2027", "du 15 mars au 2 avril 2027", or both years when they differ.</summary>
    public static string Between(DateOnly from, DateOnly to) => from switch
    {
        _ when from == to => $"le {Date(to)}",
        _ when from.Year != to.Year => $"du {Date(from)} au {Date(to)}",
        _ when from.Month != to.Month => $"du {DayAndMonth(from)} au {Date(to)}",
        _ => $"du {(from.Day == 1 ? "1er" : from.Day.ToString(CultureInfo.InvariantCulture))} au {Date(to)}",
    };

    /// <summary>The day of an instant, in the time of Paris.</summary>
    public static DateOnly DayOf(DateTime utc) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Paris));

    /// <summary>The instant, in UTC, at which a day begins in Paris.</summary>
    public static DateTime Midnight(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Paris);

    /// <summary>"15 mars 2027 à 14 h 05", in the time of Paris.</summary>
    public static string Instant(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Paris);
        return string.Create(CultureInfo.InvariantCulture, $"{Date(DateOnly.FromDateTime(local))} à {local.Hour}{NoBreak}h{NoBreak}{local.Minute:00}");
    }

    /// <summary>"aujourd’hui", "hier", "il y a 5 jours", "dans 3 semaines"; the date beyond two months.</summary>
    public static string Relative(DateOnly date, DateOnly today)
    {
        var days = date.DayNumber - today.DayNumber;
        var distance = Math.Abs(days);
        var spoken = distance < 14 ? Count(distance, "jour") : Count(distance / 7, "semaine");
        return days switch
        {
            0 => "aujourd’hui",
            -1 => "hier",
            1 => "demain",
            _ when distance > 61 => $"le {Date(date)}",
            < 0 => $"il y a {spoken}",
            _ => $"dans {spoken}",
        };
    }

    /// <summary>"1 500 000", with thin unbreakable spaces.</summary>
    public static string Number(long number) => number is >= 0 and < 1000
        ? number.ToString(CultureInfo.InvariantCulture)
        : number.ToString("N0", Figures);

    /// <summary>"12,5": at most <paramref name="decimals"/> decimals, none that is useless.</summary>
    public static string Number(decimal number, int decimals = 2) =>
        number.ToString("#,##0." + new string('#', decimals), Figures);

    /// <summary>"12,5 %" of a ratio between 0 and 1.</summary>
    public static string Percent(decimal ratio, int decimals = 1) => $"{Number(ratio * 100, decimals)}{NoBreak}%";

    /// <summary>"30 000 €", or "12,50 €" when there are cents.</summary>
    public static string Money(long cents) =>
        (cents % 100 == 0 ? (cents / 100m).ToString("N0", Figures) : (cents / 100m).ToString("N2", Figures)) + $"{NoBreak}€";

    /// <summary>"30 000 €" of a whole or decimal number of euros.</summary>
    public static string Euros(decimal euros) => Money((long)decimal.Round(euros * 100));

    /// <summary>"de 5 000 € à 30 000 €", "à partir de 5 000 €", "jusqu’à 30 000 €"; null when neither is known.</summary>
    public static string? MoneyRange(long? minCents, long? maxCents) => (minCents, maxCents) switch
    {
        (null, null) => null,
        (null, { } max) => $"jusqu’à {Money(max)}",
        ({ } min, null) => $"à partir de {Money(min)}",
        ({ } min, { } max) when min == max => Money(min),
        ({ } min, { } max) => $"de {Money(min)} à {Money(max)}",
    };

    /// <summary>"1 acteur", "12 acteurs", "0 acteur": the singular rules below two, as French has it.</summary>
    public static string Count(long count, string singular, string? plural = null) =>
        $"{Number(count)}{NoBreak}{(Math.Abs(count) < 2 ? singular : plural ?? singular + "s")}";

    /// <summary>"450 m", "2,3 km".</summary>
    public static string Distance(double km) => km < 1
        ? $"{Number((long)Math.Round(km * 100) * 10)}{NoBreak}m"
        : $"{Number((decimal)km, km < 10 ? 1 : 0)}{NoBreak}km";

    /// <summary>"Bondy, Romainville et Pantin".</summary>
    public static string List(IReadOnlyList<string> items, string last = "et") => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}",
    };

    /// <summary>The same text with a capital first letter, to begin a sentence.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], Culture) + text[1..];

    /// <summary>The same text with a small first letter, to stand inside a sentence.</summary>
    public static string Lower(string text) => text.Length == 0 ? text : char.ToLower(text[0], Culture) + text[1..];

    /// <summary>"de Romainville", "des Lilas", "du Pré-Saint-Gervais", "d’Aubervilliers", "de La Courneuve", "d’octobre".</summary>
    public static string Of(string name) => name switch
    {
        _ when name.StartsWith("Le ", StringComparison.Ordinal) => $"du {name[3..]}",
        _ when name.StartsWith("Les ", StringComparison.Ordinal) => $"des {name[4..]}",
        _ when name.Length > 0 && "AEÉÈIOUYaeéèiouy".Contains(name[0], StringComparison.Ordinal) => $"d’{name}",
        _ => $"de {name}",
    };

    /// <summary>Reads "30 000", "30.000,50 €", "30000,5"; refuses what is negative, absurd or not a number.</summary>
    public static bool TryParseMoney(string? text, out long cents)
    {
        cents = 0;
        if (!TryParseNumber(text?.Replace("€", "", StringComparison.Ordinal).Replace("euros", "", StringComparison.OrdinalIgnoreCase), out var euros)
            || euros is < 0 or > 1_000_000_000_000m)
            return false;
        cents = (long)decimal.Round(euros * 100, MidpointRounding.AwayFromZero);
        return true;
    }

    /// <summary>Reads a number as people type it: spaces between thousands, comma or point before decimals.</summary>
    public static bool TryParseNumber(string? text, out decimal number)
    {
        number = 0;
        var figures = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (figures.Length is 0 or > 20)
            return false;
        // "30.000" and "30.000,50" group by points; "30.5" does not.
        var groupedByPoints = figures.Contains(',', StringComparison.Ordinal)
            || (figures.Length > 4 && figures[^4] == '.' && figures.IndexOf('.', StringComparison.Ordinal) > 0);
        if (groupedByPoints)
            figures = figures.Replace(".", "", StringComparison.Ordinal);
        return decimal.TryParse(
            figures.Replace(',', '.'),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out number);
    }

    /// <summary>Reads "2027-03-15", as date boxes post it, and "15/03/2027", as people type it.</summary>
    public static bool TryParseDate(string? text, out DateOnly date) => DateOnly.TryParseExact(
        text?.Trim(),
        ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.None,
        out date);
}
