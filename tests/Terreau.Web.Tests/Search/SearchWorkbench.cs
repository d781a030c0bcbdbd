using Terreau.Web.Search;

namespace Terreau.Web.Tests.Search;

/// <summary>An index of actors in a folder of its own, dropped at the end, and short ways to fill and ask it.</summary>
internal sealed class SearchWorkbench : IDisposable
{
    public static readonly DateOnly Day = new(2026, 9, 1);

    public SearchWorkbench(SearchSchema? schema = null, SearchExpansions? expansions = null)
    {
        Folder = Path.Combine(Path.GetTempPath(), "terreau-search-" + Guid.NewGuid().ToString("N"));
        Index = SearchIndex.Open(schema ?? ActorSchema.Schema, Folder, expansions);
    }

    public string Folder { get; }
    public SearchIndex Index { get; private set; }

    public static SearchDocument Actor(
        string id, string name, string? description = null, GeoPoint? point = null, params (string, string)[] facets) => new()
    {
        Id = id,
        Name = name,
        Texts = [(ActorSchema.NameText, name), (ActorSchema.DescriptionText, description)],
        Facets = facets,
        Point = point,
        Card = [id, name, "ENTREPRENEUR_SOCIAL"],
    };

    /// <summary>Indexes actors named as given; the name is the identifier too.</summary>
    public SearchWorkbench With(params string[] names)
    {
        Index.Apply(names.Select(n => Actor(n, n)), [], Index.Position + 1);
        return this;
    }

    public SearchPage Search(string? text) => Index.Search(new SearchQuery { Text = text, Day = Day, Take = 1000 });

    /// <summary>Identifiers found, sorted, so that a test does not depend on the order.</summary>
    public string[] Found(string? text) => [.. Search(text).Hits.Select(h => h.Id).Order(StringComparer.Ordinal)];

    /// <summary>Closes and opens again the same folder, as after a restart.</summary>
    public void Reopen()
    {
        Index.Dispose();
        Index = SearchIndex.Open(Index.Schema, Folder);
    }

    public void Dispose()
    {
        Index.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
