using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Features.Steward;
using Terreau.Web.Tests.Features.History;

namespace Terreau.Web.Tests.Features.Steward;

public sealed class DeskTests
{
    [Theory]
    [InlineData("/bureau")]
    [InlineData("/bureau/activite")]
    public async Task Get_WithoutTheRole_IsNotLetIn(string address)
    {
        await using var site = await TestSite.StartAsync();
        var asVisitor = await site.Client.ReadAsync(address);
        await site.SignInAsync("lea@exemple.fr", organisations: (PastOfSheets.Slug, OrganisationRoles.Owner));

        var asOwner = await site.Client.ReadAsync(address);

        Assert.Equal((302, 404), (asVisitor.Status, asOwner.Status));
    }

    [Fact]
    public async Task Desk_LeadsToTheActivity_WithItsCount()
    {
        await using var site = await ManagerSiteAsync();

        var line = (await site.PageAsync("/bureau")).QuerySelectorAll("main .lines li")
            .Single(held => held.QuerySelector("a")!.GetAttribute("href") == "/bureau/activite");

        Assert.Matches(@"\d", line.TextContent);
    }

    [Fact]
    public async Task Activity_Filters_KeepWhatTheySay_AndLinkToTheHistory()
    {
        await using var site = await ManagerSiteAsync();
        var lea = User.WhoOf(await site.PersonAsync("lea@exemple.fr", "Léa Deschamps", OrganisationRoles.Editor));
        await site.ChangeAsync(sheet =>
            (sheet.Summary, sheet.Address, sheet.Reserved) = ("Un.", "1 rue Secrète", new() { ["Address"] = Audience.Organisation }), lea);
        await site.ChangeOfferAsync(offer => offer.AmountNote = "Selon le projet.");

        var byLea = await site.PageAsync(
            "/bureau/activite?chose=Organisation&acte=modifier%20une%20fiche&qui=personnes&du=2026-11-23&au=2026-11-23");
        var byProgram = await site.PageAsync("/bureau/activite?chose=Offer&acte=modifier%20une%20offre&qui=programme");
        var none = await site.PageAsync("/bureau/activite?qui=personnes&au=2026-11-22");

        var line = Assert.Single(byLea.QuerySelectorAll("main ul.lines li"));
        Assert.Equal(PastOfSheets.History, line.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Léa Deschamps", line.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Secrète", byLea.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.Equal("/offres/dla/historique",
            Assert.Single(byProgram.QuerySelectorAll("main ul.lines li")).QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Aucune ligne pour ces critères", none.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_WhatNobodyAskedFor_IsOfTheProgram()
    {
        await using var site = await ManagerSiteAsync();
        await site.ChangeAsync(sheet => sheet.AwaitingReview());

        var line = (await site.PageAsync("/bureau/moderation")).QuerySelector(".queue .kicker")!;

        Assert.EndsWith("par le programme", line.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_EveryKindThatTheJournalKnows_HasItsFrenchName()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        await using var scope = site.Services.CreateAsyncScope();
        var rulings = scope.ServiceProvider.GetRequiredService<RulingKinds>();
        var kinds = typeof(TerreauDb).Assembly.GetTypes().Where(type => type.IsClass && typeof(IJournaled).IsAssignableFrom(type))
            .Select(type => type.Name).ToList();

        Assert.True(kinds.Count > 20);
        Assert.DoesNotContain(kinds, kind => !ActivityReading.Kinds.ContainsKey(kind) && rulings.OfSubject(kind) is null);
    }

    [Fact]
    public async Task Activity_Pages_KeepTheFilters()
    {
        await using var site = await ManagerSiteAsync();

        var page = await site.PageAsync("/bureau/activite?chose=Organisation&page=2");

        Assert.Equal(30, page.QuerySelectorAll("main ul.lines li").Length);
        Assert.Equal("/bureau/activite?chose=Organisation&page=3", page.QuerySelector(".pager a[rel=next]")!.GetAttribute("href"));
    }

    private static async Task<TestSite> ManagerSiteAsync()
    {
        var site = await TestSite.StartAsync();
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);
        return site;
    }
}
