using Terreau.Engine.Quantities;
using Terreau.Web.Features.Offers;
using Terreau.Web.Search;

namespace Terreau.Web.Tests.Features.Offers;

public sealed class OpeningTests
{
    private static readonly DateOnly Day = new(2026, 11, 23);

    [Theory]
    [InlineData("permanent", "ouvert", "ouverte toute l’année")]
    [InlineData("inconnu", "inconnu", "dates à demander")]
    [InlineData("n’importe quoi", "inconnu", "dates à demander")]
    [InlineData("", "inconnu", "dates à demander")]
    [InlineData("2026-10-01/2027-03-15", "ouvert", "ouverte jusqu’au 15 mars 2027")]
    [InlineData("2026-10-01/2026-11-23", "ferme-bientot", "ouverte jusqu’au 23 novembre 2026")]
    [InlineData("2026-10-01/2026-11-22", "ferme", "fermée depuis le 22 novembre 2026")]
    [InlineData("2026-12-01/2026-12-31", "a-venir", "ouvre le 1er décembre 2026")]
    [InlineData("2026-11-23/", "ouvert", "ouverte toute l’année")]
    [InlineData("annuel/01-15/03-15", "a-venir", "ouvre le 15 janvier 2027")]
    [InlineData("annuel/11-01/02-28", "ouvert", "ouverte jusqu’au 28 février 2027")]
    [InlineData("2026-01-01/2026-02-01;2026-12-01/2026-12-31", "a-venir", "ouvre le 1er décembre 2026")]
    [InlineData("2026-01-01/2026-02-01;2026-03-01/2026-04-01", "ferme", "fermée depuis le 1er avril 2026")]
    public void On_Windows_SaysTheStateAndTheDay(string windows, string state, string words)
    {
        var opening = Opening.On(OfferWindow.Read(windows), Day);

        Assert.Equal(state, opening.State);
        Assert.Equal(words, opening.InFrench().Replace('\u00a0', ' '));
    }

    [Theory]
    [InlineData("annuel/02-29/03-10")]
    [InlineData("annuel/12-20/01-10")]
    [InlineData("2026-10-01/2026-12-31;2027-06-01/2027-06-30")]
    [InlineData("/2026-12-31")]
    [InlineData("2026-12-31/")]
    public void On_AnyDay_AgreesWithTheFacetOfTheIndex(string windows)
    {
        for (var day = new DateOnly(2026, 1, 1); day < new DateOnly(2029, 1, 1); day = day.AddDays(1))
        {
            var facet = OfferSchema.OpeningOn(windows.Split(';'), day);

            Assert.Contains(Opening.On(OfferWindow.Read(windows), day).State, facet);
        }
    }

    [Fact]
    public void ClosingOrder_PutsWhatClosesFirstFirst()
    {
        string[] windows = ["inconnu", "permanent", "2026-01-01/2026-02-01", "2026-10-01/2026-12-31", "2027-01-01/2027-02-01",
            "2026-10-01/2026-11-30"];

        var order = windows.OrderBy(text => Opening.On(OfferWindow.Read(text), Day).ClosingOrder);

        Assert.Equal(["2026-10-01/2026-11-30", "2026-10-01/2026-12-31", "permanent", "2027-01-01/2027-02-01", "inconnu",
            "2026-01-01/2026-02-01"], order);
    }
}
