using Terreau.Web.Search.Purposes;

namespace Terreau.Web.Tests.Search.Purposes;

public sealed class PurposeBaseTests
{
    private static readonly PurposeBase Base = new(
    [
        new Purpose("acheter un four", false, ["four à pain"], ["FINANCEMENT"], ["subvention"], ["alimentation-agriculture"]),
        new Purpose("four", false, ["fourneau"], ["FINANCEMENT"], ["pret"], []),
        new Purpose("cuisine partagée", false, ["cuisine collective"], ["LOCAUX"], ["cuisine"], []),
        new Purpose("trouver", true, ["chercher"], [], [], []),
    ]);

    [Theory]
    [InlineData("Je voudrais acheter un four", "acheter un four")]
    [InlineData("acheter deux FOURS", "acheter un four")]
    [InlineData("un four d'occasion", "four")]
    [InlineData("une cuisine vraiment partagee", "cuisine partagée")]
    [InlineData("des cuisines collectives à Bondy", "cuisine partagée")]
    public void Match_AsPeopleWrite_FindsTheMostPrecisePurpose(string text, string expected)
        => Assert.Equal(expected, Base.Match(text)[0].Purpose.Name);

    [Fact]
    public void Match_TwoPurposes_FindsBothAndAWordServesOnce()
        => Assert.Equal(["acheter un four", "cuisine partagée"],
            Base.Match("acheter un four pour une cuisine partagée").Select(match => match.Purpose.Name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("trouver")]
    [InlineData("bonjour")]
    public void Match_NothingAimedAt_FindsNothing(string? text) => Assert.Empty(Base.Match(text));

    [Fact]
    public void Expansions_VerbsAreIgnoredWords_NotTriggers()
    {
        var expansions = Base.Expansions();

        Assert.Equal(["trouver", "chercher"], expansions.IgnoredWords);
        Assert.Equal(3, expansions.Entries.Count);
    }
}
