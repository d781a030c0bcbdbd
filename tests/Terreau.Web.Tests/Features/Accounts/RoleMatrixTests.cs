using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Tests.Features.Accounts;

/// <summary>Every route and verb is tried by every role, and must answer as the policy says.</summary>
public sealed class RoleMatrixTests : IAsyncLifetime
{
    private const string Own = "baluchon";

    private static readonly (string Name, TerritoryRoles Territory, OrganisationRoles Organisation, bool Strong)[] People =
    [
        ("visiteur", TerritoryRoles.None, OrganisationRoles.None, false),
        ("membre", TerritoryRoles.None, OrganisationRoles.None, false),
        ("manager", TerritoryRoles.Manager, OrganisationRoles.None, true),
        ("manager-sans-cle", TerritoryRoles.Manager, OrganisationRoles.None, false),
        ("financeur", TerritoryRoles.Funder, OrganisationRoles.None, true),
        ("agent", TerritoryRoles.Agent, OrganisationRoles.None, false),
        ("administrateur", TerritoryRoles.Administrator, OrganisationRoles.None, true),
        ("administrateur-sans-cle", TerritoryRoles.Administrator, OrganisationRoles.None, false),
        ("responsable", TerritoryRoles.None, OrganisationRoles.Owner, false),
        ("contributeur", TerritoryRoles.None, OrganisationRoles.Editor, false),
        ("lecteur", TerritoryRoles.None, OrganisationRoles.Reader, false),
    ];

    private TestSite site = null!;

