using System.Net;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Features.History;

/// <summary>Each decision has its history: what was asked, who answered, why, before and after; and can be taken up again.</summary>
public sealed class DecisionTests : IAsyncLifetime
{
    private const string Ines = "ines@exemple.fr";
    private const string Manager = "manager@exemple.fr";

    private TestSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync();
        await site.SignInAsync(Manager, TerritoryRoles.Manager);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Claim_Refused_TellsWhoWhyBeforeAndAfter_NeverTheMessageInTheJournal()
    {
        await ClaimAsync();
        await DecideAsync("non", "Nous ne vous connaissons pas.");

        var history = await site.PageAsync(await LastDecisionAsync());

        var text = history.Body!.TextContent;
        Assert.Contains("« Trésorière. »", text, StringComparison.Ordinal);
        Assert.Contains("par ines@exemple.fr", text, StringComparison.Ordinal);
        Assert.Contains("Pourquoi : Nous ne vous connaissons pas.", text, StringComparison.Ordinal);
        var answer = history.QuerySelectorAll("tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim())))
            .First(row => row.StartsWith("Réponse|", StringComparison.Ordinal));
        Assert.Equal("Réponse|en attente|refusée", answer);
        Assert.DoesNotContain(await site.WithDbAsync(
            db => db.Journal.Where(line => line.Subject == nameof(JoinRequest)).Select(line => line.After ?? "").ToListAsync()),
            side => side.Contains("Trésorière", StringComparison.Ordinal) || side.Contains("connaissons", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Claim_RefusedThenTakenUpAgain_WaitsAndIsAnsweredASecondTime()
    {
        await ClaimAsync();
        await DecideAsync("non", "Nous ne vous connaissons pas.");
        var address = await LastDecisionAsync();

        using var silent = await site.SubmitAsync(await site.PageAsync(address), "section[aria-labelledby=reprise] form");
        using var taken = await site.SubmitAsync(await site.PageAsync(address), "section[aria-labelledby=reprise] form",
            ("motif", "Vous nous avez appelés."));
        var told = await site.LastMailAsync(Ines);
        await DecideAsync("oui");

        Assert.Contains("Écrivez pourquoi", await silent.WordsAsync(), StringComparison.Ordinal);
        Assert.Contains("fait=reprise", taken.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("parce que : Vous nous avez appelés.", told, StringComparison.Ordinal);
        Assert.Contains("est acceptée", await site.LastMailAsync(Ines), StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDbAsync(db => db.Members.CountAsync()));
    }

    [Fact]
    public async Task Decision_SentTwice_CountsOnceAndAnswersBothTimes()
    {
        await ClaimAsync();
        var queue = await site.PageAsync("/bureau/moderation");
        using var first = await site.SubmitAsync(queue, ".queue form", ("reponse", "non"), ("motif", "Nous ne vous connaissons pas."));
        using var second = await site.SubmitAsync(queue, ".queue form", ("reponse", "oui"));
        var page = await site.PageAsync(await LastDecisionAsync());
        using var taken = await site.SubmitAsync(page, "section[aria-labelledby=reprise] form", ("motif", "À revoir."));
        using var again = await site.SubmitAsync(page, "section[aria-labelledby=reprise] form", ("motif", "À revoir."));

        Assert.Equal([302, 302, 302, 302], new[] { first, second, taken, again }.Select(answer => (int)answer.StatusCode));
        Assert.Contains("fait=deja", second.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.Members.CountAsync()));
        Assert.Equal(3, (await site.PageAsync(taken.Headers.Location!.PathAndQuery())).QuerySelectorAll("main ol > li").Length);
    }

    [Fact]
    public async Task Claim_AcceptedByMistakeThenTakenUpAgain_TakesThePlaceBack()
    {
        await ClaimAsync();
        await DecideAsync("oui");

        using var taken = await site.SubmitAsync(await site.PageAsync(await LastDecisionAsync()), "section[aria-labelledby=reprise] form",
            ("motif", "Erreur de personne."));

        Assert.Equal(0, await site.WithDbAsync(db => db.Members.CountAsync()));
        Assert.Equal(1, await site.WithDbAsync(db => db.JoinRequests.Open().CountAsync()));
    }

    [Fact]
    public async Task Claim_WithANewerOneOpen_IsNotTakenUpAgain()
    {
        await ClaimAsync();
        await DecideAsync("non", "Nous ne vous connaissons pas.");
        var address = await LastDecisionAsync();
        await ClaimAsync();

        using var refused = await site.SubmitAsync(await site.PageAsync(address), "section[aria-labelledby=reprise] form",
            ("motif", "À revoir."));

        Assert.Contains("répondez à celle-là", await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDbAsync(db => db.JoinRequests.Open().CountAsync()));
    }

    [Fact]
    public async Task Correction_RefusedThenTakenUpAgain_WaitsWithItsChanges()
    {
        await SuggestAsync();
        await DecideAsync("non", "Ce n’est pas leur site.");
        var page = await site.PageAsync(await LastDecisionAsync());

        using var taken = await site.SubmitAsync(page, "section[aria-labelledby=reprise] form", ("motif", "C’est bien le leur."));

        Assert.Contains("https://exemple.org", page.QuerySelector("section[aria-labelledby=demande]")!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains("https://exemple.org", (await site.PageAsync("/bureau/moderation")).QuerySelector(".queue")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_Accepted_LeadsToTheHistoryOfTheSheet()
    {
        await SuggestAsync();
        await DecideAsync("oui");

        var page = await site.PageAsync(await LastDecisionAsync());

        Assert.Null(page.QuerySelector("section[aria-labelledby=reprise]"));
        Assert.NotNull(page.QuerySelector("main a[href='/acteurs/baluchon/historique']"));
    }

    [Fact]
    public async Task Report_Closed_HasItsHistory_AndCanWaitAgain()
    {
        await site.WithDbAsync(db =>
        {
            db.ErrorReports.Add(
                new ErrorReport { Page = "/acteurs/baluchon", Message = "Le téléphone ne répond pas.",
                    ReportedAt = site.Clock.GetUtcNow().UtcDateTime });
            return db.SaveAsync(Web.Data.Act.ByVisitor(site.Clock, "signaler une erreur"));
        });
        await DecideAsync("non", "Il répond.");
        var address = await LastDecisionAsync();
        var page = await site.PageAsync(address);

        using var taken = await site.SubmitAsync(page, "section[aria-labelledby=reprise] form", ("motif", "À vérifier."));

        Assert.Contains("Pourquoi : Il répond.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Le téléphone ne répond pas.", (await site.PageAsync("/bureau/moderation")).QuerySelector(".queue")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(3, (await site.PageAsync(address)).QuerySelectorAll("main ol > li").Length);
    }

    [Fact]
    public async Task Role_GivenAndTakenBack_KeepsItsHistory()
    {
        await site.SignInAsync(Ines);
        await site.SignInAsync(Manager);
        var grant = await site.WithDbAsync(async db =>
        {
            var given = new RoleGrant { AccountId = (await db.Accounts.FirstAsync(account => account.Email == Ines)).Id,
                Territory = "est-ensemble", Role = TerritoryRoles.Agent, GrantedAt = site.Clock.GetUtcNow().UtcDateTime };
            db.RoleGrants.Add(given);
            await db.SaveAsync(Web.Data.Act.ByConsole(site.Clock, "donner un rôle"));
            db.RoleGrants.Remove(given);
            await db.SaveAsync(Web.Data.Act.ByConsole(site.Clock, "retirer un rôle"));
            return given;
        });

        var page = await site.PageAsync($"/bureau/decisions/role/{grant.Id}");

        Assert.Equal(2, page.QuerySelectorAll("main ol > li").Length);
        Assert.Contains("agent d’un service public", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_ReadTheirOwnRequestsOnTheHistoryOfTheSheet_OthersDoNot()
    {
        await ClaimAsync();
        await DecideAsync("non", "Nous ne vous connaissons pas.");
        await site.SignInAsync("lea@exemple.fr", organisations: ("baluchon", OrganisationRoles.Owner));

        var inside = (await site.PageAsync("/acteurs/baluchon/historique")).Body!.TextContent;
        using var stranger = site.NewClient();
        var outside = await stranger.GetStringAsync("/acteurs/baluchon/historique");

        Assert.Contains("Refuser une demande de tenir une fiche", inside, StringComparison.Ordinal);
        Assert.DoesNotContain("Refuser une demande de tenir une fiche", outside, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/bureau/decisions/rattachement/00000000-0000-0000-0000-000000000001")]
    [InlineData("/bureau/decisions/autre/00000000-0000-0000-0000-000000000001")]
    [InlineData("/bureau/decisions/rattachement/pas-un-numero")]
    public async Task Decision_Unknown_IsNotThere(string address)
    {
        using var answer = await site.Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task ClaimAsync()
    {
        await site.SignInAsync(Ines);
        (await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/rejoindre"), "main form",
            ("Form.Message", "Trésorière."))).Dispose();
        await site.SignInAsync(Manager);
    }

    private Task<int> SuggestAsync() => site.WithDbAsync(async db =>
    {
        var sheet = await db.Organisations.FirstAsync(held => held.Slug == "baluchon");
        db.Amendments.Add(new Amendment
        {
            OrganisationId = sheet.Id, By = Web.Data.Act.Visitor, SentAt = site.Clock.GetUtcNow().UtcDateTime,
            Changes = SheetDraft.ChangesToJson([new FieldChange("Website", SheetDraft.Of(sheet)["Website"], "https://exemple.org")]),
        });
        return await db.SaveAsync(Web.Data.Act.ByVisitor(site.Clock, "proposer une correction"));
    });

    private async Task DecideAsync(string answer, string reason = "")
        => (await site.SubmitAsync(await site.PageAsync("/bureau/moderation"), ".queue form", ("reponse", answer),
            ("motif", reason))).Dispose();

    private async Task<string> LastDecisionAsync()
        => (await site.PageAsync("/bureau/moderation")).QuerySelector("section[aria-labelledby=decisions] li a")!.GetAttribute("href")!;
}
