namespace Terreau.Web.Search;

/// <summary>A place on earth, in degrees (WGS 84).</summary>
internal readonly record struct GeoPoint(double Latitude, double Longitude);

/// <summary>
/// What the index is told of one thing that can be found. Names of texts, keys, facets and numbers are
/// those of the <see cref="SearchSchema"/>; an unknown one is an error of the caller and throws.
/// </summary>
internal sealed record SearchDocument
{
    /// <summary>What results give back; unique in the index, 200 characters at most.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called: sorts by name, and a query that is exactly this comes first.</summary>
    public required string Name { get; init; }

    /// <summary>Texts to search in. The name is searched only if it is given here too.</summary>
    public required IReadOnlyList<(string Field, string? Text)> Texts { get; init; }

    public IReadOnlyList<(string Key, string Value)> Keys { get; init; } = [];
    public IReadOnlyList<(string Facet, string Value)> Facets { get; init; } = [];
    public IReadOnlyList<(string Number, int Value)> Numbers { get; init; } = [];

    /// <summary>Null when nothing is known: not on the map, last by distance, never within an area.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>When it was last checked; null sorts last by freshness.</summary>
    public DateOnly? FreshOn { get; init; }

    /// <summary>What the map shows of it when it stands alone, in the order of the schema's card.</summary>
    public required IReadOnlyList<string?> Card { get; init; }
}
