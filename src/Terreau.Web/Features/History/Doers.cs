using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Features.History;

/// <summary>Who acted, in words: by name for whoever may know it, by what they are for everyone else.</summary>
internal sealed class Doers
{
    public const string Gone = "un compte supprimé";

    private readonly Dictionary<string, string> kinds;
    private readonly IReadOnlyDictionary<string, string> names;

    private Doers(Dictionary<string, string> kinds, IReadOnlyDictionary<string, string> names) => (this.kinds, this.names) = (kinds, names);

    /// <param name="organisation">Those who belong to it are told apart; null where there is none.</param>
    /// <param name="withNames">The reader may know who people are.</param>
    public static async Task<Doers> ReadAsync(
        TerreauDb db, IEnumerable<string> who, Guid? organisation, bool withNames, CancellationToken cancel)
    {
        var distinct = who.Distinct(StringComparer.Ordinal).ToList();
        var ids = distinct.Where(IsAccount).Select(one => Guid.TryParse(one.AsSpan(Act.AccountPrefix.Length), out var id) ? id : Guid.Empty)
            .ToList();
        var held = await db.Accounts.AsNoTracking().Where(account => ids.Contains(account.Id)).Select(account => account.Id)
            .ToListAsync(cancel);
        var members = await db.Members.AsNoTracking()
            .Where(member => member.OrganisationId == organisation && ids.Contains(member.AccountId)).Select(member => member.AccountId)
            .ToListAsync(cancel);
        var desk = await db.RoleGrants.AsNoTracking().Where(grant => ids.Contains(grant.AccountId))
            .Select(grant => new { grant.AccountId, grant.Role }).ToListAsync(cancel);
        var kinds = held.ToDictionary(User.WhoOf, id => members.Contains(id) ? "une personne de l’organisation"
            : desk.Any(grant => grant.AccountId == id && Policy.Allows(Permission.Moderate, grant.Role, OrganisationRoles.None))
            ? "le manager"
            : "une personne qui a un compte", StringComparer.Ordinal);
        return new Doers(kinds, withNames ? await db.NamesOfAsync(distinct, cancel) : new Dictionary<string, string>());
    }

    public string InWords(string who) => who switch
    {
        Act.Visitor => "un visiteur",
        _ when !IsAccount(who) => "le programme",
        _ when !kinds.TryGetValue(who, out var kind) => Gone,
        _ => names.TryGetValue(who, out var name) ? name : kinds[who],
    };

    private static bool IsAccount(string who) => who.StartsWith(Act.AccountPrefix, StringComparison.Ordinal);
}
