using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Mail;

namespace Terreau.Web.Features.Accounts;

/// <summary>Someone objects to being written to, or leaves for good.</summary>
internal sealed class Leaving(TerreauDb db, TerreauOptions options, TimeProvider clock)
{
    /// <summary>Organisations that would be left without anyone in charge.</summary>
    public async Task<IReadOnlyList<string>> AloneInChargeAsync(User user, CancellationToken cancel)
        => await db.RunOnlyBy(user.AccountId!.Value).OrderBy(sheet => sheet.Name).Select(sheet => sheet.Name).ToListAsync(cancel);

    public async Task ObjectAsync(User user, bool objects, CancellationToken cancel)
    {
        var account = await db.Accounts.FirstAsync(held => held.Id == user.AccountId, cancel);
        account.ObjectsToMail = objects;
        await db.SaveAsync(user.Acts(clock, objects ? "s’opposer aux messages" : "accepter les messages"), cancel);
    }

    /// <summary>Erases the account of this request, and takes its cookie back.</summary>
    /// <param name="leavesAlone">They said that they leave organisations without anyone in charge.</param>
    /// <returns>False where they run a sheet alone and did not say so.</returns>
    public async Task<bool> EraseAsync(HttpContext context, bool leavesAlone)
    {
        var user = context.User();
        await using (var transaction = await db.AloneAsync(context.RequestAborted))
        {
            if (!leavesAlone && await db.RunOnlyBy(user.AccountId!.Value).AnyAsync(context.RequestAborted)) return false;
            var mails = await db.EraseAccountAsync(user.AccountId!.Value, user.Acts(clock, "effacer son compte"), context.RequestAborted);
            await transaction.CommitAsync(context.RequestAborted);
            FolderRoute.Forget(options.MailFolder, mails);
        }
        await Dialect.ForgetAsync(db, context.RequestAborted);
        await SessionCookie.TakeAsync(context);
        context.Response.Cookies.Delete(SiteCookies.Browser);
        return true;
    }
}
