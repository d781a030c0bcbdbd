using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Search.Projection;
using Terreau.Web.Seeds;
using static Terreau.Web.Tests.Features.Steward.Duplicates.DuplicateWorld;

namespace Terreau.Web.Tests.Domain.Directory;

public sealed class SheetMergingTests
{
    public static TheoryData<string> Both => Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Merge_ThenUndo_TakesAllThatBelongs_AndGivesItBack(string database)
    {
        await using var site = await TestSite.StartAsync(database);
        var (stays, goes) = await site.AddPairAsync();
        var held = await BelongAsync(site, stays, goes);
        var before = await StateAsync(site);

        var merge = await site.MergeAsync(Stays, Goes, ("Website", MergeTake.Merged));

        var kept = await site.SheetAsync(Stays);
        Assert.Equal(("https://noue.example", StaysName), (kept.Website, kept.Name));
        Assert.Equal(["un atelier", "un camion"], kept.Proposes);
        Assert.Contains(kept.Evidence, fact => fact is { Text: "Website", SourceId: "essai" });
        await site.WithDbAsync(async db =>
        {
            var members = await db.Members.Where(member => member.OrganisationId == stays)
                .ToDictionaryAsync(member => member.AccountId, member => member.Role);
            Assert.Equal((OrganisationRoles.Owner, OrganisationRoles.Editor), (members[held.InBoth], members[held.InGone]));
            Assert.Equal(0, await db.Members.CountAsync(member => member.OrganisationId == goes));
            Assert.Equal(2, await db.JoinRequests.CountAsync(request => request.OrganisationId == stays));
            Assert.True((await db.JoinRequests.SingleAsync(request => request.AccountId == held.InBoth)).State == RequestState.Accepted);
            Assert.True((await db.JoinRequests.SingleAsync(request => request.AccountId == held.Asking)).State == RequestState.Waiting);
            Assert.Equal(1, await db.Invitations.CountAsync(invitation => invitation.OrganisationId == stays));
            Assert.Equal(1, await db.Amendments.CountAsync(amendment => amendment.OrganisationId == stays));
            Assert.Equal(1, await db.Pictures.CountAsync(picture => picture.OrganisationId == stays && picture.IsLogo));
            Assert.Equal(1, await db.Pictures.CountAsync(picture => picture.OrganisationId == stays && !picture.IsLogo));
            Assert.Equal(2, await db.CampaignSheets.CountAsync(line => line.OrganisationId == stays));
            Assert.Equal(CampaignProgress.Done,
                (await db.CampaignSheets.SingleAsync(
                    line => line.OrganisationId == stays && line.CampaignId == held.SharedCampaign)).Progress);
            Assert.Equal(Stays, (await db.Offers.SingleAsync(offer => offer.Slug == "aide-noue")).OperatorSlug);
            Assert.Equal(["baluchon", Stays],
                (await db.Cooperations.SingleAsync(cooperation => cooperation.Slug == "ensemble-noue")).Members);
            Assert.Equal([Stays], (await db.Cooperations.SingleAsync(cooperation => cooperation.Slug == "deux-noue")).Members);
            foreach (var id in new[] { stays, goes })
                Assert.Equal(SheetMerging.Command,
                    (await db.Journal.Where(line => line.SubjectId == id).OrderByDescending(line => line.Id).FirstAsync()).Command);
            return 0;
        });

        Assert.IsType<MergeUndoing.Outcome.Done>(await site.UndoAsync(merge));
        var journal = await site.WithDbAsync(db => db.Journal.CountAsync());
        Assert.IsType<MergeUndoing.Outcome.Done>(await site.UndoAsync(merge));

        Assert.Equal(before, await StateAsync(site));
        Assert.Equal(journal, await site.WithDbAsync(db => db.Journal.CountAsync()));
    }

