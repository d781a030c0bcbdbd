namespace Terreau.Web.Tests.Seeds;

public sealed class ZonesTests
{
    [Fact]
    public void Files_OfEstEnsemble_HaveNoFault() => Assert.Empty(World.Faults);

    [Fact]
    public void Communes_OfEstEnsemble_AreNineWithTheirArticles()
    {
        var names = World.EstEnsemble.Zones.Where(zone => zone.Level == "COMMUNE").Select(zone => zone.Name);
        Assert.Equal(
            ["Bagnolet", "Bobigny", "Bondy", "Le Pré-Saint-Gervais", "Les Lilas", "Montreuil", "Noisy-le-Sec", "Pantin", "Romainville"],
            names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Population_OfTheTerritory_IsTheSumOfItsCommunes()
    {
        var zones = World.EstEnsemble.Zones;
        var territory = zones.Single(zone => zone.Level == "TERRITOIRE");
        Assert.Equal(447_969, territory.Population!.Count);
        Assert.Equal(territory.Population.Count, zones.Where(zone => zone.Level == "COMMUNE").Sum(zone => zone.Population!.Count));
        Assert.Equal(World.EstEnsemble.Territory.Siren, territory.Siren);
    }

    [Fact]
    public void Siren_OfTheTerritory_IsNotTheOneOfTheMetropolis() =>
        Assert.Equal(("200057875", "200054781"), (World.EstEnsemble.Territory.Siren, World.EstEnsemble.Territory.MetropolisSiren));

    [Fact]
    public void PriorityQuarters_Of2024_Are22OfWhich20ByDecree()
    {
        var quarters = World.EstEnsemble.Zones.Where(zone => zone.Generation == 2024).ToList();
        Assert.Equal(22, quarters.Count);
        Assert.Equal(20, quarters.Count(quarter => quarter.ByDecree == true));
        Assert.DoesNotContain(quarters, quarter => quarter.Communes.Contains("93045"));
        // The last letter of a 2024 code says whether the outline is new (N), modified (M) or identical (I).
        Assert.All(quarters, quarter => Assert.Equal(quarter.Code[^1] == 'I', quarter.SameOutlineAsBefore));
    }

    [Fact]
    public void PriorityQuarter_WithoutSourcedPlace_SaysSo() =>
        Assert.All(World.EstEnsemble.Zones.Where(zone => zone.Level is "QPV" or "QUARTIER"),
            zone => Assert.Contains(zone.Point!.Precision, new[] { "commune", "inconnue" }));

    [Fact]
    public void CooperationQuarters_OfTheDossier_AreLinkedToPriorityQuarters()
    {
        var quarters = World.EstEnsemble.Zones.Where(zone => zone.Level == "QUARTIER").ToDictionary(zone => zone.Code);
        Assert.Equal(4, quarters.Count);
        Assert.Contains("QPV:QN09318M", quarters["QUARTIER:les-morillons"].Links);
        Assert.Contains("QPV:QN09318M", quarters["QUARTIER:bel-air"].Links);
        Assert.Contains("QPV:QN09311M", quarters["QUARTIER:centre-ville-bobigny"].Links);
        Assert.Contains("QPV:QN09314M", quarters["QUARTIER:la-noue-caillet"].Links);
    }
}
