namespace Terreau.Web.Search.Text;

/// <summary>A phrase of the synonym base: its stems, all of which a document holds, and how it is said.</summary>
internal sealed record ExpansionPhrase(IReadOnlyList<string> Stems, string Said);

/// <summary>Words of a query, by their place, that bear an expansion, and what else they find.</summary>
/// <param name="IsSpoken">The words themselves are not searched.</param>
/// <param name="Place">The place they name; the only phrase is then its first name.</param>
internal sealed record ExpansionMatch(
    IReadOnlyList<int> Words,
    IReadOnlyList<ExpansionPhrase> Phrases,
    IReadOnlyList<ExpansionPhrase> Near,
    IReadOnlyList<(string Facet, string Value)> Values,
    IReadOnlyList<(string Facet, string Value)> Favoured,
    bool IsSpoken,
    SearchPlace? Place);

/// <summary>The synonym base with its words stemmed as those of a query are.</summary>
internal sealed class CompiledExpansions
{
    private readonly Dictionary<string, List<Trigger>> byFirstStem = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Word> vocabulary = new(StringComparer.Ordinal);
    private readonly HashSet<string> stemsKnown = new(StringComparer.Ordinal);
    private readonly FrenchWords words = new();

    public CompiledExpansions(SearchExpansions source, SearchSchema schema)
    {
        IgnoredStems = source.IgnoredWords.SelectMany(w => Stems(w)).ToHashSet(StringComparer.Ordinal);
        SlightStems = source.Slight.SelectMany(w => Stems(w)).ToHashSet(StringComparer.Ordinal);
        foreach (var text in source.Said) Said.Add([.. Split(text).Select(word => word.Form)]);
        foreach (var place in source.Places)
        {
            Hold(place.Facet, schema);
            // A postcode finds who bears the name of the place too.
            var named = Phrases([.. place.Names.Take(1)]);
            foreach (var name in place.Names) Add(name, new Trigger([], named, [], [], [], false, place));
        }
        foreach (var entry in source.Entries)
        {
            foreach (var (facet, _) in entry.Values.Concat(entry.Favoured)) Hold(facet, schema);
            var (phrases, near) = (Phrases(entry.Phrases), Phrases(entry.Near));
            foreach (var trigger in entry.Triggers)
                Add(trigger, new Trigger([], phrases, near, entry.Values, entry.Favoured, entry.IsSpoken, null));
        }
    }

    public IReadOnlySet<string> IgnoredStems { get; }

    public IReadOnlySet<string> SlightStems { get; }

    /// <summary>Turns of speech to leave out, as they are typed.</summary>
    public WordSequences Said { get; } = new();

    /// <summary>Turns of speech that mean something though each of their words, alone, is left out ("faire connaître").</summary>
    public WordSequences Meant { get; } = new();

    /// <summary>The words of the base: none of them is a typing error, and an error may stand for one of them.</summary>
    public IReadOnlyCollection<Word> Vocabulary => vocabulary.Values;

    public bool Knows(string stem) => stemsKnown.Contains(stem);

    /// <summary>The expansions a query bears: those of most words first, a word serving only once.</summary>
    /// <param name="query">At each place, the stems the word there may be read as.</param>
    /// <param name="below">Only expansions of fewer words than this.</param>
    public IReadOnlyList<ExpansionMatch> Match(IReadOnlyList<IReadOnlyList<string>> query, int below = int.MaxValue)
    {
        if (byFirstStem.Count == 0)
            return [];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < query.Count; i++)
            foreach (var stem in query[i])
                places.TryAdd(stem, i);
        var free = places.Values.ToHashSet();
        var matches = new List<ExpansionMatch>();
        foreach (var group in places.Keys
            .SelectMany(s => byFirstStem.GetValueOrDefault(s) ?? [])
            .Where(t => t.Stems.Count < below && t.Stems.TrueForAll(places.ContainsKey))
            .GroupBy(t => string.Join(' ', t.Stems))
            .OrderByDescending(g => g.First().Stems.Count).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var at = group.First().Stems.Select(stem => places[stem]).Distinct().Order().ToList();
            if (!at.TrueForAll(free.Contains))
                continue;
            free.ExceptWith(at);
            matches.Add(Merged(at, [.. group]));
        }
        return matches;
    }

    private static ExpansionMatch Merged(IReadOnlyList<int> at, IReadOnlyList<Trigger> triggers)
        => triggers.FirstOrDefault(trigger => trigger.Place is not null) is { } named
            ? new(at, named.Phrases, [], [], [], false, named.Place)
            : new(at, [.. triggers.SelectMany(t => t.Phrases)], [.. triggers.SelectMany(t => t.Near)],
                [.. triggers.SelectMany(t => t.Values).Distinct()], [.. triggers.SelectMany(t => t.Favoured).Distinct()],
                triggers.Any(t => t.IsSpoken) && triggers.All(t => t.IsSpoken || t.Phrases.Count == 0), null);

    private static void Hold(string facet, SearchSchema schema)
    {
        if (schema.FacetAt(facet) is var at && (at < 0 || !schema.Facets[at].Findable))
            throw new ArgumentException($"The facet {facet} of {schema.Name} cannot be aimed at by an expansion.", nameof(schema));
    }

    private void Add(string text, Trigger trigger)
    {
        // Words ignored in queries can bear no trigger with others: "trouver un local" is then "local".
        var all = Split(text);
        var said = Said.In([.. all.Select(word => word.Form)]);
        var full = all.Where(word => !word.Void).ToList();
        var aimed = all.Where((word, at) => !word.Void && !said[at] && !IgnoredStems.Contains(word.Stem)).ToList();
        if (aimed.Count == 0 && full.Count > 1) Meant.Add([.. all.Select(word => word.Form)]);
        var kept = (aimed.Count > 0 ? aimed : full).Select(word => word.Stem).Distinct().Order(StringComparer.Ordinal).ToList();
        if (kept.Count == 0)
            return;
        foreach (var word in aimed)
        {
            vocabulary.TryAdd(word.Form, word);
            stemsKnown.Add(word.Stem);
        }
        // Sorted, so that the same words in another order are the same trigger.
        if (!byFirstStem.TryGetValue(kept[0], out var triggers))
            byFirstStem.Add(kept[0], triggers = []);
        triggers.Add(trigger with { Stems = kept });
    }

    private List<ExpansionPhrase> Phrases(IReadOnlyList<string> texts)
        => [.. texts.Select(text => new ExpansionPhrase(Stems(text), text)).Where(phrase => phrase.Stems.Count > 0)];

    private List<string> Stems(string text) => [.. Split(text).Where(word => !word.Void).Select(word => word.Stem).Distinct()];

    private List<Word> Split(string text)
    {
        var found = new List<FoundWord>();
        words.Split(text, found);
        return found.ConvertAll(word => word.Word);
    }

    private sealed record Trigger(
        List<string> Stems,
        IReadOnlyList<ExpansionPhrase> Phrases,
        IReadOnlyList<ExpansionPhrase> Near,
        IReadOnlyList<(string Facet, string Value)> Values,
        IReadOnlyList<(string Facet, string Value)> Favoured,
        bool IsSpoken,
        SearchPlace? Place);
}
