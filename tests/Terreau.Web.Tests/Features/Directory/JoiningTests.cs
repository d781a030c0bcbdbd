using System.Net;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Tests.Features.Directory;

/// <summary>Claiming a sheet, inviting, joining, leaving; and the queue of the manager that answers.</summary>
public sealed class JoiningTests : IAsyncLifetime
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
    public async Task Claim_WaitsForTheManager_WhoAccepts()
    {
        await site.SignInAsync(Ines);
        using var asked = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/rejoindre"), "main form",
            ("Form.Message", "Trésorière."));
        Assert.Contains("demande à rejoindre", await site.LastMailAsync(Manager), StringComparison.Ordinal);
        using var tooEarly = await site.Client.GetAsync("/acteurs/baluchon/modifier");
        Assert.Equal(HttpStatusCode.NotFound, tooEarly.StatusCode);

        await site.SignInAsync(Manager);
        var queue = await site.PageAsync("/bureau/moderation");
        Assert.Contains("« Trésorière. »", queue.Body!.TextContent, StringComparison.Ordinal);
        using var accepted = await site.SubmitAsync(queue, ".queue form", ("reponse", "oui"));
        Assert.Contains("est acceptée", await site.LastMailAsync(Ines), StringComparison.Ordinal);

        await site.SignInAsync(Ines);
        Assert.Contains("Modifier la fiche", (await site.PageAsync("/acteurs/baluchon")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_FromTheDomainOfItsSite_IsTakenAtOnce_AndTheManagerIsTold()
    {
        await site.WithDbAsync(db => db.Organisations.Where(sheet => sheet.Slug == "baluchon")
            .ExecuteUpdateAsync(set => set.SetProperty(sheet => sheet.Website, "https://www.baluchon-exemple.fr")));
        await site.SignInAsync("ines@baluchon-exemple.fr");

        using var asked = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/rejoindre"), "main form");

        Assert.Contains("fait=rejointe", asked.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("tient désormais la fiche", await site.LastMailAsync(Manager), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.facebook.com/baluchon", "ines@facebook.com")]
    [InlineData("https://gmail.com", "ines@gmail.com")]
    [InlineData("https://baluchon-exemple.fr", "ines@autre-baluchon-exemple.fr")]
    [InlineData("https://baluchon.ville-exemple.fr", "agent@ville-exemple.fr")]
    public async Task Claim_FromADomainThatProvesNothing_Waits(string website, string email)
    {
        await site.WithDbAsync(db => db.Organisations.Where(sheet => sheet.Slug == "baluchon")
            .ExecuteUpdateAsync(set => set.SetProperty(sheet => sheet.Website, website)));
        await site.SignInAsync(email);

        using var asked = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/rejoindre"), "main form");

        Assert.Equal(0, await site.WithDbAsync(db => db.Members.CountAsync()));
        Assert.Equal(1, await site.WithDbAsync(db => db.JoinRequests.Open().CountAsync()));
    }

    [Fact]
    public async Task Refusal_WithoutAReason_IsNotTaken_WithOneItIsSent()
    {
        await site.SignInAsync(Ines);
        (await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/rejoindre"), "main form")).Dispose();
        await site.SignInAsync(Manager);

        using var silent = await site.SubmitAsync(await site.PageAsync("/bureau/moderation"), ".queue form", ("reponse", "non"));
        using var said = await site.SubmitAsync(await site.PageAsync("/bureau/moderation"), ".queue form", ("reponse", "non"),
            ("motif", "Nous ne vous connaissons pas."));

        Assert.Contains("Écrivez un motif", await silent.WordsAsync(), StringComparison.Ordinal);
        Assert.Contains("parce que : Nous ne vous connaissons pas.", await site.LastMailAsync(Ines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewSheet_IsSeenByItsAuthorAlone_UntilTheManagerAccepts()
    {
        await site.SignInAsync(Ines);
        using var proposed = await site.SubmitAsync(await site.PageAsync("/acteurs/nouvelle-fiche"), "main form",
            ("f.Name", "Le Jardin d’Élise"), ("f.Communes", "93010"));
        using var stranger = site.NewClient();
        using var hidden = await stranger.GetAsync("/acteurs/le-jardin-d-elise");
        Assert.Contains("/acteurs/le-jardin-d-elise", proposed.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("vous seul la voyez", (await site.PageAsync("/acteurs/le-jardin-d-elise")).Body!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        await site.SignInAsync(Manager);
        using var accepted = await site.SubmitAsync(await site.PageAsync("/bureau/moderation"), ".queue form", ("reponse", "oui"));
        using var shown = await stranger.GetAsync("/acteurs/le-jardin-d-elise");

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        var sheet = await site.WithDbAsync(db => db.Organisations.FirstAsync(held => held.Slug == "le-jardin-d-elise"));
        Assert.Equal("commune", sheet.Precision);
    }

    [Fact]
    public async Task NewSheet_SameFormTwice_MakesOne()
    {
        await site.SignInAsync(Ines);
        var page = await site.PageAsync("/acteurs/nouvelle-fiche");

        using var first = await site.SubmitAsync(page, "main form", ("f.Name", "Deux fois"));
        using var second = await site.SubmitAsync(page, "main form", ("f.Name", "Deux fois"));

        Assert.Equal(first.Headers.Location!.PathAndQuery(), second.Headers.Location!.PathAndQuery());
        Assert.Equal(1, await site.WithDbAsync(db => db.Organisations.CountAsync(sheet => sheet.Name == "Deux fois")));
    }

    [Fact]
    public async Task Suggestion_ByAVisitor_IsShownBeforeAndAfter_ThenApplied()
    {
        await SuggestAsync(site, "Une présentation plus juste.", "visiteuse@exemple.fr");

        await site.SignInAsync(Manager);
        var queue = await site.PageAsync("/bureau/moderation");
        Assert.Contains("Une présentation plus juste.", queue.QuerySelector(".queue table")!.TextContent, StringComparison.Ordinal);
        using var accepted = await site.SubmitAsync(queue, ".queue form", ("reponse", "oui"));

        Assert.Contains("Une présentation plus juste.", (await site.PageAsync("/acteurs/baluchon")).Body!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains("est acceptée", await site.LastMailAsync("visiteuse@exemple.fr"), StringComparison.Ordinal);
        Assert.Null(await site.WithDbAsync(db => db.Amendments.Select(amendment => amendment.AnswerTo).FirstAsync()));
    }

    [Fact]
    public async Task Invitation_OpensTheDoorOnce_ToItsAddressAlone()
    {
        await site.SignInAsync("chef@exemple.fr", organisations: ("baluchon", OrganisationRoles.Owner));
        using var invited = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/membres"), "form:has([name='Form.Email'])",
            ("Form.Email", Ines), ("Form.Role", "Editor"));
        var link = (await site.LastMailAsync(Ines)).Split('\n').First(line => line.Contains("/invitation/", StringComparison.Ordinal))
            .Trim();
        var path = new Uri(link).AbsolutePath;
        var other = await site.PageAsync(path);
        Assert.Contains("pour une autre adresse", other.Body!.TextContent, StringComparison.Ordinal);

        await site.SignInAsync(Ines);
        using var accepted = await site.SubmitAsync(await site.PageAsync(path), "main form");
        var again = await site.PageAsync(path);

        Assert.Contains("fait=rejointe", accepted.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("ne peut pas servir", again.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_AfterTwoWeeks_IsOver()
    {
        await site.SignInAsync("chef@exemple.fr", organisations: ("baluchon", OrganisationRoles.Owner));
        (await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/membres"), "form:has([name='Form.Email'])",
            ("Form.Email", Ines))).Dispose();
        var path = new Uri((await site.LastMailAsync(Ines)).Split('\n')
            .First(line => line.Contains("/invitation/", StringComparison.Ordinal)).Trim()).AbsolutePath;
        site.Clock.Advance(Invitation.Validity);
        await site.SignInAsync(Ines);

        Assert.Contains("ne peut pas servir", (await site.PageAsync(path)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastOwner_LeavesOnlyKnowingIt_AndTheManagerIsTold()
    {
        await site.SignInAsync("chef@exemple.fr", organisations: ("baluchon", OrganisationRoles.Owner));
        using var unaware = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/quitter"), "main form");
        using var aware = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/quitter"), "main form", ("sait", "oui"));

        Assert.Contains("dernier responsable", await unaware.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, aware.StatusCode);
        Assert.Contains("n’a plus de responsable", await SubjectAsync(Manager), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.Members.CountAsync()));
    }

    [Fact]
    public async Task LastOwner_CannotBeTakenAway()
    {
        var chief = await site.SignInAsync("chef@exemple.fr", organisations: ("baluchon", OrganisationRoles.Owner));

        using var removed = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/membres"), "form:has([name=role])",
            ("role", "None"));

        Assert.Contains("dernier responsable", await removed.WordsAsync(), StringComparison.Ordinal);
        Assert.True(await site.WithDbAsync(db => db.Members.AnyAsync(member => member.AccountId == chief)));
    }

    [Fact]
    public async Task Roles_AreGrantedByAdministratorsAlone_AndTheLastOneStays()
    {
        await site.SignInAsync("chef@exemple.fr", TerritoryRoles.Administrator, strong: true);
        using var granted = await site.SubmitAsync(await site.PageAsync("/bureau/roles"), "form:has([name='Form.Email'])",
            ("Form.Email", Ines), ("Form.Role", "Funder"));
        Assert.Contains("Financeur", await site.LastMailAsync(Ines), StringComparison.Ordinal);

        var page = await site.PageAsync("/bureau/roles");
        var admin = page.QuerySelectorAll(".lines li").First(line => line.TextContent.Contains("Administrateur", StringComparison.Ordinal))
            .QuerySelector("form button")!.Id!;
        using var refused = await site.SubmitAsync(page, $"form:has(#{admin})");

        Assert.Contains("dernier administrateur", await refused.WordsAsync(), StringComparison.Ordinal);
    }

    private Task<string> SubjectAsync(string email)
        => site.WithDbAsync(db => db.OutgoingMails.Where(mail => mail.Recipient == email).OrderByDescending(mail => mail.Id)
            .Select(mail => mail.Subject).FirstAsync());

    private static async Task SuggestAsync(TestSite site, string summary, string answerTo)
    {
        using var client = site.NewClient();
        var page = await site.ParseAsync(await client.GetStringAsync("/acteurs/baluchon/proposer"), "/acteurs/baluchon/proposer");
        // As a visitor: with a client of their own, whose cookies go with the form.
        using var sent = await site.SubmitAsync(page, "main form", client, ("f.Summary", summary), ("adresse", answerTo),
            ("geste", "envoyer"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
    }
}