    public async ValueTask InitializeAsync()
        => site = await TestSite.StartAsync(services: services => services.AddTransient<IStartupFilter, TellRefusals>());

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task EveryRouteAndVerb_AnswersEveryRole_AsThePolicySays()
    {
        var routes = Routes().ToList();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var person in People)
        {
            using var client = await ClientOfAsync(person);
            foreach (var (verb, pattern, permission) in routes)
            {
                var expected = Expected(person, permission);
                using var request = new HttpRequestMessage(new HttpMethod(verb), Address(pattern));
                // A post without its token: the gate stands before the form, so a 400 says that it let through.
                if (verb == "POST") request.Content = new FormUrlEncodedContent([new("_handler", "essai")]);
                using var response = await client.SendAsync(request);
                tried++;
                var got = Verdict(response);
                if (got != expected)
                    wrong.Add($"{person.Name} {verb} {pattern.RawText}: {got} ({(int)response.StatusCode}), expected {expected}");
            }
        }
        Assert.Empty(wrong);
        Assert.True(tried > 500, $"only {tried} were tried");
    }

    [Fact]
    public void Policy_GivesEachRoleWhatIsWrittenHere()
    {
        // The table once more, by hand: a change of policy is a change of this test, seen in review.
        var all = People.Select(person => person.Name).ToArray();
        var signedIn = all.Where(name => name != "visiteur").ToArray();
        var desk = new[] { "manager", "administrateur" };
        var expected = new Dictionary<Permission, string[]>
        {
            [Permission.ReadPublic] = all,
            [Permission.SendPublic] = all,
            [Permission.SignIn] = all,
            [Permission.UseAccount] = signedIn,
            [Permission.JoinSheets] = signedIn,
            [Permission.ReadSheetInside] = [.. desk, "responsable", "contributeur", "lecteur"],
            [Permission.EditSheet] = [.. desk, "responsable", "contributeur"],
            [Permission.RunSheet] = [.. desk, "responsable"],
            [Permission.Moderate] = desk,
            [Permission.EditOffer] = desk,
            [Permission.RunSubscribers] = desk,
            [Permission.GrantRoles] = ["administrateur"],
            [Permission.ReadState] = ["administrateur"],
        };

        Assert.Equal(Enum.GetValues<Permission>().Order(), expected.Keys.Order());
        foreach (var (permission, names) in expected)
            Assert.Equal(names.Order(StringComparer.Ordinal),
                People.Where(person => Allowed(person, permission)).Select(person => person.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ARouteWithoutAPolicy_DoesNotStart()
    {
        var error = await Assert.ThrowsAsync<Web.Hosting.StartException>(async () =>
        {
            await using var bare = await TestSite.StartAsync(map: app =>
            {
                app.MapGet("/oubliee", () => "");
                app.RequireAccessEverywhere();
            });
        });

        Assert.Contains("/oubliee", error.Message, StringComparison.Ordinal);
    }

    private IEnumerable<(string Verb, RoutePattern Pattern, Permission Permission)> Routes()
    {
        foreach (var endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<AccessAttribute>() is not { } access) continue;
            // The files of the site itself: one stands for all.
            if (endpoint.RoutePattern.RawText is { } raw
                && (raw.StartsWith("build/", StringComparison.Ordinal) || raw.Contains(".br", StringComparison.Ordinal)
                    || raw.Contains(".gz", StringComparison.Ordinal))) continue;
            var verbs = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            foreach (var verb in verbs.Where(verb => verb is "GET" or "POST"))
                yield return (verb, endpoint.RoutePattern, access.Permission);
        }
    }

    private async Task<HttpClient> ClientOfAsync(
        (string Name, TerritoryRoles Territory, OrganisationRoles Organisation, bool Strong) person)
    {
        if (person.Name == "visiteur") return site.NewClient();
        await site.SignInAsync($"{person.Name}@exemple.fr", person.Territory, person.Strong,
            person.Organisation == OrganisationRoles.None ? [] : [(Own, person.Organisation)]);
        var cookies = new CookieContainer();
        cookies.Add(new Uri(site.Client.BaseAddress!, "/"), new Cookie("terreau-seance", site.Cookie("terreau-seance")));
        return site.NewClient(cookies);
    }

    private static bool Allowed((string Name, TerritoryRoles Territory, OrganisationRoles Organisation, bool Strong) person,
        Permission permission)
    {
        var held = person.Name == "visiteur" ? TerritoryRoles.Visitor : TerritoryRoles.Visitor | TerritoryRoles.Member | person.Territory;
        var user = new User { Granted = held, IsStrong = person.Strong };
        return Policy.Allows(permission, user.Roles, person.Organisation);
    }

    private static string Expected(
        (string Name, TerritoryRoles Territory, OrganisationRoles Organisation, bool Strong) person, Permission permission)
        => Allowed(person, permission) ? "through" : person.Name == "visiteur" ? "asked to sign in"
            : Allowed(person with { Strong = true }, permission) ? "asked for a key" : "nothing there";

    private static string Verdict(HttpResponseMessage response)
    {
        var code = (int)response.StatusCode;
        if (code == 401 || (code == 302
            && response.Headers.Location!.OriginalString.Contains("/connexion?suite=", StringComparison.Ordinal)))
            return "asked to sign in";
        if (code == 403 && response.Headers.Contains(TellRefusals.Header)) return "asked for a key";
        // The gate answers with the general page; what a page itself does not find has words of its own.
        if (code == 404 && response.Headers.Contains(TellRefusals.Header)) return "nothing there";
        return code >= 500 ? $"failure {code}" : "through";
    }

    private static string Address(RoutePattern pattern)
    {
        var segments = pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { Name: "slug" or "Slug" } =>
                pattern.RawText!.Contains("offres", StringComparison.OrdinalIgnoreCase) ? "dla" : Own,
            RoutePatternParameterPart { Name: "z" or "x" or "y" } => "0",
            RoutePatternParameterPart { Name: "documentName" } => "v1",
            RoutePatternParameterPart { Name: "Insee" or "insee" } => "93010",
            RoutePatternParameterPart { ParameterPolicies: [{ Content: "long" }] } => "1",
            RoutePatternParameterPart => "00000000-0000-0000-0000-000000000001",
            _ => "",
        })));
        return "/" + string.Join('/', segments);
    }

    /// <summary>Says from inside what the gate turned away; outside, such a 404 is as any other.</summary>
    private sealed class TellRefusals : IStartupFilter
    {
        public const string Header = "x-test-refused";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Response.OnStarting(() =>
                {
                    if (context.Items.ContainsKey(AccessGate.Refused)) context.Response.Headers[Header] = "1";
                    return Task.CompletedTask;
                });
                return rest(context);
            });
            next(app);
        };
    }
}
