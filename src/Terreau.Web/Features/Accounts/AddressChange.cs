using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Mail;

namespace Terreau.Web.Features.Accounts;

/// <summary>Someone’s mail is elsewhere now: a link proves the new address, and the old one is told.</summary>
internal sealed class AddressChange(TerreauDb db, PublicAddress site, TerreauOptions options, TimeProvider clock)
{
    private const int MostLinks = 5;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Whether they may move: an account with keys is moved by who came in with one, so that reading someone's mail is
    /// not enough to take their account elsewhere.
    /// </summary>
    public async Task<bool> IsAllowedAsync(User user, CancellationToken cancel)
        => user.IsStrong || !await db.Passkeys.AnyAsync(key => key.AccountId == user.AccountId, cancel);

    /// <summary>Sends a link to the new address, whether or not it has an account: only its owner learns that.</summary>
    public async Task AskAsync(User user, EmailAddress address, HttpContext context)
    {
        if (!await IsAllowedAsync(user, context.RequestAborted)) return;
        var since = Now - SignInLink.Life;
        if (await db.SignInLinks.CountAsync(sent => sent.Email == address.Normalised && sent.AskedAt > since, context.RequestAborted)
            >= MostLinks) return;
        var (link, key) = SignInLink.DrawForAddress(address.Normalised, SignIn.BrowserOf(context), user.AccountId!.Value, Now);
        db.SignInLinks.Add(link);
        var act = user.Acts(clock, "demander à changer d’adresse");
        db.Put(new Letter
        {
            Key = $"adresse:{user.AccountId}:{link.Id}", To = address, Subject = "Confirmez votre nouvelle adresse",
            Text = $"""
                Bonjour,

                Quelqu’un veut utiliser cette adresse pour son compte Terreau.

                Ouvrez ce lien dans le navigateur où vous l’avez demandé :
                {site.Of(context)}{AccountRoutes.AddressLink(link.Id, key)}

                Le lien sert une fois, jusqu’au {French.Instant(link.ExpiresAt)}.
                Vous n’avez rien demandé ? Ne faites rien : rien ne changera.
                """,
        }, act);
        await db.SaveAsync(act, context.RequestAborted);
    }

    /// <summary>Takes the new address for the account that asked; a sentence says why not.</summary>
    public async Task<string?> ConfirmAsync(User user, Guid id, string key, HttpContext context)
    {
        await using var transaction = await db.AloneAsync(context.RequestAborted);
        if (await db.SignInLinks.FirstOrDefaultAsync(sent => sent.Id == id, context.RequestAborted) is not { } link)
            return LinkWords.Of(LinkOutcome.Wrong, isCode: false);
        context.Request.Cookies.TryGetValue(SiteCookies.Browser, out var browser);
        var act = user.Acts(clock, "changer d’adresse");
        var outcome = link.Present(key, null, browser, Now, account: user.AccountId);
        var isTaken = outcome == LinkOutcome.Accepted
            && await db.Accounts.AnyAsync(account => account.Email == link.Email, context.RequestAborted);
        IReadOnlyList<Guid> erased = outcome == LinkOutcome.Accepted && !isTaken
            ? await MoveAsync(user, link.Email, act, context.RequestAborted) : [];
        await db.SaveAsync(act, context.RequestAborted);
        await transaction.CommitAsync(context.RequestAborted);
        FolderRoute.Forget(options.MailFolder, erased);
        return isTaken ? "Cette adresse a déjà un compte. Entrez avec elle, ou choisissez-en une autre." : outcome == LinkOutcome.Accepted
            ? null : LinkWords.Of(outcome, isCode: false);
    }

    /// <summary>What bore the old address bears the new one, or goes: nothing of theirs is left under an address they gave up.</summary>
    private async Task<IReadOnlyList<Guid>> MoveAsync(User user, string address, Act act, CancellationToken cancel)
    {
        var account = await db.Accounts.FirstAsync(held => held.Id == user.AccountId, cancel);
        var old = account.Email;
        account.Email = address;
        foreach (var invitation in await db.InvitationsTo(old).ToListAsync(cancel))
            db.Entry(invitation).Property(sent => sent.Email).CurrentValue = address;
        db.RemoveRange(await db.SignInLinks.Where(sent => sent.Email == old).ToListAsync(cancel));
        var mails = await db.OutgoingMails.Where(mail => mail.Recipient == old && mail.ErasedAt == null).ToListAsync(cancel);
        foreach (var mail in mails) mail.Erase(act);
        db.Put(new Letter
        {
            Key = $"adresse-quittee:{account.Id}:{act.At:yyyyMMddHHmmss}", To = EmailAddress.Parse(old),
            Subject = "Votre compte Terreau a changé d’adresse",
            Text = $"""
                Bonjour,

                Le {French.Instant(act.At)}, votre compte Terreau a changé d’adresse de messagerie.
                Celle-ci n’ouvre plus le compte.

                Ce n’était pas vous ? Répondez à ce message ou écrivez à l’équipe du territoire.
                """,
        }, act);
        return mails.ConvertAll(mail => mail.Id);
    }
}
