using Microsoft.AspNetCore.Components;
using Terreau.Web.Hosting;

namespace Terreau.Browser.Tests;

/// <summary>No page escapes the accessibility suite.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Addresses_CoverEveryPage()
    {
        var patterns = typeof(Site).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>())
            .Select(route => route.Template)
            // The steps of a project have private addresses: PrivatePagesTests walks them.
            .Where(template => !template.StartsWith("/orientation/p/", StringComparison.Ordinal));

        var missing = patterns.Where(template =>
            !PageAddresses.All.Concat(PageAddresses.SignedIn).Any(address => Fits(template, address.Split('?')[0])));

        Assert.Empty(missing);
    }

    private static bool Fits(string template, string address)
    {
        var (asked, given) = (template.Trim('/').Split('/'), address.Trim('/').Split('/'));
        return asked.Length == given.Length && asked.Zip(given).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }
}
