using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Subscribers;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Browser.Tests;

/// <summary>The pages that ask for an account meet the same rules as the others, with something to show on each.</summary>
[Collection(nameof(OpenSite))]
public sealed class SignedInPagesTests(OpenSite site)
{
    [Theory, InlineData(360, false), InlineData(1280, true)]
    public async Task EveryPage_ForWhoIsSignedIn_HasNoViolationAndDoesNotScrollSideways(int width, bool dark)
    {
        var email = $"partout{width}@exemple.fr";
        await site.GrantAsync(email, TerritoryRoles.Manager);
        await site.GrantAsync(email, TerritoryRoles.Administrator);
        await site.JoinAsync(email, "baluchon", OrganisationRoles.Owner);
        var names = await PreparedAsync();
        var page = await site.VisitAsync(width, dark: dark, byName: true);
        await site.SignInAsync(page, email);
        // A role that decides asks for a key: what a browser alone can do is shown elsewhere.
        await site.WithDbAsync(db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.Means, SignInMeans.Passkey)));

        var faults = new List<string>();
        foreach (var template in PageAddresses.SignedIn)
        {
            var address = names.Aggregate(template, (text, name) => text.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));
            await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
            faults.AddRange((await Axe.FaultsAsync(page)).Select(fault => $"{template}: {fault}"));
            if (await page.ExcessAsync() is > 0 and var excess) faults.Add($"{template} is {excess} px too wide");
            if (await page.Locator("main h1").CountAsync() != 1) faults.Add($"{template} has no single title");
        }

        Assert.Empty(faults);
        await page.Context.CloseAsync();
    }

    /// <summary>Something for each page to show: a suggestion that waits, a claim, a campaign, two sheets to compare.</summary>
    private Task<Dictionary<string, string>> PreparedAsync() => site.WithDbAsync(async db =>
    {
        var act = new Act("test", DateTime.UnixEpoch, "préparer");
        var sheets = await db.Organisations.OrderBy(sheet => sheet.Slug).Where(sheet => sheet.Slug == "baluchon" || sheet.Slug == "simplon")
            .ToListAsync();
        db.Amendments.Add(new Amendment
        {
            OrganisationId = sheets[0].Id, By = Act.Visitor, SentAt = act.At, Message = "Vu sur leur site.",
            Changes = SheetDraft.ChangesToJson([new FieldChange("Website", "", "https://exemple.fr")]),
        });
        var refused = new Amendment
        {
            OrganisationId = sheets[0].Id, By = Act.Visitor, SentAt = act.At, Message = "Vu ailleurs.",
            Changes = SheetDraft.ChangesToJson([new FieldChange("Website", "", "https://exemple.org")]),
        };
        refused.Refuse(act with { Why = "Ce site n’est pas le leur." });
        db.Amendments.Add(refused);
        var asker = await db.AccountOfAsync(EmailAddress.Parse("demande@exemple.fr"), act.At, DateOnly.MinValue);
        if (!await db.JoinRequests.AnyAsync(request => request.AccountId == asker.Id))
            db.JoinRequests.Add(
                new JoinRequest { AccountId = asker.Id, OrganisationId = sheets[1].Id, Role = OrganisationRoles.Owner, IsClaim = true,
                    Message = "Trésorière.", AskedAt = act.At });
        var campaign = new Campaign { Title = "Rentrée", StartedAt = act.At, DueOn = new DateOnly(2027, 1, 31) };
        db.Campaigns.Add(campaign);
        db.CampaignSheets.AddRange(sheets.Select(sheet => new CampaignSheet { CampaignId = campaign.Id, OrganisationId = sheet.Id }));
        sheets[0].Seeks = ["des bocaux"];
        sheets[0].OpeningHours = "Mo-We,Fr 09:00-12:30,14:00-18:00; Sa 10:00-12:00 open \"sur rendez-vous\"; Aug 01-15,PH off";
        var offer = await db.Offers.FirstAsync(held => held.Slug == "dla");
        offer.HowTo = offer.HowTo is null ? "Écrire." : offer.HowTo + " ";
        var original = site.Services.GetRequiredService<OriginalFiles>()
            .Keep("Nom;Ville\nUne nouvelle;Bondy\n;Pantin\nBaluchon;Ailleurs\n"u8.ToArray());
        var file = ImportedFile.Of("Ville", "ville.csv", original, """{"Nom":"nom","Ville":"commune"}""", act.At);
        db.ImportedFiles.Add(file);
        var cutShort = ImportedFile.Of("Autre ville", "associations-de-la-ville-en-novembre-2026.csv", original, file.Mapping, act.At);
        cutShort.Start(act, new string('0', 64), withLookalikes: false);
        db.ImportedFiles.Add(cutShort);
        var partner = Subscriber.Draw("Réseau des tiers-lieux", 600, null, act.At).Subscriber;
        partner.TellAt("https://reseau.exemple.fr/une/adresse/assez/longue/pour/passer/a/la/ligne", "scellé", ["acteur.publie"]);
        db.Subscribers.Add(partner);
        var message = new HookDelivery { SubscriberId = partner.Id, Line = 1, Event = "acteur.publie", Body = "{}", CreatedAt = act.At,
            NextTryAt = act.At };
        message.Try(act.At);
        message.Fail("L’adresse a répondu par le code 500.", act.At);
        db.HookDeliveries.Add(message);
        await db.SaveAsync(act);
        return new Dictionary<string, string>
        {
            ["ligne-acteur"] = (await db.Journal.Where(line => line.SubjectId == sheets[0].Id && line.Change == JournalChange.Changed)
                .MaxAsync(line => (long?)line.Id) ?? 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["ligne-offre"] = (await db.Journal.Where(line => line.SubjectId == offer.Id && line.Change == JournalChange.Changed)
                .MaxAsync(line => (long?)line.Id) ?? 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["un"] = sheets[0].Id.ToString(), ["autre"] = sheets[1].Id.ToString(), ["campagne"] = campaign.Id.ToString(),
            ["fichier"] = file.Id.ToString(), ["interrompu"] = cutShort.Id.ToString(),
            ["partenaire"] = partner.Id.ToString(), ["decision"] = refused.Id.ToString(),
        };
    });
}
