using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting;

namespace Terreau.Web.Commands;

/// <summary>Makes someone an administrator from the console: there is no other way in for the first one.</summary>
internal static class AdminCommand
{
    private static readonly Argument<string> Email = new("adresse") { Description = "Adresse de messagerie de la personne" };

    public static Command Verb()
    {
        var verb = new Command("admin", "Donne le rôle d’administrateur à une personne") { Email };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed,
            (options, token) => RunAsync(options, parsed.GetRequiredValue(Email), token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, string email, CancellationToken cancel)
    {
        if (!EmailAddress.TryParse(email, out var address)) throw new StartException($"« {email} » n’est pas une adresse de messagerie.");
        await using var place = await Workplace.OpenAsync(options, cancel);
        var territory = await place.Db.Territories.OrderBy(held => held.Slug).Select(held => held.Slug).FirstOrDefaultAsync(cancel)
            ?? throw new StartException("La base ne contient encore aucun territoire. Lancez « seed » d’abord.");
        var act = Act.ByConsole(TimeProvider.System, "donner un rôle", TerritoryRoles.Administrator.Label());
        var account = await place.Db.AccountOfAsync(address, act.At, ParisTime.DayOf(act.At), cancel);
        if (await place.Db.RoleGrants.AnyAsync(grant => grant.AccountId == account.Id && grant.Role == TerritoryRoles.Administrator,
            cancel))
        {
            Console.WriteLine("Cette personne est déjà administratrice.");
            return 0;
        }
        place.Db.RoleGrants.Add(
            new RoleGrant { AccountId = account.Id, Territory = territory, Role = TerritoryRoles.Administrator, GrantedAt = act.At });
        await place.Db.SaveAsync(act, cancel);
        Console.WriteLine(
            "C’est fait. Cette personne entre par /connexion, puis ajoute une clé d’accès : sans clé, le rôle reste en sommeil.");
        return 0;
    }
}
