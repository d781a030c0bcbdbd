using System.Net;
using System.Text;
using System.Text.Json;
using Terreau.Web.Features.Orientation;

namespace Terreau.Web.Tests.Features.Orientation;

public sealed class ApiTests(OrientationSite orientation) : IClassFixture<OrientationSite>
{
    [Theory]
    [InlineData("pas du JSON", "")]
    [InlineData("[]", "")]
    [InlineData("{}", "besoins")]
    [InlineData("""{"besoins":[]}""", "besoins")]
    [InlineData("""{"besoins":[{"genre":"BONHEUR"}]}""", "besoins[0].genre")]
    [InlineData("""{"besoins":[{"genre":"LOCAUX","natures":["pret"]}]}""", "besoins[0].natures[0]")]
    [InlineData("""{"besoins":[{"genre":"FINANCEMENT","montant":"30 000"}]}""", "besoins[0].montant")]
    [InlineData("""{"besoins":[{"genre":"FINANCEMENT","montant":-1}]}""", "besoins[0].montant")]
    [InlineData("""{"besoins":[{"genre":"LOCAUX","pour":"demain"}]}""", "besoins[0].pour")]
    [InlineData("""{"idee":12,"besoins":[{"genre":"LOCAUX"}]}""", "idee")]
    [InlineData("""{"etapes":["NULLE"],"besoins":[{"genre":"LOCAUX"}]}""", "etapes[0]")]
    [InlineData("""{"etapes":["EMERGENCE","AMORCAGE","LANCEMENT"],"besoins":[{"genre":"LOCAUX"}]}""", "etapes")]
    [InlineData("""{"lieu":{"communes":["75056"]},"besoins":[{"genre":"LOCAUX"}]}""", "lieu.communes[0]")]
    [InlineData("""{"lieu":"Bondy","besoins":[{"genre":"LOCAUX"}]}""", "lieu")]
    [InlineData("""{"structure":{"siren":"123"},"besoins":[{"genre":"LOCAUX"}]}""", "structure.siren")]
    [InlineData("""{"structure":{"effectif":{"min":5,"max":2}},"besoins":[{"genre":"LOCAUX"}]}""", "structure.effectif")]
    [InlineData("""{"reponses":{"rien":true},"besoins":[{"genre":"LOCAUX"}]}""", "reponses.rien")]
    [InlineData("""{"reponses":{"existe":true},"besoins":[{"genre":"LOCAUX"}]}""", "reponses.existe")]
    [InlineData("""{"reponses":{"label.esus":"oui"},"besoins":[{"genre":"LOCAUX"}]}""", "reponses.label.esus")]
    [InlineData("""{"idee":"\ud800","besoins":[{"genre":"LOCAUX"}]}""", "idee")]
    [InlineData("""{"\ud800":1,"besoins":[{"genre":"LOCAUX"}]}""", null)]
    public async Task Post_MalformedProfile_Answers400NamingTheField(string body, string? field)
    {
        using var response = await PostAsync(body);
        Assert.True(field is null || response.StatusCode == HttpStatusCode.BadRequest, body);
        Assert.True((int)response.StatusCode < 500);
        if (field is null) return;
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.True(problem.RootElement.GetProperty("errors").TryGetProperty(field, out var sentences), problem.RootElement.ToString());
        Assert.NotEqual(0, sentences.GetArrayLength());
    }

    [Fact]
    public async Task Post_TooLarge_IsRefused()
    {
        using var response = await PostAsync($$"""{"idee":"{{new string('x', 70_000)}}","besoins":[{"genre":"LOCAUX"}]}""");
        Assert.InRange((int)response.StatusCode, 400, 413);
    }

    [Fact]
    public async Task Post_MoreKnown_NeverTurnsSureIntoRefused()
    {
        using var less = JsonDocument.Parse(
            await (await PostAsync("""{"besoins":[{"genre":"FINANCEMENT"}]}""")).Content.ReadAsStringAsync());
        using var more = JsonDocument.Parse(await (await PostAsync(
            """{"etapes":["EMERGENCE"],"lieu":{"communes":["93010"]},"structure":{"existe":false},"besoins":[{"genre":"FINANCEMENT"}]}""")).Content.ReadAsStringAsync());
        var sure = Slugs(less, "sures");
        Assert.Empty(sure.Intersect(Slugs(more, "ecartees")));
    }

    [Fact]
    public async Task Post_ExampleOfTheDocumentation_IsAnswered()
    {
        using var description = JsonDocument.Parse(await orientation.Site.Client.GetStringAsync("/openapi/v1.json"));
        var body = description.RootElement.GetProperty("paths").GetProperty(OrientationRoutes.Api).GetProperty("post")
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText();
        using var response = await PostAsync(body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(2, answer.RootElement.GetProperty("besoins").GetArrayLength());
    }

    private static List<string> Slugs(JsonDocument answer, string part)
        => [.. answer.RootElement.GetProperty("besoins").EnumerateArray().SelectMany(need => need.GetProperty(part).EnumerateArray())
            .Select(offer => offer.GetProperty("offre").GetString()!)];

    private Task<HttpResponseMessage> PostAsync(string body)
        => orientation.Site.Client.PostAsync(OrientationRoutes.Api, new StringContent(body, Encoding.UTF8, "application/json"));
}
