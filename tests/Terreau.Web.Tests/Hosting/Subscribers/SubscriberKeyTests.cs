using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Subscribers;
using Terreau.Web.Hosting.Subscribers;

namespace Terreau.Web.Tests.Hosting.Subscribers;

/// <summary>A key from the page that gives it to the day it is taken back.</summary>
public sealed class SubscriberKeyTests : IAsyncLifetime
{
    private TestSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync(adjust: options => options with { RateSearch = 10 });
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Key_IsShownOnceAndKeptAsAHash()
    {
        var (key, id) = await GiveAsync("Réseau des tiers-lieux");

        Assert.Matches("^terreau_[0-9a-f]{48}$", key);
        var kept = await site.WithDbAsync(db => db.Subscribers.SingleAsync());
        Assert.Equal((SecretHash.Of(key), key[..14], 5), (kept.KeyHash, kept.KeyBeginning, kept.PerMinute));
        foreach (var address in new[] { "/bureau/partenaires", $"/bureau/partenaires/{id}", "/bureau/activite" })
        {
            var html = (await site.PageAsync(address)).DocumentElement.OuterHtml;
            Assert.DoesNotContain(key, html, StringComparison.Ordinal);
            Assert.DoesNotContain(kept.KeyHash.ToString(), html, StringComparison.Ordinal);
        }
        var lines = await site.WithDbAsync(
            db => db.Journal.Where(line => line.Subject == nameof(Subscriber)).Select(line => line.After).ToListAsync());
        Assert.All(lines, line => Assert.DoesNotContain(kept.KeyHash.ToString(), line, StringComparison.Ordinal));
    }

    [Theory, InlineData("Authorization"), InlineData("X-Api-Key")]
    public async Task Call_WithAKey_HasThePaceOfTheSubscriber(string header)
    {
        var (key, _) = await GiveAsync("Réseau");
        using var program = site.NewClient();

        // A visitor has ten, the subscriber five: fifteen in all from one address.
        var visitor = await CodesAsync(program, 12, null, header);
        var subscriber = await CodesAsync(program, 7, key, header);

        Assert.Equal([.. Enumerable.Repeat(200, 10), 429, 429], visitor);
        Assert.Equal([200, 200, 200, 200, 200, 429, 429], subscriber);
    }