    [Fact]
    public async Task MergedAddress_LeadsToTheSheetThatStays_HoweverFar_AndComesBack()
    {
        await using var site = await TestSite.StartAsync();
        var (_, goes) = await site.AddPairAsync();
        await site.AddAsync("noue-recup", "La Noue Récup");
        await site.MergeAsync(Stays, Goes);
        var last = await site.MergeAsync("noue-recup", Stays);
        await site.Services.GetRequiredService<IndexFeed>().CatchUpAsync(CancellationToken.None);

        using var page = await site.Client.GetAsync($"/acteurs/{Goes}");
        using var bySlug = await site.Client.GetAsync($"/api/v1/acteurs/{Goes}");
        using var byId = await site.Client.GetAsync($"/api/v1/acteurs/{goes}");
        using var list = await site.Client.GetAsync("/api/v1/acteurs?q=noue&limit=100");

        Assert.Equal((HttpStatusCode.MovedPermanently, "/acteurs/noue-recup"), (page.StatusCode, page.Headers.Location!.ToString()));
        Assert.Equal((HttpStatusCode.MovedPermanently, "/api/v1/acteurs/noue-recup"),
            (bySlug.StatusCode, bySlug.Headers.Location!.ToString()));
        Assert.Equal((HttpStatusCode.MovedPermanently, "/api/v1/acteurs/noue-recup"), (byId.StatusCode, byId.Headers.Location!.ToString()));
        Assert.Contains("no-cache", page.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var found = await list.Content.ReadAsStringAsync();
        Assert.Contains("\"noue-recup\"", found, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{Goes}\"", found, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{Stays}\"", found, StringComparison.Ordinal);
        var stays = await site.SheetAsync("noue-recup");
        Assert.Equal([Stays, Goes], (await site.WithDbAsync(db => db.MergesOfAsync(stays.Id))).Select(merge => merge.Slug)
            .OrderByDescending(slug => slug, StringComparer.Ordinal));

        await site.UndoAsync(last);
        using var back = await site.Client.GetAsync($"/acteurs/{Goes}");
        Assert.Equal($"/acteurs/{Stays}", back.Headers.Location!.ToString());
        using var own = await site.Client.GetAsync($"/acteurs/{Stays}");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var never = await site.Client.GetAsync("/acteurs/personne-ici");
        Assert.Equal(HttpStatusCode.NotFound, never.StatusCode);
    }

    [Fact]
    public async Task Undo_KeptSheetMergedSince_WaitsForTheLaterMerge()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddPairAsync();
        await site.AddAsync("noue-recup", "La Noue Récup");
        var first = await site.MergeAsync(Stays, Goes);
        var second = await site.MergeAsync("noue-recup", Stays);

        var early = Assert.IsType<MergeUndoing.Outcome.Refused>(await site.UndoAsync(first));
        Assert.Contains("Annulez d’abord", early.Sentence, StringComparison.Ordinal);

        Assert.IsType<MergeUndoing.Outcome.Done>(await site.UndoAsync(second));
        Assert.IsType<MergeUndoing.Outcome.Done>(await site.UndoAsync(first));
        Assert.Equal(SheetStatus.Published, (await site.SheetAsync(Goes)).Status);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Undo_FieldChangedSince_StaysUnlessGivenBack(bool given)
    {
        await using var site = await TestSite.StartAsync();
        await site.AddPairAsync(sheet => sheet.Website = "https://ancien.example");
        var merge = await site.MergeAsync(Stays, Goes, ("Website", MergeTake.Merged));
        await site.ChangeAsync(Stays, sheet =>
            (sheet.Website, sheet.Proposes) = ("https://depuis.example", [.. sheet.Proposes, "un four"]));
        await site.ManagerAsync();

        var page = await site.PageAsync($"/bureau/doublons/fusions/{merge}");
        Assert.Contains("https://depuis.example", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("https://ancien.example", page.Body.TextContent, StringComparison.Ordinal);
        using var undone = given
            ? await site.SubmitAsync(page, "form:has(input[value=annuler])", ("champ.Website", "avant"))
            : await site.SubmitAsync(page, "form:has(input[value=annuler])");

        var kept = await site.SheetAsync(Stays);
        Assert.Equal(given ? "https://ancien.example" : "https://depuis.example", kept.Website);
        Assert.Equal(["un atelier", "un four"], kept.Proposes);
    }

    [Fact]
    public async Task Merge_PersonTakenFromTheOther_IsReservedUntilTheyAgreeAgain()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddPairAsync(
            goes: sheet => (sheet.ContactName, sheet.ContactEmail, sheet.Reserved) = ("Awa Diallo", "awa@exemple.fr",
                new() { ["ContactName"] = Audience.Public, ["ContactEmail"] = Audience.Public }));

        await site.MergeAsync(Stays, Goes, ("Contact", MergeTake.Merged));

        var kept = await site.SheetAsync(Stays);
        Assert.Equal(("Awa Diallo", Audience.Organisation), (kept.ContactName, kept.AudienceOf("ContactEmail")));
        Assert.DoesNotContain("Awa Diallo", (await site.PageAsync($"/acteurs/{Stays}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_PersonWrittenSince_DoesNotComeOutToTheFormerReaders()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddPairAsync(
            sheet => (sheet.ContactName, sheet.Reserved) = ("Paul Roux", new() { ["ContactName"] = Audience.Public }),
            sheet => sheet.ContactName = "Awa Diallo");
        var merge = await site.MergeAsync(Stays, Goes, ("Contact", MergeTake.Merged));
        await site.ChangeAsync(Stays, sheet => sheet.ContactName = "Lina Petit");

        await site.UndoAsync(merge);

        var kept = await site.SheetAsync(Stays);
        Assert.Equal(("Lina Petit", Audience.Organisation), (kept.ContactName, kept.AudienceOf("ContactName")));
    }

    [Fact]
    public async Task Merge_ReservedList_UnitesForTheNarrowerReaders()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddPairAsync(goes: sheet => sheet.Reserved = new() { ["Proposes"] = Audience.Members });

        await site.MergeAsync(Stays, Goes);

        Assert.Equal(Audience.Members, (await site.SheetAsync(Stays)).AudienceOf("Proposes"));
        Assert.DoesNotContain("un camion", (await site.PageAsync($"/acteurs/{Stays}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_PublishedIntoProposed_StaysPublished_AndGoesBackToProposed()
    {
        await using var site = await TestSite.StartAsync();
        await site.AddPairAsync(sheet => sheet.AwaitingReview());

        var merge = await site.MergeAsync(Stays, Goes);
        Assert.Equal(SheetStatus.Published, (await site.SheetAsync(Stays)).Status);

        await site.UndoAsync(merge);
        Assert.Equal((SheetStatus.Proposed, SheetStatus.Published),
            ((await site.SheetAsync(Stays)).Status, (await site.SheetAsync(Goes)).Status));
    }

    private sealed record People(Guid InBoth, Guid InGone, Guid Asking, Guid SharedCampaign);

    /// <summary>One of each thing that a sheet holds, on the one that goes; some on both.</summary>
    private static Task<People> BelongAsync(TestSite site, Guid stays, Guid goes) => site.WithDbAsync(async db =>
    {
        var act = site.Act();
        var today = DateOnly.FromDateTime(act.At);
        var accounts = new List<Account>();
        foreach (var email in new[] { "deux@exemple.fr", "une@exemple.fr", "demande@exemple.fr" })
            accounts.Add(await db.AccountOfAsync(EmailAddress.Parse(email), act.At, today));
        var (both, gone, asking) = (accounts[0].Id, accounts[1].Id, accounts[2].Id);
        var (shared, own) = (new Campaign { Title = "Deux", StartedAt = act.At, DueOn = today },
            new Campaign { Title = "Une", StartedAt = act.At, DueOn = today });
        db.AddRange(shared, own);
        db.AddRange(
            new Member { AccountId = both, OrganisationId = stays, Role = OrganisationRoles.Reader, Since = act.At },
            new Member { AccountId = both, OrganisationId = goes, Role = OrganisationRoles.Owner, Since = act.At },
            new Member { AccountId = gone, OrganisationId = goes, Role = OrganisationRoles.Editor, Since = act.At });
        db.AddRange(
            new JoinRequest { AccountId = both, OrganisationId = goes, Role = OrganisationRoles.Owner, IsClaim = false, AskedAt = act.At },
            new JoinRequest { AccountId = asking, OrganisationId = goes, Role = OrganisationRoles.Editor, IsClaim = false,
                AskedAt = act.At });
        db.Add(new Invitation { OrganisationId = goes, Email = "invitee@exemple.fr", Role = OrganisationRoles.Reader,
            KeyHash = SecretHash.Of("a"), InvitedBy = gone, SentAt = act.At, ExpiresAt = act.At + Invitation.Validity });
        db.Add(new Amendment { OrganisationId = goes, By = "visiteur", Changes = "[]", SentAt = act.At });
        foreach (var (organisation, isLogo) in new[] { (stays, true), (goes, true), (goes, false) })
            db.Add(new SheetPicture { OrganisationId = organisation, IsLogo = isLogo, Text = "Une image", ContentType = "image/png",
                Width = 1, Height = 1, Content = [1], Small = [1], AddedAt = act.At });
        var done = new CampaignSheet { CampaignId = shared.Id, OrganisationId = goes };
        done.Advance(CampaignProgress.Done, act);
        db.AddRange(done, new CampaignSheet { CampaignId = shared.Id, OrganisationId = stays },
            new CampaignSheet { CampaignId = own.Id, OrganisationId = goes });
        db.Add(Builders.Offer("aide-noue", "Une aide", GoesName, "essai", PartialDate.Parse("2026"), offer => offer.OperatorSlug = Goes));
        db.Add(Builders.Cooperation("ensemble-noue", "Ensemble", "essai", PartialDate.Parse("2026"),
            cooperation => cooperation.Members = ["baluchon", Goes]));
        db.Add(Builders.Cooperation("deux-noue", "À deux", "essai", PartialDate.Parse("2026"),
            cooperation => cooperation.Members = [Stays, Goes]));
        await db.SaveAsync(act);
        return new People(both, gone, asking, shared.Id);
    });

    /// <summary>Everything about the two sheets in words, to be compared. The progress of a campaign only goes forward.</summary>
    private static Task<string> StateAsync(TestSite site) => site.WithDbAsync(async db =>
    {
        var lines = new List<string>();
        var slugs = await db.Organisations.ToDictionaryAsync(sheet => sheet.Id, sheet => sheet.Slug);
        foreach (var slug in new[] { Stays, Goes })
        {
            var sheet = await db.Organisations.AsNoTracking().SingleAsync(held => held.Slug == slug);
            lines.Add($"{slug} {sheet.Status} {sheet.MergedIntoSlug} {sheet.Latitude} {sheet.Precision} {SheetDraft.Of(sheet).ToJson()} {string.Join(',', sheet.Evidence)}");
        }
        lines.AddRange((await db.Members.ToListAsync()).Select(
            member => $"member {member.AccountId} {slugs[member.OrganisationId]} {member.Role} {member.Since:O}"));
        lines.AddRange((await db.JoinRequests.ToListAsync()).Select(
            request => $"request {request.Id} {slugs[request.OrganisationId]} {request.State}"));
        lines.AddRange((await db.Invitations.ToListAsync()).Select(invitation => $"invitation {slugs[invitation.OrganisationId]}"));
        lines.AddRange((await db.Amendments.ToListAsync()).Select(amendment => $"amendment {slugs[amendment.OrganisationId]}"));
        lines.AddRange((await db.Pictures.ToListAsync()).Select(picture => $"picture {picture.Id} {slugs[picture.OrganisationId]}"));
        lines.AddRange((await db.CampaignSheets.ToListAsync()).Select(line => $"campaign {line.CampaignId} {slugs[line.OrganisationId]}"));
        lines.AddRange((await db.Offers.Where(offer => offer.Slug == "aide-noue").ToListAsync()).Select(
            offer => $"offer {offer.OperatorSlug}"));
        lines.AddRange((await db.Cooperations.Where(cooperation => cooperation.Slug.EndsWith("-noue")).ToListAsync()).Select(
            cooperation => $"cooperation {cooperation.Slug} {string.Join(',', cooperation.Members)}"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    });
}
