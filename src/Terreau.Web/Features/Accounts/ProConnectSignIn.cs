using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Features.Accounts;

/// <summary>Finds, or makes, the account of someone whom ProConnect has recognised, and opens a session.</summary>
internal sealed class ProConnectSignIn(TerreauDb db, SignIn signIn, TimeProvider clock)
{
    /// <summary>Opens a session; a reason says why not.</summary>
    public async Task<ProConnectFault?> EnterAsync(ProConnectPerson person, HttpContext context)
    {
        // Two returns of one person must not both find no account.
        await using var transaction = await db.AloneAsync(context.RequestAborted);
        var (account, fault) = await AccountOfAsync(person, context);
        if (account is null) return fault;
        account.ProConnectId = person.Subject;
        if (account.Name.Length == 0) account.Call(person.Name);
        var session = await signIn.OpenAsync(account, SignInMeans.ProConnect, person.IdToken, context);
        await transaction.CommitAsync(context.RequestAborted);
        await SessionCookie.GiveAsync(context, session, person.Siret);
        return null;
    }

    /// <summary>
    /// The identity first: people change address, not identity. Then the address. ProConnect has it from the
    /// person's organisation; whoever holds the mailbox could as well ask for a link and add the first key, so
    /// an account without keys loses nothing. One with keys does: through ProConnect whoever runs the mailbox would
    /// skip the keys, wake the roles that decide and take the keys away. So its owner signs in with a key, then comes
    /// back through ProConnect.
    /// </summary>
    private async Task<(Account? Account, ProConnectFault? Fault)> AccountOfAsync(ProConnectPerson person, HttpContext context)
    {
        var cancel = context.RequestAborted;
        if (await db.Accounts.FirstOrDefaultAsync(held => held.ProConnectId == person.Subject, cancel) is { } known) return (known, null);
        if (person.Email is not { } email) return (null, ProConnectFault.NoAddress);
        var now = clock.GetUtcNow().UtcDateTime;
        var account = await db.AccountOfAsync(email, now, ParisTime.DayOf(now), cancel);
        if (account.ProConnectId is not null) return (null, ProConnectFault.OtherIdentity);
        var isOwnerHere = context.User() is { IsStrong: true } user && user.AccountId == account.Id;
        return !isOwnerHere && await db.Passkeys.AnyAsync(key => key.AccountId == account.Id, cancel)
            ? (null, ProConnectFault.HasKeys) : (account, null);
    }
}
