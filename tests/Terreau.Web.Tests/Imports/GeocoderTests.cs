using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Imports.Addresses;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Imports;

/// <summary>The national address search: what is sent, what is taken as a point, what is refused.</summary>
public sealed class GeocoderTests : IDisposable
{
    private readonly HurriedClock clock = new();
    private readonly RecordedAnswers answers = new();

    public void Dispose() => answers.Dispose();

    [Theory]
    [InlineData("housenumber", 0.95, "93010", null)]
    [InlineData("street", 0.8, "93010", null)]
    [InlineData("municipality", 0.99, "93010", "une commune ou un lieu-dit")]
    [InlineData("locality", 0.99, "93010", "une commune ou un lieu-dit")]
    [InlineData("poi", 0.99, "93010", "pas une adresse")]
    [InlineData("housenumber", 0.69, "93010", "trop incertaine (0,69)")]
    [InlineData("housenumber", 0.95, "93048", "autre commune")]
    public async Task Find_TakesAPointOnlyOfAStreet(string kind, double score, string city, string? refusal)
    {
        answers.Then(Answer(kind, score, city));

        var answer = await Geocoder().FindAsync("1 rue du Canal, 93140 Bondy", "93010", CancellationToken.None);

        Assert.Equal(refusal is null, answer.IsPoint);
        if (refusal is not null) Assert.Contains(refusal, answer.Refusal, StringComparison.Ordinal);
        else Assert.Equal((48.9, 2.48, kind == "housenumber"), (answer.Point.Latitude, answer.Point.Longitude, answer.Point.IsHouse));
    }

    [Theory]
    [InlineData("1 rue du Canal, 93140 Bondy", "1 rue du Canal 93140 Bondy")]
    [InlineData("chez Mme Jeanne Dupont, 1 rue du Canal, 93140 Bondy", "1 rue du Canal 93140 Bondy")]
    [InlineData("1 rue du Canal c/o Jeanne Dupont\n93140 Bondy", "1 rue du Canal 93140 Bondy")]
    [InlineData("12 bis Le Pré", "12 bis Le Pré")]
    [InlineData("Bondy", null)]
    [InlineData("à l’attention de Jeanne Dupont", null)]
    public void Question_HoldsAStreetAndNoPerson(string address, string? question) => Assert.Equal(question, Sent(address));

    [Fact]
    public async Task Find_AsksTheCommune_OneAfterTheOther()
    {
        answers.Then(Answer("housenumber", 0.95, "93010")).Then("""{"features":[]}""");
        var geocoder = Geocoder();

        await geocoder.FindAsync("1 rue du Canal", "93010", CancellationToken.None);
        var none = await geocoder.FindAsync("2 rue du Canal", "93010", CancellationToken.None);

        Assert.Equal("https://adresses.exemple.fr/geocodage/search?q=1%20rue%20du%20Canal&citycode=93010&limit=1",
            answers.Asked[0].Address.AbsoluteUri);
        Assert.Equal([TimeSpan.FromMilliseconds(200)], clock.Waits);
        Assert.Equal("adresse introuvable", none.Refusal);
    }

    [Fact]
    public async Task Find_OtherForm_IsAFault()
    {
        answers.Then("""{"features":[{"properties":{"type":7,"score":"haut"},"geometry":[]}]}""").Then("[]");
        Assert.False((await Geocoder().FindAsync("1 rue du Canal", "93010", CancellationToken.None)).IsPoint);

        await Assert.ThrowsAsync<UnreadableFileException>(() => Geocoder().FindAsync("1 rue du Canal", "93010", CancellationToken.None));
    }

