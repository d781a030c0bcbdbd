using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Features.Accounts;

/// <summary>
/// Keys of people's devices: registered from an open session, presented to open one. The challenge waits in a
/// sealed cookie between the page and its post, and serves once.
/// </summary>
internal sealed class PasskeySignIn(
    TerreauDb db, SignIn signIn, IPasskeyHandler<Account> keys, PasskeyStore held, IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private ITimeLimitedDataProtector Seal => protection.CreateProtector("Terreau.Defi").ToTimeLimitedDataProtector();

    /// <summary>Browsers know keys by the name of a site: an address made of numbers has none.</summary>
    public static bool IsPossibleOn(HttpContext context) => !System.Net.IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out _);

    /// <summary>What the browser needs to ask a device for a key, as JSON.</summary>
    public async Task<string> RequestAsync(HttpContext context)
    {
        var made = await keys.MakeRequestOptionsAsync(null, context);
        Keep(context, made.AssertionState);
        return made.RequestOptionsJson;
    }

    /// <summary>What the browser needs to have a device make a key for an account, as JSON.</summary>
    public async Task<string> CreationAsync(User user, HttpContext context)
    {
        var made = await keys.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = user.AccountId!.Value.ToString(), Name = user.Email!, DisplayName = user.Name.Length > 0
                ? user.Name : user.Email! }, context);
        Keep(context, made.AttestationState);
        return made.CreationOptionsJson;
    }

    /// <summary>Opens a session for the account of the key that was presented; false when it opens nothing.</summary>
    public async Task<bool> SignInAsync(string? credential, HttpContext context)
    {
        if (await TakeBackAsync(context) is not { } state || string.IsNullOrEmpty(credential)) return false;
        PasskeyAssertionResult<Account> result;
        try
        {
            result = await keys.PerformAssertionAsync(
                new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = state });
        }
        catch (Exception error)
            when (error is System.Text.Json.JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
        if (!result.Succeeded) return false;
        await held.AddOrUpdatePasskeyAsync(result.User, result.Passkey, context.RequestAborted);
        await SessionCookie.GiveAsync(context, await signIn.OpenAsync(result.User, SignInMeans.Passkey, null, context));
        return true;
    }

    /// <summary>Keeps a key that a device has just made for whoever is signed in; a sentence says why not.</summary>
    public async Task<string?> RegisterAsync(User user, string? credential, string? name, HttpContext context)
    {
        if (!await MayAddAsync(user, context.RequestAborted)) return "Entrez d’abord avec une de vos clés pour en ajouter une autre.";
        if (await TakeBackAsync(context) is not { } state || string.IsNullOrEmpty(credential)) return "La demande a expiré. Recommencez.";
        PasskeyAttestationResult result;
        try
        {
            result = await keys.PerformAttestationAsync(
                new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = state });
        }
        catch (Exception error)
            when (error is System.Text.Json.JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return "Votre appareil a répondu d’une façon que nous ne comprenons pas. Recommencez.";
        }
        if (!result.Succeeded || result.UserEntity.Id != user.AccountId.ToString())
            return "Cette clé n’a pas pu être vérifiée. Recommencez.";
        var account = await db.Accounts.FirstAsync(held => held.Id == user.AccountId, context.RequestAborted);
        result.Passkey.Name = Named(name, context);
        await held.AddOrUpdatePasskeyAsync(account, result.Passkey, context.RequestAborted);
        await db.SaveAsync(user.Acts(clock, "ajouter une clé"), context.RequestAborted);
        if (user.HasSleepingRoles) await WakeAsync(account, user, context);
        return null;
    }

    /// <summary>Whoever has just made a key has shown it: their role opens at once, in a session of its own.</summary>
    private async Task WakeAsync(Account account, User user, HttpContext context)
    {
        if (await db.Sessions.FirstOrDefaultAsync(session => session.Id == user.SessionId, context.RequestAborted) is { } before)
            before.End(clock.GetUtcNow().UtcDateTime);
        await SessionCookie.GiveAsync(context, await signIn.OpenAsync(account, SignInMeans.Passkey, null, context));
    }

    /// <summary>
    /// The first key may be added after a link by mail; the next ones only by who came in with a key, so that
    /// reading someone's mail is not enough to become them for good.
    /// </summary>
    public async Task<bool> MayAddAsync(User user, CancellationToken cancel)
        => user.IsStrong || !await db.Passkeys.AnyAsync(key => key.AccountId == user.AccountId, cancel);

    private static string Named(string? name, HttpContext context)
    {
        var given = (name ?? "").Trim();
        if (given.Length == 0) given = Device.Of(context.Request.Headers.UserAgent.ToString());
        return given.Length <= Passkey.MaxName ? given : given[..Passkey.MaxName];
    }

    private void Keep(HttpContext context, string? state)
        => context.Response.Cookies.Append(SiteCookies.Challenge, Seal.Protect(state ?? "", Life), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Life, IsEssential = true,
        });

    private async Task<string?> TakeBackAsync(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(SiteCookies.Challenge, out var kept)) return null;
        context.Response.Cookies.Delete(SiteCookies.Challenge);
        string state;
        try { state = Seal.Unprotect(kept); }
        catch (CryptographicException) { return null; }
        // A challenge seen before is an answer played again.
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 16));
        if (await db.PostedForms.AnyAsync(form => form.Id == id, context.RequestAborted)) return null;
        db.PostedForms.Add(new PostedForm { Id = id, At = clock.GetUtcNow().UtcDateTime });
        await db.SaveAsync(Act.ByVisitor(clock, "présenter une clé"), context.RequestAborted);
        return state;
    }
}
