using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Tests.Domain.Territory;

public sealed class EssTableTests
{
    [Theory]
    [InlineData(1274, 93, 13626, 13773)]
    [InlineData(100, 100, 995, 1005)]
    [InlineData(10, 1, 6667, 20000)]
    public void WholeEconomy_OfARoundedShare_IsAnInterval(long count, int share, long low, long high)
        => Assert.Equal((low, high), EssTable.WholeEconomy(count, share));

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
        => Assert.Equal(7, EssTable.Of([.. Row("TOTAL", 10, "2018-10"), .. Row("TOTAL", 7, "2021")])!.Sum.EstablishmentCount);

    private static IEnumerable<Figure> Row(string family, long value, string vintage = "2018-10")
        => from measure in new[] { EssTable.Establishments, EssTable.Employees, EssTable.FullTime, EssTable.GrossPay }
           select new Figure { Measure = measure, Family = family, Value = value, SourceId = "essai", SourceOn = PartialDate.Parse(vintage) };
}
