using Terreau.Web.Search;

namespace Terreau.Web.Tests.Search;

/// <summary>The same answers found the slow and obvious way, over documents with one word in their name.</summary>
internal static class SearchOracle
{
    private static readonly string[] Words = ["jardin", "cuisine", "atelier", "velo"];
    private static readonly string[] Roles = ["A", "B", "C"];
    private static readonly string[] Themes = ["t1", "t2", "t3", "t4"];

    /// <summary>Random documents around the territory, some without a point, some on the same one.</summary>
    public static List<SearchDocument> Documents(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Document(random, i))];

    public static SearchQuery Query(Random random) => new()
    {
        Text = random.Next(3) == 0 ? null : Words[random.Next(Words.Length)] + " ",
        Day = SearchWorkbench.Day,
        Take = 10_000,
        Selected = new Dictionary<string, IReadOnlyList<string>>
        {
            [ActorSchema.Role] = Some(random, Roles),
            [ActorSchema.Cluster] = Some(random, Themes),
            ["inconnu"] = ["x"],
        },
        Box = random.Next(3) == 0 ? new GeoBox(48.85, 2.40, 48.90, 2.48) : null,
        Within = random.Next(3) == 0 ? new GeoCircle(new GeoPoint(48.87, 2.44), random.NextDouble() * 6) : null,
    };

    public static IEnumerable<SearchDocument> Matching(IEnumerable<SearchDocument> documents, SearchQuery query, string? except = null) =>
        documents.Where(d => (query.Text is null || d.Name == query.Text.Trim())
            && query.Selected.All(s => s.Key == except || s.Key == "inconnu" || s.Value.Count == 0
                || s.Value.Any(v => d.Facets.Contains((s.Key, v))))
            && (query.Box is not { } box || (d.Point is { } p && p.Latitude >= box.South && p.Latitude <= box.North
                && p.Longitude >= box.West && p.Longitude <= box.East))
            && (query.Within is not { } circle || (d.Point is { } q && Km(q, circle.Centre) <= circle.RadiusKm)));

    public static Dictionary<string, int> Counts(IEnumerable<SearchDocument> documents, SearchQuery query, string facet) =>
        Matching(documents, query, except: facet).SelectMany(d => d.Facets.Where(f => f.Facet == facet).Select(f => f.Value).Distinct())
            .GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>By the spherical law of cosines rather than the formula under test.</summary>
    public static double Km(GeoPoint a, GeoPoint b)
    {
        var (phi1, phi2, delta) = (a.Latitude * Math.PI / 180, b.Latitude * Math.PI / 180, (a.Longitude - b.Longitude) * Math.PI / 180);
        return 6371.0088 * Math.Acos(Math.Min(1, Math.Sin(phi1) * Math.Sin(phi2) + Math.Cos(phi1) * Math.Cos(phi2) * Math.Cos(delta)));
    }

    private static SearchDocument Document(Random random, int i)
    {
        var facets = Some(random, Themes).Select(t => (ActorSchema.Cluster, t)).Append((ActorSchema.Role, Roles[random.Next(3)]));
        GeoPoint? point = random.Next(5) switch
        {
            0 => null,
            1 => new GeoPoint(48.8709, 2.4412),
            _ => new GeoPoint(48.82 + random.NextDouble() * 0.1, 2.38 + random.NextDouble() * 0.12),
        };
        return SearchWorkbench.Actor($"d{i}", Words[random.Next(Words.Length)], null, point, [.. facets]) with
        {
            FreshOn = random.Next(4) == 0 ? null : SearchWorkbench.Day.AddDays(-random.Next(30)),
        };
    }

    private static string[] Some(Random random, string[] values) => [.. values.Where(_ => random.Next(3) == 0)];
}
