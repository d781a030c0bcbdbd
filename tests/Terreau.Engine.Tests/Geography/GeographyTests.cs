using CsCheck;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;

namespace Terreau.Engine.Tests.Geography;

/// <summary>The worked examples of docs/algorithms/geography.md.</summary>
public sealed class GeographyTests
{
    [Theory]
    [InlineData(3.0, 46.5, 700000.000, 6600000.000)]
    [InlineData(2.387311, 48.917735, 655097.914, 6868812.588)]
    [InlineData(2.41299, 48.85592, 656928.714, 6861924.774)]
    public void Project_KnownPoints_AgreeToTheMillimetre(double longitude, double latitude, double x, double y)
    {
        var projected = Lambert93.Project(longitude, latitude);

        Assert.Equal(x, projected.X, 3);
        Assert.Equal(y, projected.Y, 3);
    }

    [Theory]
    [InlineData(3.0, 46.5, 700000.000, 6600000.000)]
    [InlineData(2.387311, 48.917735, 655097.914, 6868812.588)]
    [InlineData(2.41299, 48.85592, 656928.714, 6861924.774)]
    public void Unproject_KnownPoints_GivesTheirDegreesBack(double longitude, double latitude, double x, double y)
    {
        var degrees = Lambert93.Unproject(x, y);

        // A millimetre is a hundred-millionth of a degree.
        Assert.Equal(longitude, degrees.X, 7);
        Assert.Equal(latitude, degrees.Y, 7);
    }

    [Fact]
    public void Unproject_OfAnyPointOfFrance_IsTheWayBack()
        => Gen.Select(Gen.Double[-5.3, 9.7], Gen.Double[41.2, 51.2]).Sample((longitude, latitude) =>
        {
            var there = Lambert93.Project(longitude, latitude);
            var back = Lambert93.Unproject(there.X, there.Y);
            return Math.Abs(back.X - longitude) < 1e-10 && Math.Abs(back.Y - latitude) < 1e-10;
        });

    [Theory, InlineData(double.NaN, 0), InlineData(0, double.PositiveInfinity)]
    public void Unproject_NoPoint_IsRefused(double x, double y)
    => Assert.Throws<ArgumentOutOfRangeException>(() => Lambert93.Unproject(x, y));

    [Theory]
    [InlineData(48.9025, 2.485, PositionVerdict.Sound)]
    [InlineData(2.485, 48.9025, PositionVerdict.Swapped)]
    [InlineData(-21.1, 55.5, PositionVerdict.Sound)]
    [InlineData(52.52, 13.40, PositionVerdict.OutsideFrance)]
    [InlineData(0, 0, PositionVerdict.NotAPlace)]
    [InlineData(double.NaN, 2, PositionVerdict.NotAPlace)]
    [InlineData(48.9, 2000, PositionVerdict.NotAPlace)]
    [InlineData(120, 10, PositionVerdict.NotAPlace)]
    public void Check_PositionAsGiven_IsNamed(double latitude, double longitude, PositionVerdict expected)
        => Assert.Equal(expected, PositionCheck.Of(latitude, longitude));

    [Theory]
    [InlineData("COMMUNE:93010", "COMMUNE:93010", Truth.True)]
    [InlineData("COMMUNE:93010", "COMMUNE:93008", Truth.False)]
    [InlineData("COMMUNE:93010", "EPT:200057875", Truth.True)]
    [InlineData("COMMUNE:93066", "EPT:200057875", Truth.False)]
    [InlineData("COMMUNE:93010", "DEP:93", Truth.True)]
    [InlineData("COMMUNE:75119", "DEP:93", Truth.False)]
    [InlineData("COMMUNE:93010", "REG:11", Truth.True)]
    [InlineData("COMMUNE:69123", "REG:11", Truth.False)]
    [InlineData("COMMUNE:93010", "PAYS:FR", Truth.True)]
    [InlineData("EPT:200057875", "COMMUNE:93010", Truth.Unknown)]
    [InlineData("DEP:93", "EPT:200057875", Truth.Unknown)]
    [InlineData("QPV:QN09314M", "EPT:200057875", Truth.True)]
    [InlineData("QPV:QN09314M", "COMMUNE:93010", Truth.Unknown)]
    [InlineData("COMMUNE:93010", "QPV:QN09314M", Truth.Unknown)]
    [InlineData("COMMUNE:93048", "QPV:QN09314M", Truth.False)]
    [InlineData("COMMUNE:93010", "QPV:QN09399X", Truth.Unknown)]
    [InlineData("PAYS:FR", "DEP:93", Truth.Unknown)]
    [InlineData("COMMUNE:97105", "DEP:971", Truth.True)]
    public void Inside_PlaceAndZone_AnswersInThreeValues(string place, string zone, Truth expected)
    {
        Assert.Equal(expected, Orientation.Worlds.Zones.Inside(place, zone));
        Assert.Equal(expected, Orientation.Worlds.Zones.Inside(place, zone));
    }
}
