using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;

namespace Terreau.Web.Tests.Features.History;

/// <summary>Writes changes as people would have made them.</summary>
internal static class PastOfSheets
{
    public const string Slug = "baluchon";
    public const string History = "/acteurs/baluchon/historique";

    public static Task<long> ChangeAsync(this TestSite site, Action<Organisation> change, string who = "console", string slug = Slug)
        => site.WithDbAsync(async db =>
        {
            var sheet = await db.Organisations.FirstAsync(held => held.Slug == slug);
            change(sheet);
            await db.SaveAsync(new Act(who, site.Clock.GetUtcNow().UtcDateTime, "modifier une fiche"));
            return await db.Journal.MaxAsync(line => line.Id);
        });

    public static Task<long> ChangeOfferAsync(this TestSite site, Action<Offer> change)
        => site.WithDbAsync(async db =>
        {
            change(await db.Offers.FirstAsync(offer => offer.Slug == "dla"));
            await db.SaveAsync(Act.ByConsole(site.Clock, "modifier une offre"));
            return await db.Journal.MaxAsync(line => line.Id);
        });

    public static Task<Organisation> SheetAsync(this TestSite site)
        => site.WithDbAsync(db => db.Organisations.AsNoTracking().FirstAsync(sheet => sheet.Slug == Slug));

    public static Task<Guid> PersonAsync(this TestSite site, string email, string name, OrganisationRoles role)
        => site.WithDbAsync(async db =>
        {
            var now = site.Clock.GetUtcNow().UtcDateTime;
            var account = await db.AccountOfAsync(EmailAddress.Parse(email), now, DateOnly.FromDateTime(now));
            account.Call(name);
            var sheet = await db.Organisations.FirstAsync(held => held.Slug == Slug);
            db.Members.Add(new Member { AccountId = account.Id, OrganisationId = sheet.Id, Role = role, Since = now });
            await db.SaveAsync(new Act("test", now, "préparer un compte"));
            return account.Id;
        });

    public static async Task<(int Status, string Words)> ReadAsync(this HttpClient client, string address)
    {
        using var response = await client.GetAsync(address);
        return ((int)response.StatusCode, await response.WordsAsync());
    }
}
