using System.Net;
using System.Net.Http.Headers;
using Terreau.Web.Tests.Features.OpenData.Ogc;

namespace Terreau.Web.Tests.Hosting.Answers;

public sealed class PartAnswersTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    private const string Layer = "/api/v1/acteurs?format=geojson";

    [Theory]
    [InlineData(Layer)]
    [InlineData("/acteurs/export.csv")]
    [InlineData("/offres/export.csv")]
    [InlineData("/api/v1/data-inclusion/structures")]
    [InlineData("/api/v1/zones")]
    public async Task Parts_PutTogether_AreTheWhole(string address)
    {
        var whole = await shared.Site.Client.GetByteArrayAsync(address);
        var together = new List<byte>();

        while (together.Count < whole.Length)
        {
            using var part = await AskAsync(address, new RangeHeaderValue(together.Count, together.Count + 9_999));
            var bytes = await part.Content.ReadAsByteArrayAsync();
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(whole.Length, part.Content.Headers.ContentRange!.Length);
            Assert.Equal(together.Count, part.Content.Headers.ContentRange.From);
            Assert.Equal(bytes.Length, part.Content.Headers.ContentLength);
            Assert.NotEmpty(bytes);
            together.AddRange(bytes);
        }

        Assert.Equal(whole, together);
    }

    [Fact]
    public async Task Part_BeyondTheEnd_SaysHowLongTheWholeIs()
    {
        var whole = await shared.Site.Client.GetByteArrayAsync(Layer);

        using var part = await AskAsync(Layer, new RangeHeaderValue(whole.Length, whole.Length + 10));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, part.StatusCode);
        Assert.Equal(whole.Length, part.Content.Headers.ContentRange!.Length);
    }

    [Theory]
    [InlineData("bytes=0-")]
    [InlineData("bytes=-5")]
    [InlineData("bytes=0-1,5-6")]
    [InlineData("bytes=5-1")]
    [InlineData("bytes=0-999999999999")]
    [InlineData("lines=0-1")]
    [InlineData("bytes=a-b")]
    public async Task AnythingElse_IsGivenWhole(string asked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Layer);
        request.Headers.TryAddWithoutValidation("Range", asked);
        using var response = await shared.Site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(await shared.Site.Client.GetByteArrayAsync(Layer), await response.Content.ReadAsByteArrayAsync());
        Assert.Contains("bytes", response.Headers.AcceptRanges);
    }

    [Fact]
    public async Task Part_OfWhatIsRefused_IsTheWholeRefusal()
    {
        using var part = await AskAsync("/api/v1/acteurs?format=carte", new RangeHeaderValue(3, 5));

        Assert.Equal(HttpStatusCode.BadRequest, part.StatusCode);
        Assert.StartsWith("{\"type\"", await part.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>GDAL asks how long the file is, then for its parts.</summary>
    [Fact]
    public async Task Gdal_ReadsTheLayerWhereItLies()
    {
        var actors = await shared.Site.WithDbAsync(db => Task.FromResult(db.Organisations.Count()));

        var said = await Gdal.RunAsync("ogrinfo", "-ro", "-so", "-al", $"/vsicurl/{shared.Site.Client.BaseAddress}{Layer[1..]}");

        Assert.Contains($"Feature Count: {actors}\n", said, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> AskAsync(string address, RangeHeaderValue range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Range = range;
        return await shared.Site.Client.SendAsync(request);
    }
}
