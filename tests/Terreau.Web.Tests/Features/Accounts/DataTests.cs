using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;

namespace Terreau.Web.Tests.Features.Accounts;

/// <summary>The rights of a person over what is held about them, on a life that left its mark in every table.</summary>
public sealed class DataTests : IAsyncLifetime
{
    private const string Ines = "ines.dv@exemple.fr";
    private const string Name = "Inès Diallo-Vernet";
    private const string Sheet = "baluchon";

    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Page_ShowsEveryCategoryWithItsReasonAndTime()
    {
        await LiveAsync();

        var page = await site.PageAsync("/compte/donnees");

        var text = page.QuerySelector("main")!.TextContent;
        Assert.All(["Mes séances", "Mes organisations", "Invitations reçues", "Les corrections que j’ai proposées",
            "Les accords que j’ai donnés", "Ce que j’ai fait ici"],
            title => Assert.Contains(title, text, StringComparison.Ordinal));
        Assert.Contains("30 jours après la fin de la séance", text, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='/compte/donnees.json']"));
    }

    [Fact]
    public async Task Page_Visitor_IsLedToSignIn()
    {
        foreach (var address in new[] { "/compte/donnees", "/compte/donnees.json", "/compte/donnees/document",
            "/compte/donnees/effacement" })
        {
            using var answer = await site.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
    }

    [Fact]
    public async Task File_HoldsAllThatASearchInTheDatabaseFinds()
    {
        await LiveAsync();

        using var answer = await site.Client.GetAsync("/compte/donnees.json");
        var file = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var told = Texts(file.RootElement).ToHashSet(StringComparer.Ordinal);
        var found = await DatabaseText.NamingAsync(site, Ines, Name);

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType
            ?? answer.Content.Headers.GetValues("Content-Disposition").First().Split(';')[0]);
        Assert.Contains(found, cell => cell.Table == "Amendments");
        // What others wrote to others, and copies of whole sheets, are not handed out: that they exist is told.
        var belongsToOthers = found.Where(
            cell => cell.Table == "SheetMerges"
                || (cell.Table == "OutgoingMails" && cell.Text.Contains("demande à rejoindre", StringComparison.Ordinal))).ToList();
        Assert.All(found.Except(belongsToOthers),
            cell => Assert.True(told.Contains(cell.Text), $"{cell.Table}.{cell.Column} is not in the file: {cell.Text}"));
        Assert.Single(file.RootElement.GetProperty("categories").GetProperty("messagesAutres").GetProperty("lignes").EnumerateArray());
    }

