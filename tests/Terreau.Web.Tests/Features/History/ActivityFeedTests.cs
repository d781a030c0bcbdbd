using System.Globalization;
using System.Xml.Linq;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Features.History;

public sealed class ActivityFeedTests
{
    private const string Address = "/activite.atom";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Feed_HasWhatRfc4287Requires()
    {
        await using var site = await TestSite.StartAsync();
        await site.ChangeAsync(sheet => sheet.Summary = "Un.");

        using var response = await site.Client.GetAsync(Address);
        var feed = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;

        Assert.Equal("application/atom+xml", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Atom + "feed", feed.Name);
        Assert.NotEmpty(feed.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.Single(feed.Elements(Atom + "link"),
            link => (string?)link.Attribute("rel") == "self"
                && ((string)link.Attribute("href")!).EndsWith(Address, StringComparison.Ordinal));
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.Equal(50, entries.Count);
        Assert.All(entries.Prepend(feed), one =>
        {
            Assert.StartsWith("tag:127.0.0.1,2026:", Assert.Single(one.Elements(Atom + "id")).Value, StringComparison.Ordinal);
            Assert.NotEmpty(Assert.Single(one.Elements(Atom + "title")).Value);
            Assert.True(DateTimeOffset.TryParse(Assert.Single(one.Elements(Atom + "updated")).Value, CultureInfo.InvariantCulture,
                DateTimeStyles.None, out _));
        });
        Assert.Equal(50, entries.Select(entry => entry.Element(Atom + "id")!.Value).Distinct().Count());
        Assert.All(entries, entry => Assert.True(
            Uri.IsWellFormedUriString((string)entry.Element(Atom + "link")!.Attribute("href")!, UriKind.Absolute)));
    }

    [Fact]
    public async Task Feed_TellsWhatIsPublicAndNothingElse()
    {
        await using var site = await TestSite.StartAsync();
        await site.ChangeAsync(sheet => sheet.Reserved = new() { ["Phone"] = Audience.Organisation });
        await site.ChangeAsync(sheet => sheet.Phone = "01 41 60 12 34");
        await site.ChangeAsync(sheet => sheet.RhythmMonths = 6);
        var quiet = await TitlesAsync(site);
        await site.ChangeAsync(sheet => (sheet.Website, sheet.ContactName) = ("https://baluchon.exemple.fr", "Léa Deschamps"));
        await site.ChangeOfferAsync(offer => offer.AmountNote = "Selon le projet.");

        var told = await TitlesAsync(site);
        var text = await site.Client.GetStringAsync(Address);

        Assert.DoesNotContain(quiet, title => title.EndsWith("fiche modifiée", StringComparison.Ordinal));
        Assert.EndsWith("offre modifiée", told[0], StringComparison.Ordinal);
        Assert.EndsWith("fiche modifiée", told[1], StringComparison.Ordinal);
        Assert.Contains("site web", text, StringComparison.Ordinal);
        Assert.All(["01 41 60 12 34", "Léa", "téléphone", "console", "contacter"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feed_SheetOutOfTheDirectory_IsNotNamed_UntilItIsPublished()
    {
        await using var site = await TestSite.StartAsync();
        await site.ChangeAsync(sheet => { sheet.Name = "Atelier caché"; sheet.AwaitingReview(); });
        var before = await TitlesAsync(site);
        await site.ChangeAsync(sheet => sheet.Publish());

        var after = await TitlesAsync(site);

        Assert.DoesNotContain(before, title => title.Contains("Atelier caché", StringComparison.Ordinal));
        Assert.Equal("Atelier caché : fiche publiée", after[0]);
    }

    [Fact]
    public async Task Feed_Unchanged_Answers304()
    {
        await using var site = await TestSite.StartAsync();
        using var first = await site.Client.GetAsync(Address);
        using var asked = new HttpRequestMessage(HttpMethod.Get, Address);
        asked.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await site.Client.SendAsync(asked);

        Assert.Equal(304, (int)second.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(5), first.Headers.CacheControl!.MaxAge);
        Assert.NotNull(first.Content.Headers.LastModified);
    }

    [Theory]
    [InlineData("/", "head link[type='application/atom+xml']")]
    [InlineData("/", "main a[href='/activite.atom']")]
    [InlineData("/plan-du-site", "main a[href='/activite.atom']")]
    [InlineData("/acteurs/baluchon", "main a[href$='/historique']")]
    [InlineData("/offres/dla", "main a[href$='/historique']")]
    public async Task Pages_LeadThere(string address, string selector)
    {
        await using var site = await TestSite.StartAsync();

        Assert.NotNull((await site.PageAsync(address)).QuerySelector(selector));
    }

    private static async Task<List<string>> TitlesAsync(TestSite site)
        => [.. XDocument.Parse(await site.Client.GetStringAsync(Address)).Root!.Elements(Atom + "entry")
            .Select(entry => entry.Element(Atom + "title")!.Value)];
}
