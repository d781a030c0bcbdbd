using Terreau.Web.Search;

namespace Terreau.Web.Tests.Search;

public sealed class SearchSelectionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Search_RandomCorpusAndQueries_AgreesWithCountingByHand(int seed)
    {
        var random = new Random(seed);
        using var bench = new SearchWorkbench();
        // Three commits, then replacements and removals: several segments, some with deleted documents.
        var documents = SearchOracle.Documents(random, 600);
        bench.Index.Apply(documents.Take(300), [], 1);
        bench.Index.Apply(documents.Skip(300), [], 2);
        var replaced = SearchOracle.Documents(random, 100);
        bench.Index.Apply(replaced, ["d200", "d201", "d599", "absent"], 3);
        var now = replaced.Concat(documents.Skip(100)).Where(d => d.Id is not ("d200" or "d201" or "d599")).ToList();

        for (var i = 0; i < 60; i++)
        {
            var query = SearchOracle.Query(random);
            var page = bench.Index.Search(query);

            var expected = SearchOracle.Matching(now, query).ToList();
            Assert.Equal(expected.Select(d => d.Id).Order(), page.Hits.Select(h => h.Id).Order());
            Assert.Equal(expected.Count, page.Total);
            Assert.Equal(expected.Count(d => d.Point is not null), page.Located);
            foreach (var facet in new[] { ActorSchema.Role, ActorSchema.Cluster })
                Assert.Equal(
                    SearchOracle.Counts(now, query, facet).OrderBy(c => c.Key),
                    page.Facet(facet).Values.Where(v => v.Count > 0).ToDictionary(v => v.Value, v => v.Count).OrderBy(c => c.Key));
        }
    }

    [Fact]
    public void Search_SelectedValueWithoutResult_IsStillListedAsSelected()
    {
        using var bench = new SearchWorkbench().With("Jardin");

        var page = bench.Index.Search(new SearchQuery
        {
            Day = SearchWorkbench.Day,
            Selected = new Dictionary<string, IReadOnlyList<string>> { [ActorSchema.Role] = ["FINANCEUR"] },
        });

        Assert.Equal(0, page.Total);
        Assert.Equal([new FacetValue("FINANCEUR", 0, true)], page.Facet(ActorSchema.Role).Values);
    }

    [Fact]
    public void Search_ManyValues_ListsTheMostFrequentAndSaysHowManyThereAre()
    {
        using var bench = new SearchWorkbench();
        bench.Index.Apply(Enumerable.Range(0, 300).SelectMany(i => Enumerable.Range(0, i < 5 ? 2 : 1)
            .Select(n => SearchWorkbench.Actor($"{i}-{n}", "Jardin", null, null, (ActorSchema.Commune, $"{i:00000}")))), [], 1);

        var communes = bench.Search(null).Facet(ActorSchema.Commune);

        Assert.Equal(300, communes.Distinct);
        Assert.Equal(100, communes.Values.Count);
        Assert.Equal(["00000", "00001", "00002", "00003", "00004", "00005"], communes.Values.Take(6).Select(v => v.Value));
    }

    [Fact]
    public void Search_ByDistance_GoesFromTheNearestAndEndsWithThoseWithoutPoint()
    {
        var random = new Random(5);
        using var bench = new SearchWorkbench();
        var documents = SearchOracle.Documents(random, 5_000);
        bench.Index.Apply(documents, [], 1);
        var near = new GeoPoint(48.86, 2.43);

        var page = bench.Index.Search(new SearchQuery { Day = SearchWorkbench.Day, Sort = SearchSort.Distance, Near = near, Take = 900 });
        var all = bench.Index.Search(new SearchQuery { Day = SearchWorkbench.Day, Sort = SearchSort.Distance, Near = near, Take = 5_000 });

        var byId = documents.ToDictionary(d => d.Id);
        var distances = all.Hits.Select(h => byId[h.Id].Point is { } p ? SearchOracle.Km(p, near) : double.MaxValue).ToList();
        Assert.All(distances.Zip(distances.Skip(1)), pair => Assert.True(pair.First <= pair.Second + 0.0001));
        Assert.Equal(all.Hits.Take(900).Select(h => h.Id), page.Hits.Select(h => h.Id));
        Assert.Equal(distances[0], page.Hits[0].DistanceKm!.Value, 3);
        Assert.Null(all.Hits[^1].DistanceKm);
    }

    [Fact]
    public void Search_ByFreshnessAndByName_FollowsThem()
    {
        using var bench = new SearchWorkbench();
        SearchDocument Checked(string name, DateOnly? on) => SearchWorkbench.Actor(name, name) with { FreshOn = on };
        bench.Index.Apply([Checked("Zoé", new(2026, 1, 1)), Checked("Élan", null)], [], 1);
        bench.Index.Apply([Checked("Abri", new(2025, 1, 1)), Checked("Fête", new(2026, 2, 1))], [], 2);

        string[] By(SearchSort sort)
            => [.. bench.Index.Search(new SearchQuery { Day = SearchWorkbench.Day, Sort = sort }).Hits.Select(h => h.Id)];

        Assert.Equal(["Fête", "Zoé", "Abri", "Élan"], By(SearchSort.Freshness));
        Assert.Equal(["Abri", "Élan", "Fête", "Zoé"], By(SearchSort.Name));
    }

    [Fact]
    public void Search_PageByPage_ShowsEachResultOnceInTheOrderOfTheExport()
    {
        using var bench = new SearchWorkbench();
        bench.Index.Apply(Enumerable.Range(0, 2_500).Select(i => SearchWorkbench.Actor($"d{i}", "Jardin")), [], 1);
        var query = new SearchQuery { Text = "jardin", Day = SearchWorkbench.Day, Take = 100 };

        var paged = Enumerable.Range(0, 26).SelectMany(p => bench.Index.Search(query with { Skip = p * 100 }).Hits.Select(h => h.Id))
            .ToList();

        Assert.Equal(2_500, paged.Distinct().Count());
        Assert.Equal(paged, bench.Index.Ids(query));
    }

    [Fact]
    public void Search_Equals_KeepTheirOrderAllDayAndTurnWithTheDay()
    {
        using var bench = new SearchWorkbench();
        bench.Index.Apply(Enumerable.Range(0, 50).Select(i => SearchWorkbench.Actor($"d{i}", "Jardin")), [], 1);
        IReadOnlyList<string> On(DateOnly day) => bench.Index.Ids(new SearchQuery { Text = "jardin", Day = day });
        var before = On(SearchWorkbench.Day);

        // Written again in another order, in other segments: the order of equals does not move.
        bench.Index.Apply(Enumerable.Range(0, 25).Reverse().Select(i => SearchWorkbench.Actor($"d{i}", "Jardin")), [], 2);

        Assert.Equal(before, On(SearchWorkbench.Day));
        Assert.NotEqual(before, On(SearchWorkbench.Day.AddDays(1)));
        // Over a year each comes first about as often: 365 days, 50 documents, 7.3 times on average.
        var firsts = Enumerable.Range(0, 365).GroupBy(i => On(SearchWorkbench.Day.AddDays(i))[0]).ToList();
        Assert.True(firsts.Count >= 45);
        Assert.True(firsts.Max(f => f.Count()) <= 20);
    }

    [Fact]
    public void Search_NumberRange_KeepsUnknownOnlyWhenAsked()
    {
        using var bench = new SearchWorkbench(OfferSchema.Schema);
        SearchDocument Offer(string id, int? max) => new()
        {
            Id = id, Name = id, Texts = [(OfferSchema.TitleText, id)], Card = [id, id, null],
            Numbers = max is { } value ? [(OfferSchema.AmountMax, value)] : [],
        };
        bench.Index.Apply([Offer("petit", 1_000), Offer("juste", 30_000), Offer("grand", 90_000), Offer("inconnu", null)], [], 1);
        string[] Found(bool unknown) => [.. bench.Index.Ids(new SearchQuery
        {
            Day = SearchWorkbench.Day, Sort = SearchSort.Name, Ranges = [new SearchRange(OfferSchema.AmountMax, 30_000, null, unknown)],
        })];

        Assert.Equal(["grand", "juste"], Found(unknown: false));
        Assert.Equal(["grand", "inconnu", "juste"], Found(unknown: true));
    }

    [Fact]
    public void Search_SkipOrTakeOutOfBounds_GivesAnEmptyPage()
    {
        using var bench = new SearchWorkbench().With("Un", "Deux");

        Assert.Empty(bench.Index.Search(new SearchQuery { Day = SearchWorkbench.Day, Skip = 5_000 }).Hits);
        Assert.Equal(2, bench.Index.Search(new SearchQuery { Day = SearchWorkbench.Day, Skip = -4, Take = int.MaxValue }).Hits.Count);
        Assert.Empty(bench.Index.Search(new SearchQuery { Day = SearchWorkbench.Day, Take = -1 }).Hits);
    }
}
