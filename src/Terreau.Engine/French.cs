using System.Globalization;

namespace Terreau.Engine;

/// <summary>
/// Dates, numbers and money as people say them in French. The formats are written here and not taken from the
/// machine’s culture data, so that a sentence reads the same wherever it is made.
/// </summary>
public static partial class French
{
    /// <summary>U+00A0: between a number and its unit.</summary>
    public const char HardSpace = '\u00A0';

    /// <summary>U+202F: between groups of three digits.</summary>
    public const char NarrowSpace = '\u202F';

    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly NumberFormatInfo Figures = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = NarrowSpace.ToString(),
        NumberGroupSizes = [3],
        NegativeSign = "\u2212",
    };

    /// <summary>The culture to sort and to compare text with.</summary>
    public static CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>"15 mars 2027", "1er mai 2027".</summary>
    public static string Date(DateOnly date) => $"{DayAndMonth(date)} {date.Year}";

    /// <summary>"15 mars", "1er mai".</summary>
    public static string DayAndMonth(DateOnly date) =>
        $"{(date.Day == 1 ? "1er" : date.Day.ToString(CultureInfo.InvariantCulture))}{HardSpace}{Months[date.Month - 1]}";

    /// <summary>"janvier" for 1, up to "décembre" for 12.</summary>
    public static string MonthName(int month) => Months[month - 1];

    /// <summary>"jusqu’au 15 mars 2027".</summary>
    public static string Until(DateOnly date) => $"jusqu’au {Date(date)}";

    /// <summary>"à partir du 15 mars 2027".</summary>
    public static string From(DateOnly date) => $"à partir du {Date(date)}";

    /// <summary>"15 mars 2027 à 14 h 05", in the time of Paris.</summary>
    public static string Instant(DateTime utc)
    {
        var local = ParisTime.Of(utc);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Date(DateOnly.FromDateTime(local))} à {local.Hour}{HardSpace}h{HardSpace}{local.Minute:00}");
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
    public static string Percent(decimal ratio, int decimals = 1) => $"{Number(ratio * 100, decimals)}{HardSpace}%";

    /// <summary>"30 000 €", or "12,50 €" when there are cents.</summary>
    public static string Money(long cents) =>
        (cents % 100 == 0 ? (cents / 100m).ToString("N0", Figures) : (cents / 100m).ToString("N2", Figures)) + $"{HardSpace}€";

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
        $"{Number(count)}{HardSpace}{(Math.Abs(count) < 2 ? singular : plural ?? singular + "s")}";

    /// <summary>"450 m", "2,3 km".</summary>
    public static string Distance(double km) => km < 1
        ? $"{Number((long)Math.Round(km * 100) * 10)}{HardSpace}m"
        : $"{Number((decimal)km, km < 10 ? 1 : 0)}{HardSpace}km";

    /// <summary>"Bondy, Romainville et Pantin".</summary>
    public static string List(IReadOnlyList<string> items, string last = "et") => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}",
    };

    /// <summary>The same text with a capital first letter, to begin a sentence.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], Culture) + text[1..];

    /// <summary>The same text with a small first letter, to stand inside a sentence; an acronym keeps its capitals.</summary>
    public static string Lower(string text)
        => text.Length == 0 || (text.Length > 1 && char.IsUpper(text[1])) ? text : char.ToLower(text[0], Culture) + text[1..];

    /// <summary>The text without the full stop or colon it may end with.</summary>
    public static string Bare(string text) => text.TrimEnd().TrimEnd('.', ':').TrimEnd();

    /// <summary>"200 057 875": digits in groups of three, as they are.</summary>
    internal static string Grouped(string digits)
    {
        var text = new System.Text.StringBuilder(digits.Length + 4);
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && (digits.Length - i) % 3 == 0) text.Append(NarrowSpace);
            text.Append(digits[i]);
        }

        return text.ToString();
    }

    /// <summary>"de Romainville", "des Lilas", "du Pré-Saint-Gervais", "d’Aubervilliers", "de La Courneuve", "d’octobre".</summary>
    public static string Of(string name) => name switch
    {
        _ when name.StartsWith("Le ", StringComparison.Ordinal) => $"du {name[3..]}",
        _ when name.StartsWith("Les ", StringComparison.Ordinal) => $"des {name[4..]}",
        _ when name.Length > 0 && "AEÉÈIOUYaeéèiouy".Contains(name[0], StringComparison.Ordinal) => $"d’{name}",
        _ => $"de {name}",
    };
}
