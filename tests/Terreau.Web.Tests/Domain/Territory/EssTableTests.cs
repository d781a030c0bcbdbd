using Terreau.Engine.Quantities;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Tests.Domain.Territory;

public sealed class EssTableTests
{
    [Fact]
    public void WholeEconomy_OfARoundedShare_IsAnInterval()
    {
        Figure[] figures = [.. Row("TOTAL", 1274)];
        figures[0].ShareThousandths = 93;

        Assert.Equal(EssFigures.WholeFromShare(1274, 0.093m, 0.001m), EssTable.Of(figures)!.WholeEconomy);
    }

    [Fact]
    public void WholeEconomy_NoShare_IsUnknown()
        => Assert.Null(EssTable.Of([.. Row("TOTAL", 1274)])!.WholeEconomy);

    [Fact]
    public void Of_FamilyWithoutAnyone_HasNoRatio()
        => Assert.Null(EssTable.Of([.. Row("TOTAL", 0)])!.Sum.Figures.FullTimePerEmployee);

    [Fact]
    public void Of_FamiliesThatDoNotAddUp_SaysSo()
    {
        var table = EssTable.Of([.. Row("ASSOCIATION", 4), .. Row("MUTUELLE", 5), .. Row("TOTAL", 10)]);

        Assert.NotNull(table);
        Assert.False(table.Adds);
        Assert.Equal(["ASSOCIATION", "MUTUELLE"], table.Families.Select(row => row.Family));
    }

    [Fact]
    public void Of_FamiliesThatAddUp_SaysSo()
        => Assert.True(EssTable.Of([.. Row("ASSOCIATION", 4), .. Row("MUTUELLE", 6), .. Row("TOTAL", 10)])!.Adds);

    [Fact]
    public void Of_NoTotal_IsNoTable()
        => Assert.Null(EssTable.Of([.. Row("ASSOCIATION", 4)]));

    [Fact]
    public void Of_TwoVintages_KeepsTheLatest()
        => Assert.Equal(7, EssTable.Of([.. Row("TOTAL", 10, "2018-10"), .. Row("TOTAL", 7, "2021")])!.Sum.Figures.Establishments);

    private static IEnumerable<Figure> Row(string family, long value, string vintage = "2018-10")
        => from measure in new[] { EssTable.Establishments, EssTable.Employees, EssTable.FullTime, EssTable.GrossPay }
           select new Figure { Measure = measure, Family = family, Value = value, SourceId = "essai",
               SourceOn = PartialDate.Parse(vintage) };
}