    [Theory]
    [InlineData("/api/v1/acteurs?limit=1"), InlineData("/ogc"), InlineData("/hsds"), InlineData("/api/v1/data-inclusion/structures")]
    public async Task Call_WithAWrongKey_IsRefusedInFrench(string address)
    {
        using var program = site.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get,
            address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "terreau_inconnue") } };
        using var response = await program.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("Cette clé n’ouvre rien", problem.GetProperty("title").GetString());
        Assert.Contains("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        using var without = await program.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, without.StatusCode);
    }

    [Fact]
    public async Task Key_OverOrRevoked_OpensNothing()
    {
        var (key, id) = await GiveAsync("Réseau", "2026-11-24");
        using var program = site.NewClient();
        Assert.Equal([200], await CodesAsync(program, 1, key, "X-Api-Key"));
        site.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal([401], await CodesAsync(program, 1, key, "X-Api-Key"));

        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);
        var (other, second) = await GiveAsync("Autre");
        Assert.Equal([200], await CodesAsync(program, 1, other, "X-Api-Key"));
        using var revoked = await site.SubmitAsync(await site.PageAsync($"/bureau/partenaires/{second}"),
            "section[aria-labelledby=retirer] form");
        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        Assert.Equal([401], await CodesAsync(program, 1, other, "X-Api-Key"));
        Assert.Contains("n’ouvre plus rien", (await site.PageAsync($"/bureau/partenaires/{second}")).Body!.TextContent,
            StringComparison.Ordinal);
        Assert.NotEqual(id, second);
    }

    [Fact]
    public async Task LastUse_IsNotedByTheDay_AndAReadingWritesNoJournal()
    {
        var (key, id) = await GiveAsync("Réseau");
        Assert.Contains("jamais servie", (await site.PageAsync("/bureau/partenaires")).Body!.TextContent, StringComparison.Ordinal);
        var before = await site.WithDbAsync(db => db.Journal.CountAsync());
        using var program = site.NewClient();
        await CodesAsync(program, 2, key, "X-Api-Key");
        await site.Services.GetRequiredService<SubscriberKeys>().NoteAsync(CancellationToken.None);

        Assert.Equal(new DateOnly(2026, 11, 23),
            await site.WithDbAsync(db => db.SubscriberTracks.Where(track => track.SubscriberId == id).Select(track => track.LastUsedOn)
                .SingleAsync()));
        Assert.Equal(before, await site.WithDbAsync(db => db.Journal.CountAsync()));
        Assert.Contains("servie le " + French.Date(new DateOnly(2026, 11, 23)),
            (await site.PageAsync("/bureau/partenaires")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "600", "", "Écrivez son nom")]
    [InlineData("Réseau", "beaucoup", "", "nombre entier")]
    [InlineData("Réseau", "0", "", "nombre entier")]
    [InlineData("Réseau", "10", "2020-01-01", "jour à venir")]
    public async Task Form_Faulty_IsGivenBackWithWhatWasTyped(string name, string perMinute, string expires, string sentence)
    {
        using var refused = await site.SubmitAsync(await site.PageAsync("/bureau/partenaires"), "main form", ("nom", name),
            ("rythme", perMinute), ("fin", expires));

        var page = await site.ParseAsync(await refused.Content.ReadAsStringAsync());
        Assert.Contains(sentence, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(perMinute, ((IHtmlInputElement)page.QuerySelector("[name=rythme]")!).Value);
        Assert.Equal(0, await site.WithDbAsync(db => db.Subscribers.CountAsync()));
    }

    [Theory]
    [InlineData("https://127.0.0.1/recevoir", "machine privée")]
    [InlineData("http://exemple.fr/", "commence par https://")]
    public async Task Hook_OfAPrivateMachine_IsRefusedAtEntry(string address, string sentence)
    {
        var (_, id) = await GiveAsync("Réseau");
        using var refused = await site.SubmitAsync(await site.PageAsync($"/bureau/partenaires/{id}"),
            "section[aria-labelledby=prevenir] form", ("adresse", address), ("evenement", "acteur.publie"));

        Assert.Contains(sentence, await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.Null(await site.WithDbAsync(db => db.Subscribers.Select(subscriber => subscriber.HookAddress).SingleAsync()));
    }

    [Fact]
    public async Task Hook_OfThePublicNetwork_ShowsItsSecretOnce()
    {
        var (_, id) = await GiveAsync("Réseau");
        using var kept = await site.SubmitAsync(await site.PageAsync($"/bureau/partenaires/{id}"), "section[aria-labelledby=prevenir] form",
            ("adresse", "https://93.184.216.34/recevoir"), ("evenement", "acteur.publie"));

        var secret = (await site.ParseAsync(await kept.Content.ReadAsStringAsync())).QuerySelector(".notice code")!.TextContent;
        Assert.StartsWith("tss_", secret, StringComparison.Ordinal);
        Assert.Contains("no-store", kept.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, (await site.PageAsync($"/bureau/partenaires/{id}")).Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(["acteur.publie"],
            await site.WithDbAsync(db => db.Subscribers.Select(subscriber => subscriber.HookEvents).SingleAsync()));
    }

    private async Task<(string Key, Guid Id)> GiveAsync(string name, string expires = "")
    {
        using var given = await site.SubmitAsync(await site.PageAsync("/bureau/partenaires"), "main form", ("nom", name), ("rythme", "5"),
            ("fin", expires));
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.Contains("no-store", given.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var page = await site.ParseAsync(await given.Content.ReadAsStringAsync());
        return (page.QuerySelector(".notice code")!.TextContent,
            Guid.Parse(page.QuerySelector(".notice a")!.GetAttribute("href")!.Split('/')[^1]));
    }

    private static async Task<List<int>> CodesAsync(HttpClient program, int times, string? key, string header)
    {
        var codes = new List<int>();
        for (var n = 0; n < times; n++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/acteurs?limit=1");
            if (key is not null) request.Headers.Add(header, header == "Authorization" ? $"Bearer {key}" : key);
            using var response = await program.SendAsync(request);
            codes.Add((int)response.StatusCode);
        }
        return codes;
    }
}
