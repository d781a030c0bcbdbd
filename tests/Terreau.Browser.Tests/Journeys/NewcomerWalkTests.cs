using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Terreau.Browser.Tests.Journeys;

/// <summary>
/// What a newcomer does: find an actor, read an offer, describe a project, understand the answer; on a
/// desk with script, and on a phone without.
/// </summary>
[Collection(nameof(OpenSite))]
public sealed class NewcomerWalkTests(OpenSite site)
{
    public static TheoryData<int, bool> Visitors => new() { { 1280, true }, { 360, false } };

    [Theory, MemberData(nameof(Visitors))]
    public async Task FindAnActor_FromTheHomePage_ToItsSheet(int width, bool script)
    {
        var page = await site.VisitAsync(width, script);
        await page.GotoAsync("/");

        await page.GetByRole(AriaRole.Link, new() { NameRegex = Named("Je cherche un acteur") }).First.ClickAsync();
        await page.GetByRole(AriaRole.Searchbox).First.FillAsync("paysans urbain");
        await page.GetByRole(AriaRole.Searchbox).First.PressAsync("Enter");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Le Paysan urbain" }).First.ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/acteurs/le-paysan-urbain$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Le Paysan urbain");
        await Expect(page.Locator("main")).ToContainTextAsync("Romainville");
        await page.Context.CloseAsync();
    }

    [Theory, MemberData(nameof(Visitors))]
    public async Task ReadAnOffer_ByPurpose_ToItsConditions(int width, bool script)
    {
        var page = await site.VisitAsync(width, script);
        await page.GotoAsync("/offres");

        await page.GetByRole(AriaRole.Searchbox).First.FillAsync("trouver une cuisine");
        await page.GetByRole(AriaRole.Searchbox).First.PressAsync("Enter");
        await page.Locator("main h2 a, main h3 a").First.ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/offres/[a-z0-9-]+$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = Named("Les conditions") }).First).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Theory, MemberData(nameof(Visitors))]
    public async Task DescribeAProject_WithNoSiretInBondy_AndUnderstandTheAnswer(int width, bool script)
    {
        var page = await site.VisitAsync(width, script);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = Named("J’ai un projet") }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Décrire mon projet" }).ClickAsync();

        await page.GetByLabel("Votre projet")
            .FillAsync("Ouvrir à Bondy une cuisine partagée pour des habitantes qui cuisinent. Il nous faut un four et un local.");
        await GoOnAsync(page);
        await page.GetByLabel("J’ai une idée").CheckAsync();
        await GoOnAsync(page);
        await page.GetByLabel("Bondy").CheckAsync();
        await GoOnAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Je ne sais pas encore" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/filiere$"));
        await page.GetByLabel("Alimentation et agriculture").CheckAsync();
        await GoOnAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Je ne sais pas encore" }).ClickAsync();
        await page.GetByLabel("Non, pas encore").CheckAsync();
        await GoOnAsync(page);
        await page.GetByLabel("Financement").CheckAsync();
        await page.GetByLabel("Locaux").CheckAsync();
        await GoOnAsync(page);
        await page.GetByLabel("Le montant").FillAsync("30 000 €");
        await GoOnAsync(page);
        await page.GetByLabel("Cuisine").CheckAsync();
        await GoOnAsync(page);

        await Expect(page).ToHaveURLAsync(new Regex("/resultat"));
        var answer = page.Locator("main");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(new Regex("aide|rupture|confirmer"));
        await Expect(answer).ToContainTextAsync(new Regex(@"[Pp]arce\sque"));
        await Expect(answer).ToContainTextAsync(new Regex(@"[àÀ]\sconfirmer"));
        await Expect(answer).ToContainTextAsync(new Regex(@"30\s000\s€"));
        await Expect(answer).ToContainTextAsync("Bondy");

        // The link keeps the project: another window, the same answers; one step back changes one of them.
        var again = await site.VisitAsync(width, script);
        await again.GotoAsync(new Uri(page.Url).PathAndQuery);
        await Expect(again.Locator("main")).ToContainTextAsync(new Regex(@"30\s000\s€"));
        await again.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Back_AfterAnAnswer_LosesNothing()
    {
        var page = await site.VisitAsync(360);
        await page.GotoAsync("/orientation");
        await page.GetByRole(AriaRole.Button, new() { Name = "Décrire mon projet" }).ClickAsync();
        await page.GetByLabel("Votre projet").FillAsync("Une recyclerie de vélos");
        await GoOnAsync(page);

        await page.GoBackAsync();

        await Expect(page.GetByLabel("Votre projet")).ToHaveValueAsync("Une recyclerie de vélos");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Keyboard_FromTheAddressBar_ReachesTheContentFirst()
    {
        var page = await site.VisitAsync();
        await page.GotoAsync("/acteurs");

        await page.Keyboard.PressAsync("Tab");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Aller au contenu" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("contenu", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Context.CloseAsync();
    }

    private static Task GoOnAsync(IPage page)
        => page.Locator("main form[method=post] button[type=submit].button:not(.quiet)").First.ClickAsync();

    private static Regex Named(string text) => new(Regex.Escape(text).Replace("’", "[’']", StringComparison.Ordinal));
}
