using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Terreau.Web.Domain.Privacy;

/// <summary>
/// What is kept of people, category by category: the reviewed file, read once. The register, the statement and the nightly run all speak
/// from it.
/// </summary>
internal sealed class RetentionTable(IReadOnlyList<RetentionCategory> categories)
{
    public IReadOnlyList<RetentionCategory> Categories { get; } = categories;

    /// <exception cref="KeyNotFoundException">No such category.</exception>
    public RetentionCategory this[string key]
        => Categories.FirstOrDefault(category => category.Key == key) ?? throw new KeyNotFoundException(key);
}

/// <summary>One kind of data about people: why it is held, for how long, and what then becomes of it.</summary>
internal sealed record RetentionCategory
{
    public required string Key { get; init; }
    public required string Label { get; init; }
    public required string Holds { get; init; }
    public required string Purpose { get; init; }

    /// <summary>RGPD, article 6.</summary>
    public required string Basis { get; init; }

    public required string Recipients { get; init; }

    /// <summary>Null where nothing leaves by itself.</summary>
    public required Duration? Time { get; init; }

    /// <summary>What the time is counted from, in words.</summary>
    public required string From { get; init; }

    public required RetentionAction Action { get; init; }
    public required string Source { get; init; }

    /// <summary>"3 ans après la dernière visite, puis un message prévient".</summary>
    public string HowLong => Time is null
        ? "Tant que la donnée sert : rien ne part tout seul." : $"{Time.InFrench} après {From}, puis {Said}.";

    private string Said => Action switch
    {
        RetentionAction.Warn => "un message prévient",
        RetentionAction.Empty => "le contenu est effacé",
        _ => "tout est effacé",
    };
}

/// <summary>What becomes of data whose time is over.</summary>
internal enum RetentionAction { Delete, Empty, Warn, Keep }

/// <summary>A time as ISO 8601 writes it, of one unit: "P7D", "P1M", "P3Y".</summary>
internal sealed partial record Duration
{
    private readonly int count;
    private readonly char unit;

    private Duration(int count, char unit) => (this.count, this.unit) = (count, unit);

    public string InFrench => unit switch
    {
        'Y' => count == 1 ? "Un an" : $"{count} ans",
        'M' => count == 1 ? "Un mois" : $"{count} mois",
        _ => count == 1 ? "Un jour" : $"{count} jours",
    };

    public static bool TryParse(string? text, [NotNullWhen(true)] out Duration? duration)
    {
        var match = Form().Match(text ?? "");
        duration = match.Success ? new Duration(int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture),
            match.Groups["unit"].Value[0]) : null;
        return match.Success;
    }

    /// <summary>The instant that lies this long before another.</summary>
    public DateTime Before(DateTime at) => unit switch
    {
        'Y' => at.AddYears(-count),
        'M' => at.AddMonths(-count),
        _ => at.AddDays(-count),
    };

    public DateOnly Before(DateOnly on) => DateOnly.FromDateTime(Before(on.ToDateTime(TimeOnly.MinValue)));

    public DateOnly After(DateOnly on) => unit switch
    {
        'Y' => on.AddYears(count),
        'M' => on.AddMonths(count),
        _ => on.AddDays(count),
    };

    [GeneratedRegex("^P(?<count>[1-9][0-9]{0,3})(?<unit>[YMD])$")]
    private static partial Regex Form();
}
