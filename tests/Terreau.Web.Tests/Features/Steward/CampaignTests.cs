using System.Net;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Features.Steward;

public sealed class CampaignTests
{
    private const string Manager = "mila@exemple.fr";
    private const string Ines = "ines@exemple.fr";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Campaign_FromPreviewToClosing_FollowsItsSheets(string database)
    {
        await using var site = await TestSite.StartAsync(database);
        await site.SignInAsync(Ines, organisations: ("baluchon", OrganisationRoles.Owner));
        await site.SignInAsync(Manager, TerritoryRoles.Manager);
        (string, string)[] form = [("titre", "Printemps des fiches"), ("message", "Le guide papier part à l’impression."),
            ("echeance", "2026-12-23"), ("commune", "93063"), ("mois", "12")];

        using var shown = await site.SubmitAsync(await site.PageAsync("/bureau/campagnes/nouvelle"), "main form",
            [.. form, ("geste", "voir")]);
        var preview = await site.ParseAsync(await shown.Content.ReadAsStringAsync(), "/bureau/campagnes/nouvelle");
        var words = preview.QuerySelector("main")!.TextContent.Replace('\u00A0', ' ');
        Assert.Contains("1 message part", words, StringComparison.Ordinal);
        Assert.Contains("Le guide papier part à l’impression.", words, StringComparison.Ordinal);
        Assert.Contains("pas vérifiées depuis 12 mois", words, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.Campaigns.CountAsync()));

        using var started = await site.SubmitAsync(preview, "main form", ("geste", "lancer"));
        using var twice = await site.SubmitAsync(preview, "main form", ("geste", "lancer"));
        Assert.Equal(started.Headers.Location, twice.Headers.Location);
        var campaign = await site.WithDbAsync(db => db.Campaigns.SingleAsync());
        var address = $"/bureau/campagnes/{campaign.Id}";
        var sheets = await site.WithDbAsync(db => db.CampaignSheets.CountAsync());
        Assert.True(sheets > 1);
        Assert.Equal(1, await MailsAsync(site));
        Assert.Contains("/acteurs/baluchon/verifier", await site.LastMailAsync(Ines), StringComparison.Ordinal);

        var page = await site.PageAsync(address + "?fait=lancee");
        Assert.Contains($"À appeler : {sheets - 1}", page.QuerySelector("#appeler")!.TextContent.Replace('\u00A0', ' '),
            StringComparison.Ordinal);
        var remind = page.QuerySelectorAll("form").Single(held => held.TextContent.Contains("Rappeler", StringComparison.Ordinal));
        remind.Id = "rappeler";
        using var tooSoon = await site.SubmitAsync(page, "#rappeler");
        Assert.EndsWith("fait=deja", tooSoon.Headers.Location!.ToString(), StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromDays(2));
        await site.SignInAsync(Manager);
        foreach (var expected in new[] { "rappelee", "deja" })
        {
            using var again = await site.SubmitAsync(page, "#rappeler");
            Assert.EndsWith($"fait={expected}", again.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(2, await MailsAsync(site));

        await site.SignInAsync(Ines);
        using var edited = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/modifier"), "main form",
            ("f.Summary", "Une présentation nouvelle."), ("geste", "enregistrer"));
        Assert.Equal(CampaignProgress.Started, await ProgressAsync(site));
        using var done = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/verifier"), "main form");
        Assert.Equal(CampaignProgress.Done, await ProgressAsync(site));

        await site.SignInAsync(Manager);
        page = await site.PageAsync(address);
        Assert.Contains($"1 sur {sheets} fiches faites", page.QuerySelector("#phrase")!.TextContent.Replace('\u00A0', ' '),
            StringComparison.Ordinal);
        var csv = await site.Client.GetStringAsync($"{address}/export.csv");
        Assert.Contains("Baluchon;Romainville;Faite", csv, StringComparison.Ordinal);
        page.QuerySelectorAll("form").Single(held => held.TextContent.Contains("Clore", StringComparison.Ordinal)).Id = "clore";
        using var closed = await site.SubmitAsync(page, "#clore");
        Assert.NotNull((await site.WithDbAsync(db => db.Campaigns.AsNoTracking().SingleAsync())).ClosedAt);
        Assert.Contains("Close le", (await site.PageAsync("/bureau/campagnes")).QuerySelector("main .lines")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ObjectionAndBounce_AreForThePhone()
    {
        await using var site = await TestSite.StartAsync();
        var ines = await site.SignInAsync(Ines, organisations: ("baluchon", OrganisationRoles.Owner));
        await site.WithDbAsync(db => db.Accounts.Where(account => account.Id == ines)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.ObjectsToMail, true)));
        await site.SignInAsync(Manager, TerritoryRoles.Manager);

        using var started = await site.SubmitAsync(await site.PageAsync("/bureau/campagnes/nouvelle"), "main form",
            ("titre", "Essai"), ("echeance", "23/12/2026"), ("commune", "93063"), ("geste", "lancer"));

        Assert.Equal(302, (int)started.StatusCode);
        Assert.Equal(0, await MailsAsync(site));
        var page = await site.PageAsync(started.Headers.Location!.ToString());
        Assert.Contains("Baluchon", page.QuerySelector("#appeler")!.ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "2026-12-23", "12", "Écrivez un titre")]
    [InlineData("Essai", "hier", "12", "Donnez une date")]
    [InlineData("Essai", "2026-11-22", "12", "La date va d’aujourd’hui")]
    [InlineData("Essai", "2026-12-23", "-4", "Le nombre de mois")]
    [InlineData("Essai", "2026-12-23", "240", "Aucune fiche ne répond")]
    public async Task Start_WrongForm_SaysWhyAndKeepsWhatWasTyped(string title, string due, string months, string sentence)
    {
        await using var site = await TestSite.StartAsync();
        await site.SignInAsync(Manager, TerritoryRoles.Manager);

        using var refused = await site.SubmitAsync(await site.PageAsync("/bureau/campagnes/nouvelle"), "main form",
            ("titre", title), ("message", "Gardé"), ("echeance", due), ("mois", months), ("geste", "lancer"));

        var page = await site.ParseAsync(await refused.Content.ReadAsStringAsync());
        Assert.Contains(sentence, page.QuerySelector("#erreurs")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Gardé", page.QuerySelector("#message")!.TextContent);
        Assert.Equal(0, await site.WithDbAsync(db => db.Campaigns.CountAsync()));
    }

    [Theory]
    [InlineData("/bureau/campagnes")]
    [InlineData("/bureau/campagnes/nouvelle")]
    [InlineData("/bureau/campagnes/0193b2a4-0000-7000-8000-000000000000")]
    [InlineData("/bureau/campagnes/0193b2a4-0000-7000-8000-000000000000/export.csv")]
    public async Task Get_AsAMember_IsNotFound(string address)
    {
        await using var site = await TestSite.StartAsync();
        await site.SignInAsync(Ines, organisations: ("baluchon", OrganisationRoles.Owner));

        using var response = await site.Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static Task<int> MailsAsync(TestSite site)
        => site.WithDbAsync(db => db.OutgoingMails.CountAsync(mail => mail.Key.StartsWith("campagne:")));

    private static Task<CampaignProgress> ProgressAsync(TestSite site) => site.WithDbAsync(db => db.CampaignSheets
        .Where(line => db.Organisations.Any(sheet => sheet.Id == line.OrganisationId && sheet.Slug == "baluchon"))
        .Select(line => line.Progress).SingleAsync());
}
