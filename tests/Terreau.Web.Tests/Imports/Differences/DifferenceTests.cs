using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Seeds;

namespace Terreau.Web.Tests.Imports.Differences;

/// <summary>One difference for every source: its counts add up, its sentence, its guards, its lines.</summary>
public sealed class DifferenceTests
{
    private static readonly DifferenceWords Offers = new("offre", "offres")
    {
        WhenEmpty = "Rien.", WhenRejected = "est-ce le bon fichier ?", WhenClosed = (closed, known) => $"{closed} sur {known}",
    };

    [Fact]
    public void InWords_WhatDidNotHappen_IsNotSaid()
    {
        var difference = new Difference(Offers);
        difference.Add(Outcome.Added, "un");
        difference.Pass(Outcome.Unchanged, 2);
        difference.LeaveAside("ailleurs");
        difference.Add(Outcome.Closed, "deux");
        difference.Add(Outcome.Warned, "un", "périmètre à vérifier");

        Assert.Equal(4, difference.Rows);
        Assert.Equal("4\u00A0offres : 1\u00A0ajoutée, 2\u00A0inchangées, 1\u00A0laissée de côté et 1\u00A0fermée.", difference.InWords);
        Assert.Equal("0\u00A0offre : rien à faire.", new Difference(Offers).InWords);
    }

    [Theory]
    [InlineData(true, 1, "mise à jour")]
    [InlineData(true, 2, "mises à jour")]
    [InlineData(false, 1, "mis à jour")]
    [InlineData(false, 2, "mis à jour")]
    public void Words_AgreeWithTheirNoun(bool isFeminine, int count, string said)
        => Assert.Equal(said, new DifferenceWords("x", "x", isFeminine).Of(Outcome.Changed, count));

    [Fact]
    public void Told_LongKind_IsCut_AndWhatIsOnlyToBeKnown_IsNot()
    {
        var difference = new Difference(Offers);
        difference.AddAll(Outcome.Added, Enumerable.Range(1, 25).ToList(), at => new($"offre {at}", "Titre"));
        difference.AddAll(Outcome.Noted, Enumerable.Range(1, 25).ToList(), at => new($"mot {at}"));
        difference.Add(Outcome.LeftAsEdited, "à la\nmain");
        difference.Add(Outcome.Changed, new DifferenceLine("une") { Fields = [new FieldChange("Titre", "", new string('b', 70))] });

        var told = difference.Told().ToList();

        Assert.Equal((20, 25), (told.Count(line => line.StartsWith("+ ", StringComparison.Ordinal)),
            told.Count(line => line.StartsWith("= mot", StringComparison.Ordinal))));
        Assert.Contains("  … et 5 autres", told);
        Assert.Contains("= à la main : modifiée à la main et laissée", told);
        Assert.Contains($"~ une : Titre « — » → « {new string('b', 60)}… »", told);
        Assert.Equal(difference.InWords, told[^1]);
    }

    [Theory]
    [InlineData(0, 0, 0, 0, "Rien.")]
    [InlineData(6, 3, 0, 0, "3\u00A0offres sur 9 sont refusées : est-ce le bon fichier ?")]
    [InlineData(7, 3, 0, 0, null)]
    [InlineData(1, 0, 6, 29, "6 sur 29")]
    [InlineData(1, 0, 6, 30, null)]
    [InlineData(1, 0, 5, 5, null)]
    public void Guards_HoldAtTheirShare(int unchanged, int rejected, int closed, int known, string? said)
    {
        var difference = new Difference(Offers) { Known = known };
        difference.Pass(Outcome.Unchanged, unchanged);
        difference.Pass(Outcome.Rejected, rejected);
        difference.Pass(Outcome.Closed, closed);

        Assert.Equal(said is null ? [] : [said], difference.Guards);
        Assert.Empty(new Difference(new DifferenceWords("x", "x")).Guards);
    }

    [Fact]
    public void IsEmpty_WithoutARow_IsFalseWhereMoreChanges()
    {
        var difference = new Difference(Offers);
        difference.Pass(Outcome.Unchanged);
        difference.Pass(Outcome.Rejected);
        Assert.True(difference.IsEmpty);

        difference.ChangesMore = true;

        Assert.False(difference.IsEmpty);
    }

    [Fact]
    public async Task Take_WhatTheContextWouldWrite_IsWhatIsTold()
    {
        await using var site = await TestSite.StartAsync();
        var difference = new Difference(Offers);
        await site.WithDbAsync(async db =>
        {
            var zones = db.Zones.Where(zone => zone.Kind == ZoneKind.Commune).OrderBy(zone => zone.Code).ToList();
            (zones[0].Name, zones[1].Name, zones[2].Population) = ("Autre", "Autre", 1);
            db.Add(Builders.Zone("QUARTIER:essai", ZoneKind.CooperationDistrict, "Essai", "essai", PartialDate.Parse("2026")));

            difference.Take<Zone>(
                db, zone => zone.Code == zones[3].Code ? null : new(zone.Code), new HashSet<Guid> { zones[1].Id },
                apart: nameof(Zone.Population));

            Assert.Equal("QUARTIER:essai", Assert.Single(difference.Lines(Outcome.Added)).Key);
            Assert.Equal("Autre", Assert.Single(Assert.Single(difference.Lines(Outcome.Changed)).Fields).After);
            Assert.Equal(zones[1].Code, Assert.Single(difference.Lines(Outcome.LeftAsEdited)).Key);
            Assert.NotEqual("Autre", zones[1].Name);
            Assert.Equal(zones.Count - 3, difference.Count(Outcome.Unchanged));
            return await db.SaveAsync(Act.ByConsole(site.Clock, "essayer"));
        });
    }
}
