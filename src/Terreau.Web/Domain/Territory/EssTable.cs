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
    public bool Adds
        => Families.Sum(row => row.EstablishmentCount) == Sum.EstablishmentCount && Families.Sum(row => row.EmployeeCount) == Sum.EmployeeCount
           && Families.Sum(row => row.FullTimeCount) == Sum.FullTimeCount && Families.Sum(row => row.GrossPayCents) == Sum.GrossPayCents;

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
    /// How many establishments the whole territory can have, all economies together, when its social
    /// economy has <paramref name="count"/> and that is a share printed to one decimal of a percent.
    /// A rounded share gives an interval, never a number.
    /// </summary>
    /// <param name="shareThousandths">The share as printed, in thousandths: 93 = 9.3 %.</param>
    /// <returns>The two bounds, rounded to the nearest unit.</returns>
    public static (long Low, long High) WholeEconomy(long count, int shareThousandths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shareThousandths, 1);
        // Half of the last printed decimal on either side, in ten-thousandths.
        var least = (shareThousandths * 10) - 5;
        var most = (shareThousandths * 10) + 5;
        return ((long)Math.Round(count * 10_000m / most), (long)Math.Round(count * 10_000m / least));
    }

    private static Row? RowOf(string family, Dictionary<(string, string), Figure> figures)
        => figures.TryGetValue((Establishments, family), out var establishments) && figures.TryGetValue((Employees, family), out var employees)
           && figures.TryGetValue((FullTime, family), out var fullTime) && figures.TryGetValue((GrossPay, family), out var pay)
            ? new Row(family, establishments.Value, employees.Value, fullTime.Value, pay.Value)
            : null;

    private static Shares SharesOf(Dictionary<(string, string), Figure> figures) => new(
        figures[(Establishments, Total)].ShareThousandths, figures[(Employees, Total)].ShareThousandths,
        figures[(FullTime, Total)].ShareThousandths, figures[(GrossPay, Total)].ShareThousandths);

    /// <param name="Family">A code of <see cref="Vocabulary.EssFamilies"/>, or "TOTAL".</param>
    internal sealed record Row(string Family, long EstablishmentCount, long EmployeeCount, long FullTimeCount, long GrossPayCents)
    {
        /// <summary>How much of a full time a salaried person works on average.</summary>
        public decimal FullTimeRatio => (decimal)FullTimeCount / EmployeeCount;

        /// <summary>Gross pay of a full time over the year, in euros.</summary>
        public decimal PayPerFullTime => GrossPayCents / 100m / FullTimeCount;
    }

    /// <summary>Shares of the territory's whole economy, in thousandths, as printed.</summary>
    internal sealed record Shares(int? Establishments, int? Employees, int? FullTime, int? GrossPay);
}
