using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Terreau.Web.Commands;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting;

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
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"One check of the policy, an organisation's role looked up: {CheckNanoseconds():F1} ns"));
        var folder = Directory.CreateTempSubdirectory("terreau-bench-").FullName;
        try
        {
            var options = new TerreauOptions
            {
                Data = folder, Urls = "http://127.0.0.1:0", RateSearch = int.MaxValue / 8, RateForms = int.MaxValue / 8, Jobs = false,
                Territory = Path.Combine(Environment.GetEnvironmentVariable("TERREAU_ROOT") ?? ".", "data", "est-ensemble"),
            };
            await using var app = Site.Build(options);
            await ServeCommand.PrepareAsync(app, cancel);
            await app.StartAsync(cancel);
            // By its name: at an address made of numbers no challenge is drawn.
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)) };
            await PagesBench.TailAsync(client, _ => "/connexion", perSecond: 100, TimeSpan.FromSeconds(6));
            var (p50, p99) = await PagesBench.TailAsync(client, _ => "/connexion", perSecond: 100, TimeSpan.FromSeconds(10));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Sign-in page at 100/s: p50 {p50:F1} ms, p99 {p99:F1} ms"));
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
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
