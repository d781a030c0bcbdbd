using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Domain.Privacy;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Mail;

namespace Terreau.Web.Tests.Features.Privacy;

public sealed class StatementTests
{
    [Fact]
    public async Task Statement_AndRegister_SayEveryCategoryOfTheFile()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        var statement = (await site.PageAsync("/donnees-personnelles")).QuerySelector("main")!.TextContent;
        var register = await site.PageAsync("/donnees-personnelles/registre");

        Assert.All(site.Services.GetRequiredService<RetentionTable>().Categories, category =>
        {
            Assert.Contains(category.HowLong, statement, StringComparison.Ordinal);
            var section = register.GetElementById(category.Key)!.ParentElement!.TextContent;
            Assert.All([category.Holds, category.Purpose, category.Basis, category.Recipients, category.HowLong, category.Source],
                words => Assert.Contains(words, section, StringComparison.Ordinal));
        });
        Assert.Contains("200057875", register.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("À compléter par le responsable", register.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_FollowsTheSettings()
    {
        await using var plain = await TestSite.StartAsync(seed: "empty");
        await using var other = await TestSite.StartAsync(seed: "empty", adjust: options => options with
        {
            BaseMap = "https://fond.example/style.json", Officer = "dpo@exemple.fr",
            Smtp = SmtpAddress.TryParse("smtp://localhost:2525", out var server) ? server : null, MailFrom = "Terreau <terreau@exemple.fr>",
        });

        var without = (await plain.PageAsync("/donnees-personnelles")).QuerySelector("main")!.TextContent;
        var with = (await other.PageAsync("/donnees-personnelles")).QuerySelector("main")!.TextContent;

        Assert.Contains("ils restent dans un dossier", without, StringComparison.Ordinal);
        Assert.Contains("son fond est servi par ce site", without, StringComparison.Ordinal);
        Assert.Contains("à compléter par le responsable", without, StringComparison.Ordinal);
        Assert.Contains("par le serveur de messagerie", with, StringComparison.Ordinal);
        Assert.Contains("fond.example", with, StringComparison.Ordinal);
        Assert.Contains("dpo@exemple.fr", with, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_GivenAcrossTheSite_AreThoseOfTheStatement()
    {
        await using var site = await TestSite.StartAsync();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in new[] { "/", "/acteurs", "/acteurs/baluchon", "/acteurs/baluchon/contact", "/acteurs/baluchon/signaler",
            "/offres", "/offres/dla", "/orientation", "/territoire", "/donnees-personnelles", "/accessibilite", "/api", "/nulle-part" })
        {
            using var answer = await site.Client.GetAsync(address);
            Note(answer, seen);
        }
        // Keys of devices are only offered where the site has a name.
        using var named = new HttpRequestMessage(HttpMethod.Get, "/connexion");
        named.Headers.Host = $"localhost:{site.Client.BaseAddress!.Port}";
        using (var answer = await site.Client.SendAsync(named)) Note(answer, seen);
        using (var asked = await site.SubmitAsync(await site.PageAsync("/connexion"), "form:not([data-passkey])",
            ("Mail.Address", "ines@exemple.fr"))) Note(asked, seen);
        var path = new Uri((await site.LastMailAsync("ines@exemple.fr")).Split('\n')
            .First(line => line.Contains("/connexion/lien/", StringComparison.Ordinal)).Trim()).AbsolutePath;
        using (var entered = await site.SubmitAsync(await site.PageAsync(path), "main form")) Note(entered, seen);
        foreach (var address in new[] { "/compte", "/compte/donnees", "/compte/cles", "/compte/seances", "/deconnexion" })
        {
            using var answer = await site.Client.GetAsync(address);
            Note(answer, seen);
        }

        Assert.Equal(SiteCookies.All.Select(cookie => cookie.Name).Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        var said = (await site.PageAsync("/donnees-personnelles")).QuerySelector("main")!.TextContent;
        Assert.All(SiteCookies.All, cookie => Assert.Contains(cookie.Name, said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Accessibility_WithoutAudit_ClaimsNoRate()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        var statement = site.Services.GetRequiredService<AccessibilityStatement>();

        var text = (await site.PageAsync("/accessibilite")).QuerySelector("main")!.TextContent;

        Assert.Null(statement.Audit);
        Assert.Contains("Aucun audit", text, StringComparison.Ordinal);
        Assert.DoesNotContain("%", text, StringComparison.Ordinal);
        Assert.All(statement.Tests, test => Assert.Contains(test, text, StringComparison.Ordinal));
        Assert.All(statement.NotAccessible, part => Assert.Contains(part.What, text, StringComparison.Ordinal));
        Assert.Contains("Défenseur des droits", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(49, "non conforme")]
    [InlineData(50, "partiellement conforme")]
    [InlineData(100, "totalement conforme")]
    public void Accessibility_State_FollowsTheAudit(int percent, string state)
        => Assert.Equal(state, new AccessibilityStatement
        {
            CheckedOn = default, Standard = "RGAA 4.1.2", Technologies = [], Tests = [], NotAccessible = [],
            Audit = new AccessibilityStatement.Audited(default, "quelqu’un", percent),
        }.State);

    private static void Note(HttpResponseMessage answer, HashSet<string> seen)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var cookies)) return;
        foreach (var cookie in cookies) seen.Add(cookie.Split('=')[0]);
    }
}
