using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Routing;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Tests.Hosting.Guards;

/// <summary>A body costs nothing before it is known that its sender may send it, and then no more than its length.</summary>
public sealed class FileUploadTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    private const string Public = "/validateur";
    private const string Head = "Content-Disposition: form-data; name=";

    private TestSite Site => shared.Site;

    [Fact]
    public async Task Parts_ManyOfOneName_CostNoMoreThanTheirLength()
    {
        // What took nine seconds of a processor while each part copied all that stood before it.
        var body = string.Concat(Enumerable.Repeat($"--x\r\n{Head}\"a\"\r\n\r\n\r\n", 40_000)) + "--x--\r\n";
        using var content = Parts(body);

        var start = Environment.CpuUsage.TotalTime;
        using var response = await Site.Client.PostAsync(Public, content);
        var spent = Environment.CpuUsage.TotalTime - start;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(spent < TimeSpan.FromSeconds(1), $"took {spent}");
    }

    [Theory]
    [InlineData("a", PostedParts.MostParts, HttpStatusCode.OK)]
    [InlineData("a", PostedParts.MostParts + 1, HttpStatusCode.BadRequest)]
    [InlineData(null, PostedParts.MostParts + 1, HttpStatusCode.BadRequest)]
    public async Task Parts_AreCounted_WhateverTheirNames(string? name, int parts, HttpStatusCode expected)
    {
        var page = await Site.PageAsync(Public);
        var hidden = Hidden(page);
        using var form = new MultipartFormDataContent();
        foreach (var (key, value) in hidden) form.Add(new StringContent(value), key);
        form.Add(new ByteArrayContent("Nom\nA\n"u8.ToArray()), "fichier", "a.csv");
        for (var at = hidden.Count + 1; at < parts; at++) form.Add(new StringContent("v"), name ?? $"n{at}");

        using var response = await Site.Client.PostAsync(Public, form);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(200, 20_000, HttpStatusCode.OK)]
    [InlineData(201, 20, HttpStatusCode.BadRequest)]
    [InlineData(20, 20_001, HttpStatusCode.BadRequest)]
    public async Task Parts_AreMeasured(int name, int value, HttpStatusCode expected)
    {
        var page = await Site.PageAsync(Public);
        using var form = new MultipartFormDataContent();
        foreach (var (key, held) in Hidden(page)) form.Add(new StringContent(held), key);
        form.Add(new StringContent(new string('v', value)), new string('n', name));

        using var response = await Site.Client.PostAsync(Public, form);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task File_WithoutTheTokenBeforeIt_IsAnsweredBeforeItComes()
    {
        // The head of the file and not one byte of it: who waits for the rest never answers.
        var part = $"--x\r\n{Head}\"fichier\"; filename=\"a.csv\"\r\n\r\n";
        var answer = await RawRequest.AnswerAsync(Site, $"POST {Public} HTTP/1.1\r\nHost: localhost\r\n"
            + $"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 40000000\r\n\r\n{part}");

        Assert.Equal(400, RawRequest.StatusOf(answer));
    }

    [Fact]
    public async Task Body_OfSomeoneWhoMayNotSendIt_IsAskedForOnNoRoute()
    {
        await using var site = await TestSite.StartAsync();
        await site.SignInAsync("membre@exemple.fr");
        var member = $"Cookie: terreau-seance={site.Cookie("terreau-seance")}\r\nExpect: 100-continue\r\n";
        // Of a visitor, whose session may just have ended, the words are looked for: in the first megabyte and no further.
        var beginning = $"--x\r\n{Head}\"fichier\"; filename=\"a.csv\"\r\n\r\n{new string('v', 1_300_000)}";
        var faults = new List<string>();
        var tried = 0;
        foreach (var endpoint in AllRoutes.Of(site).Where(endpoint => Takes(endpoint, "POST")))
        {
            var permission = endpoint.Metadata.GetMetadata<AccessAttribute>()!.Permission;
            if (Policy.Allows(permission, TerritoryRoles.Visitor, OrganisationRoles.None)) continue;
            await TryAsync("", "application/x-www-form-urlencoded", "a=b", 413, 401);
            await TryAsync("", "multipart/form-data; boundary=x", beginning, 401, 401);
            if (Policy.Allows(permission, TerritoryRoles.Member, OrganisationRoles.None)) continue;
            // Who expects to be told to go on is told so by the first look at the body, and by nothing else.
            await TryAsync(member, "application/x-www-form-urlencoded", "", 404, 404);
            await TryAsync(member, "multipart/form-data; boundary=x", "", 404, 404);

            async Task TryAsync(string who, string type, string sent, int expected, int or)
            {
                tried++;
                var answer = await RawRequest.AnswerAsync(site, $"POST {AllRoutes.Likely(endpoint.RoutePattern)} HTTP/1.1\r\n"
                    + $"Host: localhost\r\n{who}Content-Type: {type}\r\nContent-Length: 60000000\r\n\r\n{sent}");
                if (RawRequest.StatusOf(answer) is var status && status != expected && status != or)
                    faults.Add($"{endpoint.RoutePattern.RawText} {type}: {answer.Split('\r')[0]}");
            }
        }
        Assert.Empty(faults);
        Assert.True(tried > 40, $"only {tried} were tried");
    }

    private static bool Takes(RouteEndpoint endpoint, string verb)
        => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(verb) == true
            && endpoint.Metadata.GetMetadata<AccessAttribute>() is not null;

    private static List<(string Name, string Value)> Hidden(IHtmlDocument page)
        => [.. page.QuerySelectorAll("form[enctype] input[type=hidden]").Cast<IHtmlInputElement>()
            .Select(input => (input.Name!, input.Value))];

    private static ByteArrayContent Parts(string body)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        return content;
    }
}
