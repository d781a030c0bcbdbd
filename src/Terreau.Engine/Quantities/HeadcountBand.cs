namespace Terreau.Engine.Quantities;

/// <summary>
/// The bands of salaried persons of the Sirene register (variable "trancheEffectifs"). A band is an
/// interval, never a number: sums of bands are intervals too, shown with the count of unknowns.
/// </summary>
public static class HeadcountBand
{
    private static readonly Dictionary<string, Interval> Bands = new(StringComparer.Ordinal)
    {
        ["NN"] = Interval.Exactly(0), ["00"] = Interval.Exactly(0),
        ["01"] = Interval.Between(1, 2), ["02"] = Interval.Between(3, 5), ["03"] = Interval.Between(6, 9),
        ["11"] = Interval.Between(10, 19), ["12"] = Interval.Between(20, 49), ["21"] = Interval.Between(50, 99),
        ["22"] = Interval.Between(100, 199), ["31"] = Interval.Between(200, 249), ["32"] = Interval.Between(250, 499),
        ["41"] = Interval.Between(500, 999), ["42"] = Interval.Between(1000, 1999), ["51"] = Interval.Between(2000, 4999),
        ["52"] = Interval.Between(5000, 9999), ["53"] = Interval.AtLeast(10000),
    };

    /// <summary>The persons behind a band code; <see cref="Interval.Unknown"/> for an empty or unlisted code.</summary>
    public static Interval Of(string? code)
        => code is not null && Bands.TryGetValue(code.Trim(), out var band) ? band : Interval.Unknown;

    /// <summary>
    /// The total of several bands. Unknown bands count in <c>Unknown</c> and are left out of the sum, so the
    /// true total is at least the low bound. The high bound is missing when a band is open (53).
    /// </summary>
    public static (Interval Persons, int Unknown) Sum(IEnumerable<string?> codes)
    {
        var total = Interval.Exactly(0);
        var unknown = 0;
        foreach (var code in codes)
        {
            var band = Of(code);
            if (band.IsUnknown) unknown++;
            else total += band;
        }

        return (total, unknown);
    }
}
