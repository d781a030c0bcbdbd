using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Tests.Domain.Territory;

public sealed class PerimeterTests
{
    private static readonly string[] Nine = ["93006", "93008", "93010", "93045", "93048", "93053", "93055", "93061", "93063"];

    private static readonly Dictionary<string, Zone> Zones = new[]
    {
        Zone("EPT:200057875", ZoneKind.Territory, Nine),
        Zone("COMMUNE:93010", ZoneKind.Commune, ["93010"]),
        Zone("QPV:QN09314M", ZoneKind.PriorityDistrict, ["93008", "93010", "93053"]),
    }.ToDictionary(zone => zone.Code);

    public static TheoryData<string> Communes => new(Nine);

    [Theory, MemberData(nameof(Communes))]
    public void Reaches_TerritoryOfficesAndWiderLevels_EveryMemberCommune(string commune)
    {
        foreach (var code in new[] { "EPT:200057875", "DEP:93", "REG:11", "PAYS:FR" })
            Assert.True(Perimeter.Of([code], Zones).Reaches(commune), $"{code} must reach {commune}");
    }

    [Theory, MemberData(nameof(Communes))]
    public void Reaches_OneCommune_ThatOneOnly(string commune)
        => Assert.Equal(commune == "93010", Perimeter.Of(["COMMUNE:93010"], Zones).Reaches(commune));

    [Theory]
    [InlineData("EPT:200057875", "93066", false)]
    [InlineData("DEP:93", "93066", true)]
    [InlineData("DEP:93", "75119", false)]
    [InlineData("REG:11", "75119", true)]
    [InlineData("REG:11", "69123", false)]
    [InlineData("PAYS:FR", "97411", true)]
    [InlineData("REG:04", "97411", true)]
    [InlineData("REG:04", "97105", false)]
    [InlineData("REG:94", "2A004", true)]
    public void Reaches_OutsideTheTerritory_ByLevel(string zone, string commune, bool expected)
        => Assert.Equal(expected, Perimeter.Of([zone], Zones).Reaches(commune));

    [Fact]
    public void Of_DistrictInSeveralCommunes_ReachesEachOfThem()
        => Assert.Equal(["93008", "93010", "93053"], Perimeter.Of(["QPV:QN09314M"], Zones).Among(Nine));

    [Theory]
    [InlineData("INFRA", "COMMUNE:93010")]
    [InlineData("INFRA", "QPV:QN09314M")]
    [InlineData("TERRITOIRE", "EPT:200057875")]
    [InlineData("TERRITOIRE", "COMMUNE:93010", "EPT:200057875")]
    [InlineData("SUPRA", "DEP:93", "EPT:200057875")]
    [InlineData("SUPRA", "PAYS:FR")]
    public void Level_IsTheWidestNamed(string level, params string[] codes)
        => Assert.Equal(level, Perimeter.Of(codes, Zones).Level);

    [Theory]
    [InlineData("EPCI:200054781")]
    [InlineData("93010")]
    [InlineData("REG:99")]
    public void Of_UnknownZone_IsRefused(string code)
        => Assert.Throws<ArgumentException>(() => Perimeter.Of([code], Zones));

    private static Zone Zone(string code, ZoneKind kind, string[] communes) => new()
    {
        Code = code, Kind = kind, Name = code, Communes = [.. communes], SourceId = "essai", SourceOn = PartialDate.Parse("2026"),
    };
}
