using System.Globalization;

namespace Terreau.Web.Seeds.Files;

/// <summary>
/// A date known to the year, the month or the day: "2018", "2018-10" or "2018-10-15".
/// A source rarely gives more than its month, and a day made up would be a false one.
/// </summary>
internal readonly record struct PartialDate
{
    private PartialDate(DateOnly firstDay, string written) => (FirstDay, Written) = (firstDay, written);

    /// <summary>The first day the date may stand for, used to sort and to compute age.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>The date as the file gives it, no more precise than it is known.</summary>
    public string Written { get; }

    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        if (text is null) return false;
        var format = text.Length switch { 4 => "yyyy", 7 => "yyyy-MM", 10 => "yyyy-MM-dd", _ => null };
        if (format is null || !DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        date = new PartialDate(day, text);
        return true;
    }

    public override string ToString() => Written;
}
