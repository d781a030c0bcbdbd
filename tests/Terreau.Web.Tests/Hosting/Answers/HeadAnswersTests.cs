using System.Net;
using Microsoft.AspNetCore.Routing;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Tests.Hosting.Answers;

public sealed class HeadAnswersTests
{
    /// <summary>What is another at each answer, or says how the body that is not there would come.</summary>
    private static readonly string[] OfOneAnswer = ["Date", "Set-Cookie", "Transfer-Encoding", "Content-Length", "Age"];

    [Theory, InlineData(false), InlineData(true)]
    public async Task Head_OfEveryAddressThatIsRead_AnswersAsGetWithoutABody(bool signedIn)
    {
        await using var site = await TestSite.StartAsync();
        if (signedIn) await site.SignInAsync("tout@exemple.fr", TerritoryRoles.Administrator, strong: true);
        var faults = new List<string>();
        var tried = 0;
        foreach (var address in AllRoutes.Of(site)
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessAttribute>() is not null
                && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Select(endpoint => AllRoutes.Likely(endpoint.RoutePattern)).Append("/nulle-part").Append("/api/v1/nulle-part").Distinct())
        {
            tried++;
            using var get = await site.Client.GetAsync(address);
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var head = await site.Client.SendAsync(request);
            var (read, empty) = (await get.Content.ReadAsByteArrayAsync(), await head.Content.ReadAsByteArrayAsync());
            if (head.StatusCode != get.StatusCode) faults.Add($"{address}: {(int)head.StatusCode}, and GET {(int)get.StatusCode}");
            if (empty.Length > 0) faults.Add($"{address}: a body");
            if (Said(head) is var said && said != Said(get)) faults.Add($"{address}: {said}, and GET {Said(get)}");
            // A page holds tokens that are drawn anew, a workbook its hour: about as long, but not quite.
            var isNew = get.Content.Headers.ContentType?.MediaType is "text/html" or "application/problem+json"
                || address.EndsWith(".xlsx", StringComparison.Ordinal);
            if (get.StatusCode == HttpStatusCode.OK && (head.Content.Headers.ContentLength is not { } length
                || (isNew ? Math.Abs(length - read.Length) > 200 : length != read.Length)))
                faults.Add($"{address}: {head.Content.Headers.ContentLength} bytes, and GET {read.Length}");
        }
        Assert.Empty(faults);
        Assert.True(tried > 100, $"only {tried} were tried");
    }

    [Fact]
    public async Task Head_ThenAnotherOnTheSameConnection_IsNotDisturbedByABody()
    {
        await using var site = await TestSite.StartAsync();

        var both = await RawRequest.AnswerAsync(site, "HEAD /acteurs HTTP/1.1\r\nHost: localhost\r\n\r\nHEAD /healthz HTTP/1.1\r\n"
            + "Host: localhost\r\nConnection: close\r\n\r\n", isWhole: true);

        Assert.DoesNotContain("<html", both, StringComparison.Ordinal);
        Assert.Equal(3, both.Split("HTTP/1.1 200 OK").Length);
    }

    [Fact]
    public async Task Head_WritesNothing()
    {
        await using var site = await TestSite.StartAsync();
        var before = await site.WithDbAsync(db => Task.FromResult(db.Journal.Count()));

        using var request = new HttpRequestMessage(HttpMethod.Head, "/orientation");
        using var response = await site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(before, await site.WithDbAsync(db => Task.FromResult(db.Journal.Count())));
    }

    private static string Said(HttpResponseMessage response) => string.Join('\n', response.Headers.Concat(response.Content.Headers)
        .Where(header => !OfOneAnswer.Contains(header.Key)).OrderBy(header => header.Key, StringComparer.Ordinal)
        .Select(header => $"{header.Key}: {string.Join(',', header.Value)}"));
}
