using Terreau.Engine.Duplicates;
using Terreau.Engine.Quantities;
using static Terreau.Engine.Tests.Duplicates.DuplicateWorld;

namespace Terreau.Engine.Tests.Duplicates;

/// <summary>One test per rule, with the figures that docs/algorithms/duplicates.md prints.</summary>
public sealed class DuplicateRuleTests
{
    private static readonly DuplicateRecord Noue = Record("a", "Ressourcerie La Noue") with { Communes = ["93010"] };
    private static readonly DuplicateRecord Typo = Record("b", "Association Resourcerie de la Noue") with { Communes = ["93010"] };
    private static readonly Siren One = UnitOf(1);

    [Fact]
    public void Name_OneTypoInOneCommune_IsItsRatioLessTheTown()
    {
        var answer = DuplicateRule.Compare(Noue, Typo);

        Assert.Equal(DuplicateVerdict.Candidate, answer.Verdict);
        Assert.Equal(633_333, answer.ScoreMillionths);
        Assert.Collection(answer.Reasons,
            name =>
            {
                Assert.Equal((DuplicateReasonKind.Name, 833_333, 833_333, 333_333),
                    (name.Kind, name.Millionths, name.TrigramMillionths, name.WordMillionths));
                Assert.Equal("parce que les noms se ressemblent : 83\u00A0% des lettres, 33\u00A0% des mots.", name.Sentence);
            },
            place =>
            {
                Assert.Equal((DuplicateReasonKind.Place, -200_000, PlaceAgreement.SameTown), (place.Kind, place.Millionths, place.Place));
                Assert.Equal("parce que la commune est la même.", place.Sentence);
            });
    }

    [Theory]
    [InlineData(48.9, 2.48, 1_000_000, PlaceAgreement.SameSpot, 0, "parce que 0\u00A0mètre sépare les deux lieux.")]
    [InlineData(48.903, 2.48, 900_000, PlaceAgreement.Near, 334, "parce que 334\u00A0mètres séparent les deux lieux.")]
    [InlineData(48.91, 2.48, 800_000, PlaceAgreement.SameTown, 1112, "parce que la commune est la même.")]
    public void Place_ExactPositions_CountByTheirDistance(
        double latitude, double longitude, int score, PlaceAgreement place, int metres, string sentence)
    {
        var here = Record("a", "Ressourcerie") with { Communes = ["93010"], Latitude = 48.9, Longitude = 2.48, IsExact = true };

        var answer = DuplicateRule.Compare(here, here with { Key = "b", Latitude = latitude, Longitude = longitude });

        var reason = answer.Reasons.Single(one => one.Kind == DuplicateReasonKind.Place);
        Assert.Equal((score, place, metres, sentence), (answer.ScoreMillionths, reason.Place, reason.Metres, reason.Sentence));
    }

    [Fact]
    public void Place_MiddleOfACommune_IsNoPosition()
    {
        var here = Record("a", "Ressourcerie") with { Communes = ["93010"], Latitude = 48.9, Longitude = 2.48 };

        Assert.Equal(800_000, DuplicateRule.Compare(here, here with { Key = "b" }).ScoreMillionths);
    }

    [Theory]
    [InlineData("93010", "93010", null, null, 800_000)]
    [InlineData("93010", "93048", null, null, 50_000)]
    [InlineData("93010", null, null, null, 600_000)]
    [InlineData(null, null, null, null, 600_000)]
    [InlineData("93010", null, "93140", "93140", 800_000)]
    [InlineData("93010", "93048", "93140", "93140", 50_000)]
    public void Place_CommunesAndPostcodes_DeductFromEqualNames(
        string? town, string? other, string? postcode, string? otherPostcode, int score)
    {
        var first = Record("a", "Ressourcerie") with { Communes = town is null ? [] : [town], Postcode = postcode };
        var second = Record("b", "La Ressourcerie") with { Communes = other is null ? [] : ["75120", other], Postcode = otherPostcode };

        Assert.Equal(score, DuplicateRule.Compare(first, second).ScoreMillionths);
    }

    [Fact]
    public void Place_OneAddressInOneTown_IsOneSpotAndMakesNoDuplicateByItself()
    {
        var house = Record("a", "Maison des syndicats") with { Communes = ["93010"], Address = "12 rue Jules Guesde" };
        var other = Record("b", "Club de vélo") with { Communes = ["93010"], Address = "12, r. Jules Guesde, 93140 Bondy" };

        var answer = DuplicateRule.Compare(house, other);

        Assert.Equal((DuplicateVerdict.Distinct, 0), (answer.Verdict, answer.ScoreMillionths));
        Assert.Equal(["parce que l’adresse est la même."], answer.Reasons.Select(reason => reason.Sentence));
        Assert.Equal(1_000_000, DuplicateRule.Compare(house, other with { Name = house.Name }).ScoreMillionths);
    }

