using System.Text.Json.Nodes;

namespace Terreau.Web.Tests.Hosting.Api;

/// <summary>The description of the API, read as the tools of its users read it.</summary>
public sealed class ApiDescriptionTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Get_Description_IsAcceptedByALinter()
    {
        var (code, said) = await OpenApiLinter.ReadAsync(await DescriptionAsync());

        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task Linter_OfABrokenDescription_Complains()
    {
        var description = JsonNode.Parse(await DescriptionAsync())!;
        description["paths"]!["/api/v1/acteurs"]!["get"]!["operationId"] = "offres";

        var (code, said) = await OpenApiLinter.ReadAsync(description.ToJsonString());

        Assert.NotEqual(0, code);
        Assert.Contains("operation-operationId-unique", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/acteurs")]
    [InlineData("/api/v1/offres")]
    public async Task Get_Description_OfEveryList_HasOneEnvelope(string path)
    {
        var description = JsonNode.Parse(await DescriptionAsync())!;

        var answer = description["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
        var name = answer["$ref"]!.GetValue<string>().Split('/')[^1];
        var members = description["components"]!["schemas"]![name]!["properties"]!.AsObject().Select(member => member.Key);

        Assert.Equal(
            ["total", "page", "limit", "tri", "phrase", "elargi", "corrections", "lectures", "facets", "items", "links", "licence",
                "source", "miseAJour"], members);
    }

    [Fact]
    public async Task Get_Description_OfEveryAddress_SaysHowItRefuses()
    {
        var description = JsonNode.Parse(await DescriptionAsync())!;

        foreach (var (path, operations) in description["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                foreach (var status in new[] { "429", "default" })
                    Assert.True(operation!["responses"]![status]!["content"]!["application/problem+json"] is not null,
                        $"{method} {path} {status}");
            }
        }
    }

    private Task<string> DescriptionAsync() => shared.Site.Client.GetStringAsync("/openapi/v1.json");
}