    [Fact]
    public async Task Document_IsPrintableAndSaysTheSame()
    {
        await LiveAsync();

        var page = await site.PageAsync("/compte/donnees/document");

        Assert.NotNull(page.QuerySelector("article.document"));
        Assert.Contains(Ines, page.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_LeavesNothingOfThePersonAndKeepsTheActs()
    {
        var id = await LiveAsync();
        var cookie = site.Cookie("terreau-seance");
        Assert.NotEmpty(await DatabaseText.NamingAsync(site, Ines, Name));

        using var erased = await site.SubmitAsync(await site.PageAsync("/compte/donnees/effacement"), "main form",
            ("Form.LeavesAlone", "true"));

        Assert.Equal("/compte/efface", new Uri(site.Client.BaseAddress!, erased.Headers.Location!).AbsolutePath);
        Assert.Empty(await DatabaseText.NamingAsync(site, Ines, Name, "Diallo-Vernet", "\\u00E8s Diallo"));
        Assert.False(await site.WithDbAsync(db => db.Accounts.AnyAsync(account => account.Id == id)));
        Assert.True(await site.WithDbAsync(
            db => db.Journal.AnyAsync(line => line.Who == User.WhoOf(id) && line.Command == "effacer son compte")));
        Assert.Equal(AccountErasure.Left,
            (await site.WithDbAsync(db => db.Amendments.SingleAsync(amendment => amendment.By != Act.Visitor))).By);
        Assert.True(string.IsNullOrEmpty(site.Cookie("terreau-seance")));
        using var thief = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/compte");
        request.Headers.Add("Cookie", $"terreau-seance={cookie}");
        using var replayed = await thief.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, replayed.StatusCode);
        Assert.Contains("Votre compte est effacé", (await site.PageAsync("/compte/efface")).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_OnTheDisk_OverwritesWhatWasWritten()
    {
        await LiveAsync();

        (await site.SubmitAsync(await site.PageAsync("/compte/donnees/effacement"), "main form", ("Form.LeavesAlone", "true"))).Dispose();

        Assert.All(await DatabaseText.RawAsync(site.Folder, "terreau.db*"),
            text => Assert.DoesNotContain(Ines, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Erase_LastOwner_IsRefusedUntilTheySayIt_ThenTheManagerIsTold()
    {
        await site.WithDbAsync(async db =>
        {
            var now = site.Clock.GetUtcNow().UtcDateTime;
            var account = await db.AccountOfAsync(EmailAddress.Parse("manager@exemple.fr"), now, DateOnly.FromDateTime(now));
            db.RoleGrants.Add(
                new RoleGrant { AccountId = account.Id, Territory = "est-ensemble", Role = TerritoryRoles.Manager, GrantedAt = now });
            return await db.SaveAsync(new Act("test", now, "préparer"));
        });
        await site.SignInAsync(Ines, organisations: (Sheet, OrganisationRoles.Owner));

        using var refused = await site.SubmitAsync(await site.PageAsync("/compte/donnees/effacement"), "main form");
        var still = await site.WithDbAsync(db => db.Accounts.AnyAsync(account => account.Email == Ines));
        using var accepted = await site.SubmitAsync(await site.PageAsync("/compte/donnees/effacement"), "main form",
            ("Form.LeavesAlone", "true"));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("Cochez que vous laissez", await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.True(still);
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Contains("/acteurs/baluchon", await site.LastMailAsync("manager@exemple.fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Object_IsKeptAndTakenBack()
    {
        await site.SignInAsync(Ines);

        using var refused = await site.SubmitAsync(await site.PageAsync("/compte/donnees"), "main form");
        var kept = await site.WithDbAsync(db => db.Accounts.Select(account => account.ObjectsToMail).SingleAsync());
        var page = await site.PageAsync("/compte/donnees");
        using var accepted = await site.SubmitAsync(page, "main form");

        Assert.True(kept);
        Assert.Contains("ni rappel ni campagne", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.False(await site.WithDbAsync(db => db.Accounts.Select(account => account.ObjectsToMail).SingleAsync()));
    }

    [Fact]
    public async Task Address_ChangedByTheLink_OpensWithTheNewOneAndTellsTheOld()
    {
        var id = await site.SignInAsync(Ines);
        var path = await AskForAddressAsync("nouvelle@exemple.fr");

        await site.PageAsync(path);
        var before = await site.WithDbAsync(db => db.Accounts.Select(account => account.Email).SingleAsync());
        using var taken = await site.SubmitAsync(await site.PageAsync(path), "main form");
        using var twice = await site.SubmitAsync(await site.PageAsync(path), "main form");

        Assert.Equal(Ines, before);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Contains("a déjà servi", await twice.WordsAsync(), StringComparison.Ordinal);
        Assert.Contains("a changé d’adresse", await site.LastMailAsync(Ines), StringComparison.Ordinal);
        Assert.Equal(id, await site.SignInAsync("nouvelle@exemple.fr"));
        (await site.SubmitAsync(await site.PageAsync("/compte/donnees/effacement"), "main form")).Dispose();
        Assert.Empty(await DatabaseText.NamingAsync(site, Ines, "nouvelle@exemple.fr"));
    }

    [Fact]
    public async Task Address_ItsLink_SignsNobodyIn_AndNotFromAnotherBrowser()
    {
        await site.SignInAsync(Ines);
        var path = await AskForAddressAsync("nouvelle@exemple.fr");

        using var asSignIn = await site.SubmitAsync(
            await site.PageAsync(path.Replace("/compte/adresse/", "/connexion/lien/", StringComparison.Ordinal)), "main form");
        using var other = site.NewClient();
        using var elsewhere = await other.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, asSignIn.StatusCode);
        Assert.Equal(1, await site.WithDbAsync(db => db.Accounts.CountAsync()));
        Assert.Equal(HttpStatusCode.Redirect, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Address_ThatHasAnAccount_IsRefusedOnlyToItsOwner()
    {
        await site.WithDbAsync(async db =>
        {
            var now = site.Clock.GetUtcNow().UtcDateTime;
            await db.AccountOfAsync(EmailAddress.Parse("prise@exemple.fr"), now, DateOnly.FromDateTime(now));
            return await db.SaveAsync(new Act("test", now, "préparer"));
        });
        await site.SignInAsync(Ines);
        var path = await AskForAddressAsync("prise@exemple.fr");

        using var taken = await site.SubmitAsync(await site.PageAsync(path), "main form");

        Assert.Contains("a déjà un compte", await taken.WordsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Address_OfAnAccountWithAKey_MovesOnlyByTheKey(bool strong, int letters)
    {
        var id = await site.SignInAsync(Ines, strong: strong);
        await site.WithDbAsync(async db =>
        {
            db.Passkeys.Add(
                new Passkey { AccountId = id, CredentialId = [1], PublicKey = [2], Name = "téléphone", CreatedAt = DateTime.UnixEpoch,
                    Attestation = [], ClientData = [] });
            return await db.SaveAsync(new Act("test", DateTime.UnixEpoch, "préparer"));
        });

        using var asked = await site.SubmitAsync(await site.PageAsync("/compte/adresse"), "main form",
            ("Form.Address", "ailleurs@exemple.fr"));

        Assert.Equal(letters, await site.WithDbAsync(db => db.OutgoingMails.CountAsync(mail => mail.Recipient == "ailleurs@exemple.fr")));
        if (!strong) Assert.Contains("Entrez d’abord avec une de vos clés", await asked.WordsAsync(), StringComparison.Ordinal);
    }

    private async Task<string> AskForAddressAsync(string address)
    {
        using var asked = await site.SubmitAsync(await site.PageAsync("/compte/adresse"), "main form", ("Form.Address", address));
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        return new Uri((await site.LastMailAsync(address)).Split('\n')
            .First(line => line.Contains("/compte/adresse/", StringComparison.Ordinal)).Trim()).AbsolutePath;
    }

    private async Task<Guid> LiveAsync()
    {
        var id = await site.SignInAsync(Ines, TerritoryRoles.Agent, organisations: (Sheet, OrganisationRoles.Owner));
        (await site.SubmitAsync(await site.PageAsync("/compte"), "main form", ("Form.Name", Name))).Dispose();
        await site.WithDbAsync(async db =>
        {
            var now = site.Clock.GetUtcNow().UtcDateTime;
            var act = new Act("test", now, "vivre");
            var sheet = await db.Organisations.SingleAsync(held => held.Slug == Sheet);
            (sheet.ContactName, sheet.ContactEmail) = (Name, Ines);
            sheet.Reserved = new Dictionary<string, Audience> { [nameof(Organisation.ContactEmail)] = Audience.Public };
            db.Consents.Add(
                new Consent { AccountId = id, Subject = $"contact/{sheet.Id}/ContactEmail", Sentence = $"Oui, dit {Name}.",
                    GivenAt = now });
            db.JoinRequests.Add(
                new JoinRequest { AccountId = id, OrganisationId = sheet.Id, Role = OrganisationRoles.Editor, IsClaim = false,
                    Message = $"{Name}, trésorière", AskedAt = now });
            db.Invitations.Add(
                new Invitation { OrganisationId = sheet.Id, Email = Ines, Role = OrganisationRoles.Reader, KeyHash = SecretHash.Of("x"),
                    InvitedBy = id, SentAt = now, ExpiresAt = now.AddDays(14) });
            db.Amendments.Add(
                new Amendment { OrganisationId = sheet.Id, By = User.WhoOf(id), AnswerTo = Ines, Message = $"De {Name}", SentAt = now,
                    Changes = SheetDraft.ChangesToJson(
                        [new FieldChange("ContactName", "", Name), new FieldChange("ContactEmail", "", Ines)]) });
            var refused = new Amendment { OrganisationId = sheet.Id, By = Act.Visitor, SentAt = now, Changes = "[]" };
            refused.Refuse(act with { Why = $"Demandez d’abord à {Name}, {Ines}." });
            db.Amendments.Add(refused);
            db.ErrorReports.Add(
                new ErrorReport { Page = "/acteurs/baluchon", Message = $"Écrivez à {Ines.ToUpperInvariant()}", ReportedAt = now });
            db.SheetMerges.Add(
                new SheetMerge { KeptId = sheet.Id, MergedId = Guid.CreateVersion7(), MergedAt = now,
                    Undo = JsonSerializer.Serialize(new { ContactName = Name, ContactEmail = Ines }) });
            db.Put(new Letter { Key = "demande:1", To = EmailAddress.Parse("autre@exemple.fr"), Subject = "Une demande",
                Text = $"{Name} demande à rejoindre Baluchon." }, act);
            db.Organisations
                .Add(new Organisation { Slug = "proposee", Name = "Proposée", ProposedBy = User.WhoOf(id), SourceId = sheet.SourceId,
                    SourceOn = sheet.SourceOn }.AwaitingReview());
            return await db.SaveAsync(act);
        });
        return id;
    }

    private static IEnumerable<string> Texts(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(property => Texts(property.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [node.GetString()!],
        _ => [],
    };
}
