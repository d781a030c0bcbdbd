using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Tests.Features.Directory;

public sealed class EditNamesTests
{
    public static TheoryData<string> Names => new()
    {
        new string('é', 300),
        "جمعية المطبخ المشترك",
        "👩🏽‍🌾 Le Jardin 🥕 de Noé 👨‍👩‍👧‍👦",
        "Café \"<b>L’Âne</b>\" & fils",
        "שלום Bondy (1)",
    };

    [Theory, MemberData(nameof(Names))]
    public async Task Edit_AnyName_IsStoredAndShownAsTyped(string name)
    {
        await using var site = await TestSite.StartAsync();
        await site.SignInAsync("ines@exemple.fr", organisations: ("baluchon", OrganisationRoles.Owner));

        using var saved = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/modifier"), "main form", ("f.Name", name),
            ("geste", "enregistrer"));

        Assert.EndsWith("/acteurs/baluchon?fait=modifiee", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(name.Normalize(),
            await site.WithDbAsync(db => db.Organisations.Where(sheet => sheet.Slug == "baluchon").Select(sheet => sheet.Name)
                .SingleAsync()));
        var sheet = await site.PageAsync("/acteurs/baluchon?fait=modifiee&autres=Name.Pirate");
        Assert.Equal(name, sheet.QuerySelector("h1")!.TextContent);
        Assert.Contains("« Nom » a aussi changé", sheet.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Pirate", sheet.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var list = await site.PageAsync("/acteurs?commune=93063");
        Assert.Contains(list.QuerySelectorAll(".results h2 bdi"), shown => shown.TextContent == name);
        var again = await site.PageAsync("/acteurs/baluchon/modifier");
        Assert.Equal(name, again.QuerySelector("[name='f.Name']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Edit_NameTooLong_IsRefusedAndKept()
    {
        await using var site = await TestSite.StartAsync();
        await site.SignInAsync("ines@exemple.fr", organisations: ("baluchon", OrganisationRoles.Owner));
        var name = new string('a', 301);

        using var refused = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/modifier"), "main form", ("f.Name", name),
            ("geste", "enregistrer"));

        var page = await site.ParseAsync(await refused.Content.ReadAsStringAsync());
        Assert.Contains("300 au plus", page.QuerySelector("#erreurs")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(name, page.QuerySelector("[name='f.Name']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Check_Page_ShowsEachFactWithItsSourceAndAge()
    {
        await using var site = await TestSite.StartAsync();
        await site.SignInAsync("ines@exemple.fr", organisations: ("baluchon", OrganisationRoles.Editor));

        var page = await site.PageAsync("/acteurs/baluchon/verifier");

        Assert.Contains("octobre 2018", page.QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ce qui n’est pas dit", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Tout est vrai aujourd’hui", page.QuerySelector("main form button")!.TextContent);
    }
}