    [Fact]
    public void Siren_Different_KeepsApartWhateverTheRestSays()
    {
        var full = Noue with { Siren = One, Address = "12 rue Jules Guesde", Phone = "01 48 50 12 34", Website = "lanoue.fr" };

        var answer = DuplicateRule.Compare(full, full with { Key = "b", Siren = UnitOf(2) });

        Assert.Equal((DuplicateVerdict.Distinct, 0), (answer.Verdict, answer.ScoreMillionths));
        Assert.Equal($"parce que les numéros SIREN sont différents : {One} et {UnitOf(2)}.", answer.Reasons[0].Sentence);
    }

    [Fact]
    public void Siret_Same_IsNearlyCertainWithoutAnythingElse()
    {
        var first = Record("a", "Chat") with { Siret = SiteOf(One, 1) };

        var answer = DuplicateRule.Compare(first, first with { Key = "b", Name = "Oiseau" });

        Assert.Equal((DuplicateVerdict.Candidate, 970_000), (answer.Verdict, answer.ScoreMillionths));
        Assert.Equal($"parce que le numéro SIRET est le même : {SiteOf(One, 1)}.", answer.Reasons[0].Sentence);
    }

    [Fact]
    public void Siren_SameWithOneSiretUnknown_CountsUnlessThePlacesDiffer()
    {
        var first = Record("a", "Chat") with { Siret = SiteOf(One, 1), Communes = ["93010"] };
        var second = Record("b", "Oiseau") with { Siren = One, Communes = ["93010"] };

        Assert.Equal((DuplicateVerdict.Candidate, 600_000), Outcome(first, second));
        Assert.Equal((DuplicateVerdict.Candidate, 600_000), Outcome(first, second with { Communes = [] }));
        Assert.Equal((DuplicateVerdict.OtherEstablishment, 0), Outcome(first, second with { Communes = ["93048"] }));
    }

    [Fact]
    public void Siret_TwoOfLaPoste_AreTwoEstablishments()
    {
        Assert.True(Siret.TryParse("35600000000001", out var bondy));
        Assert.True(Siret.TryParse("35600000000010", out var pantin));
        var post = Record("a", "La Poste") with { Siret = bondy, Communes = ["93010"] };

        var answer = DuplicateRule.Compare(post, post with { Key = "b", Siret = pantin });

        Assert.Equal((DuplicateVerdict.OtherEstablishment, 0), (answer.Verdict, answer.ScoreMillionths));
        Assert.Equal(
            ["parce que le numéro SIREN est le même : 356 000 000.", "parce que ce sont deux établissements de la même organisation.",
                "parce que la commune est la même."],
            answer.Reasons.Select(reason => reason.Sentence.Replace('\u202F', ' ')));
        Assert.Equal((DuplicateVerdict.Candidate, 994_000), Outcome(post, post with { Key = "b" }));
    }

    [Fact]
    public void Words_EachItsOwn_AreDeducted()
    {
        var renoir = Record("a", "Collège Jean Renoir") with { Communes = ["93010"] };
        var zay = Record("b", "Collège Jean Zay") with { Communes = ["93010"] };

        var answer = DuplicateRule.Compare(renoir, zay);

        // 12 trigrams shared of 23; 2 words of 4.
        var name = answer.Reasons[0];
        Assert.Equal((DuplicateReasonKind.Name, 521_739, 500_000), (name.Kind, name.TrigramMillionths, name.WordMillionths));
        Assert.Equal("parce que chaque nom a un mot à lui : « renoir » et « zay ».", answer.Reasons[1].Sentence);
        Assert.Equal((DuplicateVerdict.Distinct, 121_739), (answer.Verdict, answer.ScoreMillionths));
    }

    [Theory]
    [InlineData("MJC", null, "MJC")]
    [InlineData("M.J.C.", null, "MJC")]
    [InlineData(null, "mjc", null)]
    public void Acronym_OfTheInitials_CountsWhereThePlacesAgree(string? acronym, string? alias, string? expected)
    {
        var house = Record("a", "Maison des jeunes et de la culture") with { Communes = ["93010"] };
        var named = Record("b", "Espace Nelson-Mandela") with { Acronym = acronym, Aliases = alias is null
            ? [] : [alias], Communes = ["93010"] };

        var answer = DuplicateRule.Compare(house, named);

        Assert.Equal(expected, answer.Reasons.SingleOrDefault(reason => reason.Kind == DuplicateReasonKind.Acronym)?.First);
        Assert.Equal(expected is null ? 0 : 400_000, answer.ScoreMillionths);
        Assert.Equal(0, DuplicateRule.Compare(house, named with { Communes = ["93048"] }).ScoreMillionths);
        Assert.Equal(0, DuplicateRule.Compare(house, named with { Communes = [] }).ScoreMillionths);
    }

