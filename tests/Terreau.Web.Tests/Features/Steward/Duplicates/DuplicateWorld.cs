using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Seeds;

namespace Terreau.Web.Tests.Features.Steward.Duplicates;

/// <summary>Two sheets of one recycling centre in Bondy, put beside those of Est Ensemble, and a manager who compares them.</summary>
internal static class DuplicateWorld
{
    public const string Stays = "ressourcerie-la-noue", Goes = "association-resourcerie-noue";
    public const string StaysName = "Ressourcerie La Noue", GoesName = "Association Resourcerie de la Noue";
    public const string Pair = "form:has(input[name=vu])";

    public static Act Act(this TestSite site) => Web.Data.Act.ByConsole(site.Clock, "essayer");

    public static Task<Guid> AddAsync(this TestSite site, string slug, string name, Action<Organisation>? with = null)
        => site.WithDbAsync(async db =>
    {
        var sheet = Builders.Organisation(slug, name, "essai", PartialDate.Parse("2026"), with);
        db.Add(sheet);
        await db.SaveAsync(site.Act());
        return sheet.Id;
    });

    /// <summary>The two, the first with more in it; returns their identities.</summary>
    public static async Task<(Guid Stays, Guid Goes)> AddPairAsync(
        this TestSite site, Action<Organisation>? stays = null, Action<Organisation>? goes = null) => (
        await site.AddAsync(Stays, StaysName, sheet =>
        {
            (sheet.Communes, sheet.Summary, sheet.Roles, sheet.Proposes) = (["93010"], "Elle collecte et répare.", ["ENTREPRENEUR_SOCIAL"],
                ["un atelier"]);
            stays?.Invoke(sheet);
        }),
        await site.AddAsync(Goes, GoesName, sheet =>
        {
            (sheet.Communes, sheet.Website, sheet.Proposes) = (["93010"], "https://noue.example", ["un camion"]);
            goes?.Invoke(sheet);
        }));

    public static Task<Guid> ManagerAsync(this TestSite site) => site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager);

    public static string Address(Guid one, Guid other) => $"/bureau/doublons/{one}/{other}";

    public static Task<Organisation> SheetAsync(this TestSite site, string slug)
        => site.WithDbAsync(db => db.Organisations.AsNoTracking().SingleAsync(sheet => sheet.Slug == slug));

    public static Task ChangeAsync(this TestSite site, string slug, Action<Organisation> change) => site.WithDbAsync(async db =>
    {
        change(await db.Organisations.SingleAsync(sheet => sheet.Slug == slug));
        return await db.SaveAsync(site.Act());
    });

    /// <summary>Merges as the page would, the first of the two staying; returns the merge.</summary>
    public static async Task<Guid> MergeAsync(this TestSite site, string stays, string goes, params (string Field, MergeTake Take)[] taken)
        => Assert.IsType<SheetMerging.Outcome.Done>(await site.TryMergeAsync(stays, goes, taken)).Merge;

    public static async Task<SheetMerging.Outcome> TryMergeAsync(
        this TestSite site, string stays, string goes, params (string Field, MergeTake Take)[] taken)
    {
        var (kept, merged) = (await site.SheetAsync(stays), await site.SheetAsync(goes));
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SheetMerging>().MergeAsync(
            new SheetMerging.Order
            {
                KeptId = kept.Id, MergedId = merged.Id, Seen = SheetMerging.SeenOf(kept, merged), Form = Guid.CreateVersion7(),
                Taken = taken.ToDictionary(choice => choice.Field, choice => choice.Take),
            }, User.Visitor, CancellationToken.None);
    }

    public static async Task<MergeUndoing.Outcome> UndoAsync(this TestSite site, Guid merge, params string[] given)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MergeUndoing>()
            .UndoAsync(merge, given.ToHashSet(), User.Visitor, CancellationToken.None);
    }
}
