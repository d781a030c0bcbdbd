using System.Net;
using System.Text.Json;
using Terreau.Web.Imports.Aids;
using Terreau.Web.Imports.Inclusion;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Imports;

/// <summary>Outside services: waits, pages, keys; and what is never done.</summary>
public sealed class RemoteApiTests : IDisposable
{
    private static readonly Uri First = new("https://aides.exemple.fr/api/aids/?perimeter_id=1");

    private readonly HurriedClock clock = new();
    private readonly RecordedAnswers answers = new();

    public void Dispose() => answers.Dispose();

    [Fact]
    public async Task Ask_BusyThenWell_WaitsAsTold()
    {
        answers.Then("{}", HttpStatusCode.TooManyRequests, "7").Then("{}", HttpStatusCode.ServiceUnavailable).ThenFails()
            .Then("""{"ok":1}""");

        using var answer = await Api().AskAsync(First, CancellationToken.None);

        Assert.Equal(1, answer.RootElement.GetProperty("ok").GetInt32());
        Assert.Equal([7, 2, 4], clock.Waits.Select(wait => (int)wait.TotalSeconds));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, 1, "la clé manque")]
    [InlineData(HttpStatusCode.NotFound, 1, "n’existe pas")]
    [InlineData(HttpStatusCode.Found, 1, "a changé")]
    [InlineData(HttpStatusCode.BadGateway, 5, "panne de son côté")]
    public async Task Ask_Refused_IsOneSentence(HttpStatusCode status, int asked, string said)
    {
        for (var i = 0; i < 5; i++) answers.Then("{}", status);

        var fault = await Assert.ThrowsAsync<UnreadableFileException>(() => Api().AskAsync(First, CancellationToken.None));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.Equal(asked, answers.Asked.Count);
    }

    [Fact]
    public async Task Aids_KeyThenPages_AreReadToTheLast()
    {
        answers.Then("""{"token":"laissez-passer"}""")
            .Then("""{"count":2,"next":"/api/aids/?perimeter_id=1&page=2","results":[{"id":1}]}""")
            .Then("""{"count":2,"next":null,"results":[{"id":2}]}""");
        var pages = new AidPages();

        await new AidApi(Api()).ReadAsync(First, "cle", pages.Add, CancellationToken.None);

        Assert.Equal([1, 2], pages.Records.Select(aid => aid.Id));
        Assert.True(pages.IsWhole);
        Assert.Equal((HttpMethod.Post, "/api/connexion/", "cle"),
            (answers.Asked[0].Method, answers.Asked[0].Address.AbsolutePath, answers.Asked[0].Key));
        Assert.Equal([null, "laissez-passer", "laissez-passer"], answers.Asked.Select(asked => asked.Bearer));
        Assert.EndsWith("page=2", answers.Asked[2].Address.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://ailleurs.exemple.fr/api/aids/?page=2")]
    [InlineData("http://aides.exemple.fr/api/aids/?page=2")]
    [InlineData("https://aides.exemple.fr/api/aids/?perimeter_id=1")]
    public async Task Aids_NextElsewhereOrItself_IsRefused(string next)
    {
        answers.Then(JsonSerializer.Serialize(new { count = 2, next, results = Array.Empty<int>() }));

        await Assert.ThrowsAsync<UnreadableFileException>(() => new AidApi(Api()).ReadAsync(First, null, _ => { }, CancellationToken.None));

        Assert.Single(answers.Asked);
    }

    [Fact]
    public async Task Inclusion_Pages_AreReadToTheLast()
    {
        var first = new Uri("https://inclusion.exemple.fr/api/v1/structures?code_departement=93");
        answers.Then("""{"total":2,"page":1,"pages":2,"items":[{"id":"a","nom":"A"}]}""")
            .Then("""{"total":2,"page":2,"pages":2,"items":[{"id":"b","nom":"B"}]}""");
        var pages = new InclusionPages();

        await new InclusionApi(Api()).ReadAsync(first, "jeton", pages.Add, CancellationToken.None);

        Assert.Equal(["a", "b"], pages.Structures.Select(one => one.Record.Id));
        Assert.True(pages.AreStructuresWhole);
        Assert.Equal("?code_departement=93&page=2", answers.Asked[1].Address.Query);
        Assert.All(answers.Asked, asked => Assert.Equal("jeton", asked.Bearer));
    }

    [Theory]
    [InlineData("http://exemple.fr/api")]
    [InlineData("file:///etc/passwd")]
    [InlineData("exemple")]
    public void Address_NotSafe_IsRefused(string text) => Assert.Throws<UnreadableFileException>(() => RemoteApi.Address(text));

    private RemoteApi Api() => new(new HttpClient(answers), clock);
}
