using System.CommandLine;
using System.Diagnostics;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Bench;

/// <summary>What coming in costs: one look at the policy, and the page where one signs in, which draws a challenge for keys.</summary>
internal static class AccountsBench
{
    private const int Checks = 20_000_000;

    public static Command Verb()
    {
        var verb = new Command("accounts", "One check of the policy, and the sign-in page at 100 requests a second");
        verb.SetAction((_, cancel) => RunAsync(cancel));
        return verb;
    }

    private static async Task<int> RunAsync(CancellationToken cancel)
    {
        var check = CheckNanoseconds();
        await using var site = await BenchSite.OpenAsync(0, cancel);
        await site.App.StartAsync(cancel);
        // By its name: at an address made of numbers no challenge is drawn.
        using var client = new HttpClient
        {
            BaseAddress = new Uri(site.Address.AbsoluteUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)),
        };
        await Load.TailAsync(client, _ => "/connexion", perSecond: 100, TimeSpan.FromSeconds(6));
        var (p50, p99) = await Load.TailAsync(client, _ => "/connexion", perSecond: 100, TimeSpan.FromSeconds(10));
        Table.Head("one check of the policy, an organisation's role looked up (target 1 µs)", "sign-in page at 100/s, p50 / p99");
        Table.Row($"{check:F0} ns", $"{p50:F1} / {p99:F1} ms");
        return 0;
    }

    private static double CheckNanoseconds()
    {
        var own = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        var user = new User
        {
            AccountId = Guid.CreateVersion7(), Granted = TerritoryRoles.Visitor | TerritoryRoles.Member,
            Organisations = own.ToDictionary(id => id, _ => OrganisationRoles.Editor),
        };
        var permissions = Enum.GetValues<Permission>();
        var yes = 0;
        for (var round = 0; round < 2; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Checks; i++)
            {
                if (user.May(permissions[i % permissions.Length], own[i % own.Length])) yes++;
            }
            if (round == 1 && yes > 0) return watch.Elapsed.TotalNanoseconds / Checks;
        }
        return double.NaN;
    }
}