    [Fact]
    public void Acronym_StatedByBothOrAnAlias_Counts()
    {
        var first = Record("a", "Espace Nelson-Mandela") with { Acronym = "ENM", Communes = ["93010"] };

        Assert.Equal(400_000, DuplicateRule.Compare(first,
            Record("b", "Chat") with { Acronym = "E.N.M", Communes = ["93010"] }).ScoreMillionths);
        Assert.Equal(400_000, DuplicateRule.Compare(first,
            Record("b", "Chat") with { Aliases = ["enm"], Communes = ["93010"] }).ScoreMillionths);
    }

    [Fact]
    public void Phone_Alone_IsNotEnough_WithTheNameItIs()
    {
        var first = Noue with { Phone = "01 48 50 12 34" };

        var alone = DuplicateRule.Compare(first, Record("b", "Chat") with { Phone = "+33148501234" });
        var moved = DuplicateRule.Compare(first, first with { Key = "b", Communes = ["93048"] });

        Assert.Equal((DuplicateVerdict.Distinct, 340_000), (alone.Verdict, alone.ScoreMillionths));
        Assert.Equal("parce que le téléphone est le même : 01\u00A048\u00A050\u00A012\u00A034.", alone.Reasons[^1].Sentence);
        Assert.Equal((DuplicateVerdict.Candidate, 373_000), (moved.Verdict, moved.ScoreMillionths));
        Assert.Equal((DuplicateVerdict.Candidate, 758_000), Outcome(first, Typo with { Phone = "0148501234" }));
    }

    [Fact]
    public void Website_Same_CountsUnlessItsHostIsShared()
    {
        var first = Record("a", "Chat") with { Website = "https://www.lanoue.fr" };

        var answer = DuplicateRule.Compare(first, Record("b", "Oiseau") with { Website = "lanoue.fr/contact" });

        Assert.Equal((DuplicateVerdict.Distinct, 300_000), (answer.Verdict, answer.ScoreMillionths));
        Assert.Equal("parce que le site est le même : lanoue.fr.", answer.Reasons[^1].Sentence);
        Assert.Equal(0, DuplicateRule.Compare(first with { Website = "facebook.com" },
            Record("b", "Oiseau") with { Website = "facebook.com" }).ScoreMillionths);
        Assert.Equal(0, DuplicateRule.Compare(first with { Website = "facebook.com/a" },
            Record("b", "Oiseau") with { Website = "facebook.com/b" }).ScoreMillionths);
    }

    [Fact]
    public void Domain_OfMailOrSite_CountsWhenTheSitesAreNotTheSame()
    {
        var site = Record("a", "Chat") with { Website = "lanoue.fr", EmailDomain = "lanoue.fr" };

        Assert.Equal(150_000, DuplicateRule.Compare(site, Record("b", "Oiseau") with { EmailDomain = "x@lanoue.fr" }).ScoreMillionths);
        Assert.Equal(300_000, DuplicateRule.Compare(site, site with { Key = "b", Name = "Oiseau" }).ScoreMillionths);
        Assert.Equal(0, DuplicateRule.Compare(site with { EmailDomain = "gmail.com" },
            Record("b", "Oiseau") with { EmailDomain = "gmail.com" }).ScoreMillionths);
    }

    [Fact]
    public void Name_UnderTheRatioOfACandidate_CountsForNothing()
    {
        var answer = DuplicateRule.Compare(Noue with { Phone = "0148501234" },
            Record("b", "Boulangerie de Noue-Caillet") with { Communes = ["93010"], Phone = "0148501234" });

        Assert.DoesNotContain(answer.Reasons, reason => reason.Kind == DuplicateReasonKind.Name);
        Assert.Equal(340_000, answer.ScoreMillionths);
    }

    [Fact]
    public void Name_Alias_IsAsGoodAsTheName()
        => Assert.Equal((DuplicateVerdict.Candidate, 800_000),
            Outcome(Noue, Record("b", "Chat") with { Aliases = [" ", "La Noue, ressourcerie"], Communes = ["93010"] }));

    [Theory]
    [InlineData("🌱🌱🌱")]
    [InlineData("...")]
    [InlineData("\u202E\u202D")]
    public void Name_WithoutLetters_IsLikeNoOther(string name)
        => Assert.Equal((DuplicateVerdict.Distinct, 0),
            Outcome(Record("a", name) with { Communes = ["93010"] }, Record("b", name) with { Communes = ["93010"] }));

    [Fact]
    public void Name_Blank_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Record("a", " "));
        Assert.Throws<ArgumentException>(() => Noue with { Name = "" });
    }

    [Fact]
    public void LegalUnit_SiretOfAnotherSiren_IsRefused()
    {
        var wrong = Noue with { Siren = UnitOf(2), Siret = SiteOf(One, 1) };

        Assert.Throws<InvalidOperationException>(() => DuplicateRule.Compare(wrong, Typo));
        Assert.Equal(One, (wrong with { Siren = null }).LegalUnit);
    }

    private static (DuplicateVerdict, int) Outcome(DuplicateRecord first, DuplicateRecord second)
    {
        var answer = DuplicateRule.Compare(first, second);
        return (answer.Verdict, answer.ScoreMillionths);
    }
}
