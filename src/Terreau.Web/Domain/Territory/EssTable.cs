using Terreau.Engine.Quantities;

namespace Terreau.Web.Domain.Territory;

/// <summary>
/// The social economy of the territory as a source counts it, by family: employing establishments,
/// salaried persons, full-time equivalents, gross pay. Never to be added to counts of another measure.
/// </summary>
internal sealed class EssTable
{
    public const string Establishments = "etablissements";
    public const string Employees = "salaries";
    public const string FullTime = "etp";
    public const string GrossPay = "masse-salariale";
    public const string Total = "TOTAL";

    private static readonly string[] Measures = [Establishments, Employees, FullTime, GrossPay];

    private EssTable(IReadOnlyList<Row> families, Row total, Shares shares, Figure dated)
        => (Families, Sum, PrintedShares, SourceId, SourceOn) = (families, total, shares, dated.SourceId, dated.SourceOn);

    /// <summary>One line per family, in the order of the vocabulary.</summary>
    public IReadOnlyList<Row> Families { get; }

    /// <summary>The total as the source prints it; <see cref="Adds"/> tells whether the lines add up to it.</summary>
    public Row Sum { get; }

    public Shares PrintedShares { get; }
    public string SourceId { get; }
    public PartialDate SourceOn { get; }

    /// <summary>Whether the families add up to the printed total, in each of the four measures.</summary>
    public bool Adds => EssFigures.Sum(Families.Select(row => row.Figures)) == Sum.Figures;

    /// <summary>The most recent table among the figures; null when a measure or the total is missing.</summary>
    public static EssTable? Of(IReadOnlyCollection<Figure> figures)
    {
        var table = figures.Where(figure => Measures.Contains(figure.Measure)).ToList();
        if (table.Count == 0) return null;
        var latest = table.Max(figure => figure.SourceOn);
        var byKey = table.Where(figure => figure.SourceOn == latest).ToDictionary(figure => (figure.Measure, figure.Family));
        if (RowOf(Total, byKey) is not { } total) return null;
        var families = Vocabulary.EssFamilies.Terms.Select(family => RowOf(family.Code, byKey)).OfType<Row>().ToList();
        return new EssTable(families, total, SharesOf(byKey), byKey[(Establishments, Total)]);
    }

    /// <summary>
    /// How many establishments the whole territory can have, all economies together: the printed share is
    /// rounded to a tenth of a percent, so this is an interval and never a number. Null when no share is printed.
    /// </summary>
    public Interval? WholeEconomy => PrintedShares.Establishments is { } thousandths and > 0
        ? EssFigures.WholeFromShare(Sum.Figures.Establishments, thousandths / 1000m, 0.001m)
        : null;

    private static Row? RowOf(string family, Dictionary<(string, string), Figure> figures)
        => figures.TryGetValue((Establishments, family), out var establishments)
            && figures.TryGetValue((Employees, family), out var employees)
           && figures.TryGetValue((FullTime, family), out var fullTime) && figures.TryGetValue((GrossPay, family), out var pay)
            ? new Row(family, new EssFigures(establishments.Value, employees.Value, fullTime.Value, new Money(pay.Value)))
            : null;

    private static Shares SharesOf(Dictionary<(string, string), Figure> figures) => new(
        figures[(Establishments, Total)].ShareThousandths, figures[(Employees, Total)].ShareThousandths,
        figures[(FullTime, Total)].ShareThousandths, figures[(GrossPay, Total)].ShareThousandths);

    /// <param name="Family">A code of <see cref="Vocabulary.EssFamilies"/>, or "TOTAL".</param>
    internal sealed record Row(string Family, EssFigures Figures);

    /// <summary>Shares of the territory's whole economy, in thousandths, as printed.</summary>
    internal sealed record Shares(int? Establishments, int? Employees, int? FullTime, int? GrossPay);
}
