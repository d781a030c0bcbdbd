using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Tests.Hosting;

public sealed class AreaTests
{
    [Fact]
    public void Areas_OfTheProgram_AreEachFoundOnce()
    {
        var names = Areas.All.Select(area => area.GetType().FullName!).ToList();

        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
        Assert.Contains("Terreau.Web.Features.Offers.OffersArea", names);
    }

    [Fact]
    public void Menu_OfAllAreas_HasOnePlaceForEachLine()
    {
        var entries = Areas.All.SelectMany(area => area.Menu).ToList();

        Assert.Equal(entries.Count, entries.DistinctBy(entry => entry.Place).Count());
        Assert.Equal(entries.Count, entries.DistinctBy(entry => entry.Address).Count());
    }

    [Fact]
    public void Menu_AsItStands_FollowsPlacesAndNotNames()
    {
        var menu = new SiteMenu([.. Areas.All.SelectMany(area => area.Menu)]);

        Assert.Equal(["Acteurs", "Offres", "Décrire mon projet", "Territoire", "Mon compte"], menu.Head.Select(entry => entry.Label));
        Assert.DoesNotContain(menu.Map, entry => entry.Label == "Mon compte");
    }

    [Fact]
    public async Task Start_RightThatNoAreaAnswersFor_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<StartException>(
            () => TestSite.StartAsync(services: services => services.RemoveAll<Holder>()));

        Assert.Contains("EditSheet", refusal.Message, StringComparison.Ordinal);
    }
}
