using System.Net;
using System.Text.Json;
using NJsonSchema;

namespace Terreau.Web.Tests.Features.OpenData;

/// <summary>What goes out in the words of data·inclusion is held against its own schema.</summary>
public sealed class DataInclusionTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    private const string Structures = "/api/v1/data-inclusion/structures";
    private const string Services = "/api/v1/data-inclusion/services";

    [Theory]
    [InlineData(Structures, "structure")]
    [InlineData(Services, "service")]
    public async Task Get_EveryRecord_IsValidByItsSchema(string address, string schema)
    {
        var rules = await SchemaAsync($"standards/data-inclusion-schema/schemas/v1/{schema}.json");

        var records = await ArrayAsync(address);

        Assert.NotEmpty(records);
        var broken = records.SelectMany(
            record => rules.Validate(record.GetRawText()).Select(fault => $"{record.GetProperty("id")}: {fault}"));
        Assert.Empty(broken);
    }

    [Fact]
    public async Task Schema_OfABrokenRecord_Complains()
    {
        var rules = await SchemaAsync("standards/data-inclusion-schema/schemas/v1/structure.json");

        Assert.NotEmpty(rules.Validate("""{"source":"x","id":"x--y","nom":"ab","date_maj":"2026-01-01"}"""));
        Assert.NotEmpty(rules.Validate("""{"source":"x","id":"x--y","nom":"Baluchon"}"""));
    }

    [Fact]
    public async Task Get_RecordsAndThoseLeftOut_AddUp()
    {
        foreach (var (address, count) in new[] { (Structures, await CountAsync(db => db.Organisations.Count())),
            (Services, await CountAsync(db => db.Offers.Count())) })
        {
            using var response = await shared.Site.Client.GetAsync(address);
            using var array = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

            Assert.Equal(count, array.RootElement.GetArrayLength()
                + int.Parse(response.Headers.GetValues("Terreau-Left-Out").Single(), System.Globalization.CultureInfo.InvariantCulture));
            Assert.Contains("rel=\"license\"", response.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
            Assert.NotNull(response.Content.Headers.LastModified);
        }
    }

    [Fact]
    public async Task Get_Services_BelongToStructuresThatCanBeRead()
    {
        var structures = (await ArrayAsync(Structures)).Select(record => record.GetProperty("id").GetString()).ToHashSet();

        var services = await ArrayAsync(Services);

        Assert.All(services, service => Assert.Contains(service.GetProperty("structure_id").GetString(), structures));
        Assert.Contains(services, service => service.GetProperty("frais").GetString() == "gratuit");
    }

    [Fact]
    public async Task Get_Structures_SayNoMoreThanTheSheet()
    {
        var baluchon = (await ArrayAsync(Structures)).Single(
            record => record.GetProperty("id").GetString() == "terreau-est-ensemble--baluchon");

        Assert.Equal("terreau-est-ensemble", baluchon.GetProperty("source").GetString());
        // The sheet knows the town alone: the middle of a town is no position of a structure.
        Assert.Equal(JsonValueKind.Null, baluchon.GetProperty("latitude").ValueKind);
        Assert.EndsWith("/acteurs/baluchon", baluchon.GetProperty("lien_source").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Filters_AreThoseOfTheLists()
    {
        var all = await ArrayAsync(Structures);

        var some = await ArrayAsync(Structures + "?role=FINANCEUR");

        Assert.InRange(some.Count, 1, all.Count - 1);
        using var refused = await shared.Site.Client.GetAsync(Structures + "?commune=Paris");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var refusedToo = await shared.Site.Client.GetAsync(Services + "?cout=beaucoup&tri=hasard");
        Assert.Equal(HttpStatusCode.BadRequest, refusedToo.StatusCode);
    }

    private static Task<JsonSchema> SchemaAsync(string path) => JsonSchema.FromFileAsync(Clone.Sample(path));

    private Task<int> CountAsync(Func<Terreau.Web.Data.TerreauDb, int> count) => shared.Site.WithDbAsync(db => Task.FromResult(count(db)));

    private async Task<List<JsonElement>> ArrayAsync(string address)
    {
        var text = await shared.Site.Client.GetStringAsync(address);
        return [.. JsonDocument.Parse(text).RootElement.EnumerateArray()];
    }
}
