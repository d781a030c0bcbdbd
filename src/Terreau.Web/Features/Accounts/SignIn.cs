using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Features.Accounts;

/// <summary>The ways in: a link or a code by mail; whoever proves their address, by whatever means, gets a session.</summary>
internal sealed class SignIn(TerreauDb db, AtlasCache atlases, PublicAddress site, TimeProvider clock)
{
    /// <summary>Links one address may be sent in the life of a link: nobody’s mailbox is flooded from here.</summary>
    private const int MostLinks = 5;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Sends a link to an address, whether or not anyone is known there: nothing tells which.</summary>
    /// <returns>The link to wait for.</returns>
    public async Task<Guid> SendLinkAsync(EmailAddress email, string? then, HttpContext context)
    {
        var since = Now - SignInLink.Life;
        var recent = await db.SignInLinks
            .CountAsync(sent => sent.Email == email.Normalised && sent.AskedAt > since, context.RequestAborted);
        if (recent >= MostLinks) return Guid.CreateVersion7();
        var (link, key, code) = SignInLink.Draw(email.Normalised, BrowserOf(context), AccountRoutes.Local(then), Now);
        db.SignInLinks.Add(link);
        var act = Act.ByVisitor(clock, "demander un lien de connexion");
        var byCode = await FailuresOfTheDayAsync(link.Email, context.RequestAborted) < SignInLink.MostFailuresADay
            ? $"Vous lisez ce message sur un autre appareil ? Recopiez ce code : {code[..3]} {code[3..]}"
            : "Aucun code ne sert aujourd’hui : trop de codes faux ont été essayés pour votre adresse. Le lien, lui, sert.";
        var territory = (await atlases.GetAsync(context.RequestAborted)).Territory.Name;
        db.Put(new Letter
        {
            Key = $"lien:{link.Id}", To = email, Subject = $"Votre lien pour entrer dans Terreau, {territory}",
            Text = $"""
                Bonjour,

                Vous avez demandé à entrer dans Terreau, {territory}.

                Ouvrez ce lien dans le navigateur où vous l’avez demandé :
                {site.Of(context)}{AccountRoutes.Link(link.Id, key)}

                {byCode}

                Le lien et le code servent une fois, jusqu’au {French.Instant(link.ExpiresAt)}.
                Vous n’avez rien demandé ? Ne faites rien : personne n’entrera.
                """,
        }, act);
        await db.SaveAsync(act, context.RequestAborted);
        return link.Id;
    }

    /// <summary>A link, for the browser that asked for it and no other.</summary>
    public async Task<SignInLink?> FindAsync(Guid id, HttpContext context)
    {
        var link = await db.SignInLinks.AsNoTracking().FirstOrDefaultAsync(sent => sent.Id == id, context.RequestAborted);
        return link is not null && link.BrowserHash.Fits(context.Request.Cookies[SiteCookies.Browser]) ? link : null;
    }

    /// <summary>Presents the key of a link, or its code; the first right one opens a session.</summary>
    public async Task<(LinkOutcome Outcome, string? Then)> PresentAsync(Guid id, string? key, string? code, HttpContext context)
    {
        // Two posts of one link must not both find it unused.
        await using var transaction = await db.AloneAsync(context.RequestAborted);
        var link = await db.SignInLinks.FirstOrDefaultAsync(sent => sent.Id == id, context.RequestAborted);
        if (link is null) return (LinkOutcome.Wrong, null);
        context.Request.Cookies.TryGetValue(SiteCookies.Browser, out var browser);
        var outcome = link.Present(key, code, browser, Now,
            key is null ? await FailuresOfTheDayAsync(link.Email, context.RequestAborted) : 0);
        AccountSession? session = null;
        var then = link.Then;
        if (outcome == LinkOutcome.Accepted)
        {
            var account = await db.AccountOfAsync(EmailAddress.Parse(link.Email), Now, ParisTime.DayOf(Now), context.RequestAborted);
            session = await OpenAsync(account, SignInMeans.Link, null, context);
            // A role that decides opens with a key: whoever has none is led to make one.
            if (session.Decides && !await db.Passkeys.AnyAsync(held => held.AccountId == account.Id, context.RequestAborted))
                then = AccountRoutes.KeysThen(link.Then);
        }
        else
        {
            await db.SaveAsync(Act.ByVisitor(clock, "présenter un lien de connexion"), context.RequestAborted);
        }
        await transaction.CommitAsync(context.RequestAborted);
        if (session is not null) await SessionCookie.GiveAsync(context, session);
        return (outcome, then);
    }

    /// <summary>Wrong codes that were tried for an address, whether or not it has an account, over all the links of a day.</summary>
    private Task<int> FailuresOfTheDayAsync(string address, CancellationToken cancel)
    {
        var since = Now - SignInLink.Day;
        return db.SignInLinks.Where(sent => sent.Email == address && sent.AskedAt > since).SumAsync(sent => sent.Failures, cancel);
    }

    /// <summary>Saves a session for who proved who they are; the caller gives its cookie once all is committed.</summary>
    public async Task<AccountSession> OpenAsync(Account account, SignInMeans means, string? idToken, HttpContext context)
    {
        account.Enter(ParisTime.DayOf(Now));
        var decides = await db.RoleGrants.AnyAsync(
            grant => grant.AccountId == account.Id && Roles.Deciding.Contains(grant.Role), context.RequestAborted);
        var session = AccountSession.Open(account.Id, means, decides, Device.Of(context.Request.Headers.UserAgent.ToString()), idToken,
            Now);
        db.Sessions.Add(session);
        await db.SaveAsync(new Act(User.WhoOf(account.Id), Now, "se connecter"), context.RequestAborted);
        return session;
    }

    /// <summary>Ends the session of this request, and takes its cookie back.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        if (context.User().SessionId is { } id
            && await db.Sessions.FirstOrDefaultAsync(session => session.Id == id, context.RequestAborted) is { } session)
        {
            session.End(Now);
            await db.SaveAsync(context.User().Acts(clock, "se déconnecter"), context.RequestAborted);
        }
        await SessionCookie.TakeAsync(context);
    }

    /// <summary>What ties a link to the browser that asks for it: a number in a cookie.</summary>
    public static string BrowserOf(HttpContext context)
    {
        if (context.Request.Cookies.TryGetValue(SiteCookies.Browser, out var held) && held.Length is > 20 and < 100) return held;
        var fresh = SecretHash.NewKey();
        context.Response.Cookies.Append(SiteCookies.Browser, fresh, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(1),
            IsEssential = true,
        });
        return fresh;
    }
}