    [Fact]
    public async Task RealCases_WithoutAStreet_AreNotSent()
    {
        using var cases = JsonDocument.Parse(await File.ReadAllTextAsync(Clone.Sample("text/geocode_ban_cases.json")));
        var (asked, unsent) = (0, 0);
        foreach (var one in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (!one.TryGetProperty("adresse", out var place) || !place.TryGetProperty("adresse", out var address)) continue;
            if (address.ValueKind != JsonValueKind.String || Sent(address.GetString()!) is null) unsent++;
            else asked++;
        }

        Assert.True(asked > 0);
        Assert.True(unsent > 0);
        Assert.Null(Sent("bourg"));
    }

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Sheets_WithAnAddress_ArePlaced_WithTheirSource_OnceAndNoPointOfSomeoneMoves(string database)
    {
        await using var site = await TestSite.StartAsync(database);
        await site.WithDbAsync(async db =>
        {
            await db.Organisations.ExecuteUpdateAsync(set => set.SetProperty(sheet => sheet.Address, (string?)null));
            db.Organisations.Add(Sheet("a-placer", "1 rue du Canal", "commune"));
            db.Organisations.Add(Sheet("a-la-commune", "2 rue du Canal", "commune"));
            db.Organisations.Add(Sheet("deja-placee", "3 rue du Canal", "exacte"));
            return await db.SaveAsync(Act.ByConsole(site.Clock, "essai"));
        });
        answers.Then(Answer("municipality", 0.99, "93010")).Then(Answer("housenumber", 0.95, "93010"));

        var difference = await site.WithDbAsync(async db =>
        {
            var found = await new SheetPositions(db, Geocoder()).PrepareAsync(10, new DateOnly(2026, 11, 23), CancellationToken.None);
            await db.SaveAsync(Act.ByConsole(site.Clock, SheetPositions.Command));
            return found;
        });

        Assert.Equal("a-la-commune", Assert.Single(difference.Lines(Outcome.Rejected)).Key);
        Assert.Equal("a-placer", Assert.Single(difference.Lines(Outcome.Changed)).Key);
        var placed = await site.WithDbAsync(db => db.Organisations.AsNoTracking().SingleAsync(sheet => sheet.Slug == "a-placer"));
        Assert.Equal((48.9, 2.48, "exacte"), (placed.Latitude, placed.Longitude, placed.Precision));
        Assert.Equal((Organisation.Geocoded, "2026-11-23"), (placed.Evidence.Single().SourceId, placed.Evidence.Single().SourceOn.Written));
        Assert.Equal("commune", await site.WithDbAsync(
            db => db.Organisations.Where(sheet => sheet.Slug == "a-la-commune").Select(sheet => sheet.Precision).SingleAsync()));
        Assert.True(await site.WithDbAsync(
            db => db.Journal.AnyAsync(line => line.Command == SheetPositions.Command && line.SubjectId == placed.Id)));
        Assert.True(await site.WithDbAsync(db => db.Sources.AnyAsync(source => source.Key == Organisation.Geocoded)));
    }

    [Theory]
    [InlineData("2 rue Neuve, 93140 Bondy", "commune")]
    [InlineData("1 rue du Canal", "exacte")]
    public async Task FoundPosition_LeavesWhenTheAddressChanges(string address, string precision)
    {
        await using var site = await TestSite.StartAsync();
        var sheet = Sheet("a-placer", "1 rue du Canal", "exacte");
        sheet.Evidence = [new(SheetFields.Position, Organisation.Geocoded, Terreau.Web.Domain.PartialDate.Parse("2026"))];
        var atlas = await site.WithDbAsync(db => Terreau.Web.Domain.Territory.Atlas.ReadAsync(db));

        SheetDraft.Of(sheet)
            .Holding([KeyValuePair.Create(nameof(Organisation.Address), address),
                KeyValuePair.Create(nameof(Organisation.Name), "Autre nom")]).ApplyTo(sheet, atlas);

        Assert.Equal(precision, sheet.Precision);
        Assert.Equal(precision == "exacte" ? 1 : 0, sheet.Evidence.Count);
    }

    private static string? Sent(string address) => Terreau.Web.Imports.Addresses.Geocoder.Question(address);

    private static Organisation Sheet(string slug, string address, string precision) => new()
    {
        Slug = slug, Name = slug, Address = address, Communes = ["93010"], Precision = precision, Latitude = 48.91, Longitude = 2.49,
        SourceId = "essai",
        SourceOn = Terreau.Web.Domain.PartialDate.Parse("2026"),
    };

    private static string Answer(string kind, double score, string city) => JsonSerializer.Serialize(new
    {
        type = "FeatureCollection",
        features = new[] { new { type = "Feature", geometry = new { type = "Point", coordinates = new[] { 2.48, 48.9 } },
            properties = new { type = kind, score, citycode = city, label = "1 Rue du Canal 93140 Bondy" } } },
    });

    private Geocoder Geocoder() => new(new RemoteApi(new HttpClient(answers), clock), "https://adresses.exemple.fr/geocodage/", clock);
}
