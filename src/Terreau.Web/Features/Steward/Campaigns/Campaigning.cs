using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Steward.Campaigns;

/// <summary>Starts update campaigns, writes to those who have not come, closes them.</summary>
internal sealed class Campaigning(TerreauDb db, PublicAddress site, TimeProvider clock)
{
    /// <param name="Message">Instead of the title at the head of the mail; null for none.</param>
    internal sealed record Draft(string Title, string? Message, DateOnly DueOn);

    /// <param name="Sheets">How many sheets are asked for.</param>
    /// <param name="Letters">How many mails leave.</param>
    /// <param name="Unreached">Names of the sheets of which nobody can be written to.</param>
    /// <param name="Example">A name and a slug to show the mail with; null when no sheet is asked for.</param>
    internal sealed record Preview(int Sheets, int Letters, IReadOnlyList<string> Unreached, (string Name, string Slug)? Example);

    public DateOnly Today => ParisTime.DayOf(clock.GetUtcNow().UtcDateTime);

    public async Task<Preview> PreviewAsync(CampaignSelection selection, CancellationToken cancel)
    {
        var sheets = await SheetsAsync(selection, cancel);
        var people = await db.PeopleOfAsync([.. sheets.Select(sheet => sheet.Id)], cancel);
        var unreached = sheets.Where(sheet => !people[sheet.Id].Any(person => person.IsReachable)).Select(sheet => sheet.Name).ToList();
        return new Preview(sheets.Count, people.Sum(group => group.Count(person => person.IsReachable)), unreached,
            sheets.Count == 0 ? null : (sheets[0].Name, sheets[0].Slug));
    }

    /// <summary>Writes the campaign, its sheets and its mails, all or nothing.</summary>
    /// <param name="form">The number of the form: the same one starts one campaign.</param>
    /// <returns>The campaign; null when the selection holds no sheet.</returns>
    public async Task<Guid?> StartAsync(User user, Draft draft, CampaignSelection selection, Guid form, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.PostedForms.AsNoTracking().FirstOrDefaultAsync(posted => posted.Id == form, cancel) is { LedTo: { } led })
            return Guid.Parse(led);
        var sheets = await SheetsAsync(selection, cancel);
        if (sheets.Count == 0) return null;
        var act = user.Acts(clock, "lancer une campagne");
        var campaign = new Campaign { Title = draft.Title, Message = draft.Message, StartedAt = act.At, DueOn = draft.DueOn };
        db.Campaigns.Add(campaign);
        db.PostedForms.Add(new PostedForm { Id = form, At = act.At, LedTo = campaign.Id.ToString() });
        db.CampaignSheets.AddRange(sheets.Select(sheet => new CampaignSheet { CampaignId = campaign.Id, OrganisationId = sheet.Id }));
        await WriteAsync(campaign, sheets, 0, act, cancel);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return campaign.Id;
    }

    /// <summary>Writes again for the sheets that are not done, once a day at most.</summary>
    /// <returns>How many mails leave; null when one left today already, or the campaign is closed.</returns>
    public async Task<int?> RemindAsync(User user, Guid id, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.Campaigns.FirstOrDefaultAsync(held => held.Id == id && held.ClosedAt == null, cancel) is not { } campaign) return null;
        var keys = CampaignLetters.KeysOf(id);
        var earlier = await db.OutgoingMails.AsNoTracking().Where(mail => mail.Key.StartsWith(keys))
            .Select(mail => new { mail.Key, mail.CreatedAt }).ToListAsync(cancel);
        if (earlier.Exists(mail => ParisTime.DayOf(mail.CreatedAt) == Today)) return null;
        var late = await db.CampaignSheets.AsNoTracking().Where(line => line.CampaignId == id && line.Progress != CampaignProgress.Done)
            .Join(Asked(), line => line.OrganisationId, sheet => sheet.Id, (_, sheet) => sheet).OrderBy(sheet => sheet.Name)
            .ToListAsync(cancel);
        var act = user.Acts(clock, "rappeler une campagne");
        var written = await WriteAsync(campaign, late, earlier.Count == 0 ? 1 : earlier.Max(mail => CampaignLetters.RoundOf(mail.Key)) + 1,
            act, cancel);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return written;
    }

    /// <summary>Nothing advances any more; what was done stays in view.</summary>
    public async Task CloseAsync(User user, Guid id, CancellationToken cancel)
    {
        if (await db.Campaigns.FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } campaign) return;
        var act = user.Acts(clock, "clore une campagne");
        campaign.Close(act);
        await db.SaveAsync(act, cancel);
    }

    /// <summary>What can be asked for: what is in the directory, or would be if its people said so.</summary>
    private IQueryable<Organisation> Asked()
        => db.Organisations.AsNoTracking().Where(sheet => sheet.Status == SheetStatus.Published || sheet.Status == SheetStatus.Withdrawn);

    private async Task<List<Organisation>> SheetsAsync(CampaignSelection selection, CancellationToken cancel)
    {
        var taken = new List<Organisation>();
        // The lists of a sheet are text in the database: the choice is made here, one sheet at a time.
        await foreach (var sheet in Asked().OrderBy(sheet => sheet.Name).ThenBy(sheet => sheet.Id).AsAsyncEnumerable()
            .WithCancellation(cancel))
        {
            if (selection.Takes(sheet, Today)) taken.Add(sheet);
        }
        return taken;
    }

    private async Task<int> WriteAsync(Campaign campaign, List<Organisation> sheets, int round, Act act, CancellationToken cancel)
    {
        var people = await db.PeopleOfAsync([.. sheets.Select(sheet => sheet.Id)], cancel);
        var written = 0;
        foreach (var sheet in sheets)
        {
            foreach (var person in people[sheet.Id].Where(person => person.IsReachable))
            {
                db.Put(new Letter
                {
                    Key = CampaignLetters.Key(campaign.Id, person, round), To = person.Address,
                    Subject = CampaignLetters.Subject(campaign.Title, sheet.Name, round),
                    Text = CampaignLetters.Text(campaign.Title, campaign.Message, campaign.DueOn, sheet.Name, sheet.Slug, site.Of(null)),
                }, act);
                written++;
            }
        }
        return written;
    }
}
