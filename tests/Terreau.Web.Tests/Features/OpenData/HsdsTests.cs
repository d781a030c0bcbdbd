using System.Net;
using System.Text.Json;
using NJsonSchema;

namespace Terreau.Web.Tests.Features.OpenData;

/// <summary>What goes out as HSDS 3.0 is held against its own schemas.</summary>
public sealed class HsdsTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    [Theory]
    [InlineData("/hsds/organizations", "compiled/organization_list.json")]
    [InlineData("/hsds/services", "compiled/service_list.json")]
    [InlineData("/hsds/organizations?full=true", "organization.json")]
    [InlineData("/hsds/services?full=true", "compiled/service_with_definitions.json")]
    public async Task Get_EveryRecordOfEveryPage_IsValidByItsSchema(string address, string schema)
    {
        var rules = await JsonSchema.FromFileAsync(Clone.Sample("standards/hsds/schema/" + schema));

        var records = await EveryAsync(address);

        Assert.NotEmpty(records);
        Assert.Empty(records.SelectMany(
            record => rules.Validate(record.GetRawText()).Select(fault => $"{record.GetProperty("name")}: {fault}")));
    }

    [Fact]
    public async Task Schema_OfABrokenRecord_Complains()
    {
        var rules = await JsonSchema.FromFileAsync(Clone.Sample("standards/hsds/schema/organization.json"));

        Assert.NotEmpty(rules.Validate("""{"id":"01890000-0000-7000-8000-000000000000","name":"Baluchon"}"""));
        Assert.NotEmpty(rules.Validate(
            """{"id":"01890000-0000-7000-8000-000000000000","name":"Baluchon","description":"Traiteur","phones":[{"number":12}]}"""));
    }

    [Fact]
    public async Task Get_Lists_HoldEverySheetAndEveryOfferOnce()
    {
        var organizations = await EveryAsync("/hsds/organizations");
        var services = await EveryAsync("/hsds/services");

        Assert.Equal(await shared.Site.WithDbAsync(db => Task.FromResult(db.Organisations.Count())),
            organizations.Select(Id).Distinct().Count());
        Assert.Equal(await shared.Site.WithDbAsync(db => Task.FromResult(db.Offers.Count())), services.Select(Id).Distinct().Count());
        var known = organizations.Select(Id).ToHashSet();
        Assert.All(services.Where(service => service.TryGetProperty("organization_id", out _)),
            service => Assert.Contains(service.GetProperty("organization_id").GetString(), known));
    }

    [Fact]
    public async Task Get_One_IsTheSameAtEachReading()
    {
        var first = (await EveryAsync("/hsds/organizations?search=baluchon"))[0];

        var once = await shared.Site.Client.GetStringAsync($"/hsds/organizations/{Id(first)}");
        var again = await shared.Site.Client.GetStringAsync($"/hsds/organizations/{Id(first)}");

        Assert.Equal(once, again);
        Assert.Contains("93063", once, StringComparison.Ordinal);
        var service = (await EveryAsync("/hsds/services"))[0];
        Assert.Contains("service_areas", await shared.Site.Client.GetStringAsync($"/hsds/services/{Id(service)}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfOneOrganization_KeepsItsServices()
    {
        var all = await EveryAsync("/hsds/services");
        var one = all.First(service => service.TryGetProperty("organization_id", out _)).GetProperty("organization_id").GetString();

        var its = await EveryAsync($"/hsds/services?organization_id={one}");

        Assert.Equal(all.Count(service => service.TryGetProperty("organization_id", out var of) && of.GetString() == one), its.Count);
    }

    [Theory, InlineData("organizations"), InlineData("services")]
    public async Task Get_One_BearsItsLicenceAndItsLastUpdate(string kind)
    {
        var id = Id((await EveryAsync($"/hsds/{kind}"))[0]);

        using var one = await shared.Site.Client.GetAsync($"/hsds/{kind}/{id}");

        Assert.Contains("rel=\"license\"", one.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        Assert.NotNull(one.Content.Headers.LastModified);
    }

    [Fact]
    public async Task Get_Door_DeclaresItsProfile()
    {
        var door = JsonDocument.Parse(await shared.Site.Client.GetStringAsync("/hsds/")).RootElement;

        Assert.Equal("3.0", door.GetProperty("version").GetString());
        var profile = JsonDocument.Parse(await shared.Site.Client.GetStringAsync(door.GetProperty("profile").GetString()!)).RootElement;
        Assert.True(profile.TryGetProperty("organization_identifier.json", out _));
        Assert.Equal(HttpStatusCode.OK, (await shared.Site.Client.GetAsync(door.GetProperty("openapi_url").GetString()!)).StatusCode);
    }

    [Theory]
    [InlineData("/hsds/organizations?page=0", HttpStatusCode.BadRequest)]
    [InlineData("/hsds/organizations?per_page=101", HttpStatusCode.BadRequest)]
    [InlineData("/hsds/services?full=peut-etre", HttpStatusCode.BadRequest)]
    [InlineData("/hsds/services?organization_id=baluchon", HttpStatusCode.BadRequest)]
    [InlineData("/hsds/organizations/baluchon", HttpStatusCode.NotFound)]
    [InlineData("/hsds/services/01890000-0000-7000-8000-000000000000", HttpStatusCode.NotFound)]
    public async Task Get_WhatCannotBeAnswered_IsRefusedForPrograms(string address, HttpStatusCode status)
    {
        using var response = await shared.Site.Client.GetAsync(address);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private static string? Id(JsonElement record) => record.GetProperty("id").GetString();

    private async Task<List<JsonElement>> EveryAsync(string address)
    {
        var (all, number) = (new List<JsonElement>(), 0);
        while (true)
        {
            var joint = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = JsonDocument.Parse(
                await shared.Site.Client.GetStringAsync($"{address}{joint}per_page=9&page={++number}")).RootElement;
            all.AddRange(page.GetProperty("contents").EnumerateArray());
            Assert.Equal("Licence Ouverte 2.0", page.GetProperty("licence").GetString());
            if (!page.GetProperty("last_page").GetBoolean()) continue;
            Assert.Equal(page.GetProperty("total_items").GetInt32(), all.Count);
            return all;
        }
    }
}
