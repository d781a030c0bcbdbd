using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Terreau.Web.Tests.Features.Offers;

public sealed class OfferSheetTests(SiteFixture fixture) : IClassFixture<SiteFixture>
{
    private readonly TestSite site = fixture.Site;

    [Fact]
    public async Task Get_EveryOffer_HasASheetWithItsFactsAndReach()
    {
        var slugs = await site.WithDbAsync(db => db.Offers.Select(offer => offer.Slug).ToListAsync());

        foreach (var slug in slugs)
        {
            var page = await site.PageAsync("/offres/" + slug);

            Assert.Equal(9, page.QuerySelectorAll(".reach > li").Length);
            Assert.NotNull(page.QuerySelector("a[href='/orientation']"));
            Assert.NotNull(page.QuerySelector($"a[href='/offres/{slug}/signaler']"));
            Assert.DoesNotContain("n’ont pas pu être lues", page.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_OfferWithARule_ListsItsConditionsInPlainFrench()
    {
        var page = await site.PageAsync("/offres/guid-asso");

        var conditions = page.QuerySelector(".conditions")!;
        Assert.Contains("Au moins une de ces conditions", conditions.TextContent, StringComparison.Ordinal);
        Assert.Contains("Le projet est porté par une association ou un collectif.", conditions.TextContent, StringComparison.Ordinal);
        Assert.True(conditions.QuerySelectorAll("li li").Length > 1);
    }

    [Fact]
    public async Task Get_OfferNeverChecked_SaysItCanOnlyAnswerToConfirm()
        => Assert.Contains("ne peut répondre que « à confirmer »",
            (await site.PageAsync("/offres/bond-innov-incubation")).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task Get_OfferOfAKnownOperator_LeadsToItsSheet()
        => Assert.NotNull((await site.PageAsync("/offres/bond-innov-incubation")).QuerySelector(".facts a[href='/acteurs/bond-innov']"));

    [Fact]
    public async Task Get_Sheet_HoldsADataBlockThatIsJson()
    {
        var block = (await site.PageAsync("/offres/guid-asso")).QuerySelector("script[type='application/ld+json']")!.TextContent;

        using var json = JsonDocument.Parse(block);
        Assert.Equal("https://schema.org", json.RootElement.GetProperty("@context").GetString());
        Assert.Equal("Guid'Asso, l'appui gratuit aux associations", json.RootElement.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("/offres/inconnue")]
    [InlineData("/offres/inconnue/signaler")]
    [InlineData("/offres/%22%3E%3Cscript%3E")]
    public async Task Get_UnknownSlug_Answers404(string address)
    {
        using var response = await site.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(404, (int)response.StatusCode);
    }

    [Fact]
    public async Task Post_Report_IsKeptAndThankedWithANumber()
    {
        var form = await site.PageAsync("/offres/guid-asso/signaler");

        using var answer = await site.SubmitAsync(form, "main form", ("Form.Message", "Le réseau a changé de nom. <b>Vraiment</b>"));

        Assert.Equal(302, (int)answer.StatusCode);
        var thanks = await site.PageAsync(answer.Headers.Location!.ToString());
        Assert.Contains("Numéro du signalement", thanks.Body!.TextContent, StringComparison.Ordinal);
        var report = await site.WithDbAsync(db => db.ErrorReports.SingleAsync(one => one.Message.StartsWith("Le réseau")));
        Assert.Equal("/offres/guid-asso", report.Page);
        var line = await site.WithDbAsync(db => db.Journal.SingleAsync(one => one.SubjectId == report.Id));
        Assert.DoesNotContain("changé de nom", line.After ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("non")]
    public async Task Post_EmptyReport_IsRefusedOnThePage(string message)
    {
        var form = await site.PageAsync("/offres/guid-asso/signaler");

        using var answer = await site.SubmitAsync(form, "main form", ("Form.Message", message));

        var page = await site.ParseAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.NotNull(page.QuerySelector(".error-summary"));
    }

    [Fact]
    public async Task Post_TooLongReport_IsRefusedAndGivenBack()
    {
        var form = await site.PageAsync("/offres/guid-asso/signaler");
        var message = new string('é', 2001);

        using var answer = await site.SubmitAsync(form, "main form", ("Form.Message", message));

        var page = await site.ParseAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(page.QuerySelector(".error-summary"));
        Assert.Equal(message, page.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task Post_TrapFilled_KeepsNothing()
    {
        var form = await site.PageAsync("/offres/dla/signaler");

        using var answer = await site.SubmitAsync(form, "main form", ("Form.Message", "Acheter maintenant"),
            ("Form.Website", "http://exemple.fr"));

        Assert.Equal(302, (int)answer.StatusCode);
        Assert.False(await site.WithDbAsync(db => db.ErrorReports.AnyAsync(one => one.Message == "Acheter maintenant")));
    }
}
