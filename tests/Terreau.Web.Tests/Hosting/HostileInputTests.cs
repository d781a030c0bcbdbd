using System.Net;
using System.Reflection;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Terreau.Web.Tests.Hosting;

/// <summary>Whatever is typed, in whatever field or address: an answer in words, never a failure, nothing run.</summary>
public sealed class HostileInputTests(SafetyTests.Shared shared) : IClassFixture<SafetyTests.Shared>
{
    /// <summary>A few of each kind of trouble, so that a clone without the sample files still meets them.</summary>
    private static readonly string[] Ours =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE Organisations; --", "${7*7}{{7*7}}",
        "../../../etc/passwd",
        "%00", "\0", "\u202Eétrange\u202C", "\uFEFF", "😀👩‍👩‍👧", "ﷺ", "NaN", "-1", "1e309", "99999999999999999999", "0x7f", "null",
        "undefined", "*:*", "a AND OR NOT",
        "\"", "(((((", "~~~~^^^^", "[* TO *]", "\\", "é̀̂", "ＳＩＲＥＴ", "true", "2026-02-30", "\uD800", new('a', 3000), new('%', 300),
    ];

    private TestSite Site => shared.Site;

    private static IEnumerable<string> Samples()
    {
        var path = Path.Combine(Clone.Root, "..", "shared", "data", "text", "blns.txt");
        return File.Exists(path) ? File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#') : [];
    }

    private static IEnumerable<string> RandomBytes()
    {
        var random = new Random(93);
        for (var i = 0; i < 30; i++)
        {
            var bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            yield return string.Concat(bytes.Select(value => $"%{value:X2}"));
        }
    }

    [Fact]
    public async Task Get_EveryParameterOfEveryPage_NeverFails()
    {
        var hostile = Ours.Concat(Samples()).Select(Encoded).Concat(RandomBytes()).ToList();
        var failures = new List<string>();
        var asked = 0;
        foreach (var (pattern, parameters) in Routes())
        {
            // Every value meets every page, each time in another of its parameters.
            for (var i = 0; i < hostile.Count; i++)
            {
                var address = Filled(pattern, hostile[i]);
                if (parameters.Count > 0) address += $"?{parameters[i % parameters.Count]}={hostile[i]}";
                else if (address == pattern && i > 20) break;
                asked++;
                await CheckAsync(address, failures);
            }
        }
        Assert.Empty(failures.Take(20));
        Assert.True(asked > 1000, $"only {asked} addresses were asked");
    }

    [Fact]
    public async Task Post_EveryFormFoundOnTheSite_NeverFails()
    {
        var failures = new List<string>();
        var forms = 0;
        foreach (var address in await CrawlAsync())
        {
            var page = await Site.PageAsync(address);
            foreach (var form in page.QuerySelectorAll("form[method='post']").OfType<IHtmlFormElement>().ToList())
            {
                forms++;
                var names = form.Elements.OfType<IHtmlElement>().Select(element => element.GetAttribute("name"))
                    .Where(name => name is { Length: > 0 } && !name.StartsWith("__", StringComparison.Ordinal) && name != "_handler")
                    .Distinct().ToList();
                foreach (var value in Ours)
                {
                    var fields = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "hidden" && input.Name?.Length > 0)
                        .Select(input => KeyValuePair.Create(input.Name!, input.Value)).ToList();
                    foreach (var name in names) if (fields.TrueForAll(field => field.Key != name)) fields.Add(new(name!, value));
                    using var response = await Site.Client.PostAsync(new Uri(form.Action).PathAndQuery, new FormUrlEncodedContent(fields));
                    if ((int)response.StatusCode >= 500) failures.Add($"POST {form.Action} with {value}: {(int)response.StatusCode}");
                }
            }
        }
        Assert.Empty(failures.Take(20));
        Assert.True(forms > 0, "no form was found");
    }

    /// <summary>The pages and API addresses a visitor can ask for, with the query parameters each reads.</summary>
    private IEnumerable<(string Pattern, List<string> Parameters)> Routes()
    {
        var api = ApiParameters();
        foreach (var endpoint in Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && !methods.HttpMethods.Contains("GET")) continue;
            if (pattern.StartsWith("/_", StringComparison.Ordinal) || pattern.StartsWith("/build", StringComparison.Ordinal)
                || pattern.Contains(".svg", StringComparison.Ordinal)) continue;
            var component = endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>()?.Type;
            var parameters = component?.GetProperties()
                .Select(property => (property.Name, From: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
                .Where(property => property.From is not null).Select(property => property.From!.Name ?? property.Name).ToList();
            yield return (pattern, parameters ?? api.GetValueOrDefault(pattern) ?? []);
        }
    }

    private Dictionary<string, List<string>> ApiParameters()
    {
        using var response = Site.Client.GetAsync("/openapi/v1.json").GetAwaiter().GetResult();
        if (!response.IsSuccessStatusCode) return [];
        using var document = JsonDocument.Parse(response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        var result = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            if (!path.Value.TryGetProperty("get", out var get) || !get.TryGetProperty("parameters", out var parameters)) continue;
            result[path.Name] = [.. parameters.EnumerateArray()
                .Where(parameter => parameter.TryGetProperty("in", out var place) && place.GetString() == "query")
                .Select(parameter => parameter.GetProperty("name").GetString()!)];
        }
        return result;
    }

    private async Task CheckAsync(string address, List<string> failures)
    {
        HttpResponseMessage response;
        try { response = await Site.Client.GetAsync(address); }
        catch (UriFormatException) { return; }
        using (response)
        {
            if (response.StatusCode >= HttpStatusCode.InternalServerError) failures.Add($"{address}: {(int)response.StatusCode}");
            if (response.Content.Headers.ContentType?.MediaType != "text/html") return;
            var html = await response.Content.ReadAsStringAsync();
            if (html.Contains("<script>alert(1)", StringComparison.OrdinalIgnoreCase)
                || html.Contains("<img src=x", StringComparison.OrdinalIgnoreCase))
                failures.Add($"{address}: typed text came back as markup");
        }
    }

    /// <summary>Addresses linked from the home page on, a few of each kind.</summary>
    private async Task<List<string>> CrawlAsync()
    {
        var (seen, queue, kinds) = (new HashSet<string>(), new Queue<string>(["/"]), new Dictionary<string, int>());
        while (queue.TryDequeue(out var address))
        {
            if (seen.Count > 150 || seen.Contains(address)) continue;
            using var response = await Site.Client.GetAsync(address);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType != "text/html") continue;
            seen.Add(address);
            var page = await Site.ParseAsync(await response.Content.ReadAsStringAsync(), address);
            foreach (var link in page.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#')[0]))
            {
                var path = link.Split('?')[0];
                var kind = string.Join('/', path.Split('/').Take(2)) + path.Count(c => c == '/')
                    + path.EndsWith("signaler", StringComparison.Ordinal);
                if (kinds.GetValueOrDefault(kind) >= 4 || link.Length == 0) continue;
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                queue.Enqueue(link);
            }
        }
        return [.. seen];
    }

    private static string Filled(string pattern, string value)
    {
        while (pattern.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start)
            pattern = pattern[..start] + value + pattern[(pattern.IndexOf('}', start) + 1)..];
        return pattern;
    }

    private static string Encoded(string text)
    {
        // A lone surrogate has no UTF-8 form: it is what a careless client would send in its place.
        try { return Uri.EscapeDataString(text); }
        catch (UriFormatException) { return "%ED%A0%80"; }
    }
}
