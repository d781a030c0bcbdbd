namespace Terreau.Web.Search.Text;

/// <summary>Words of a query, by their place, that bear an expansion, and what else they find.</summary>
internal sealed record ExpansionMatch(
    IReadOnlyList<int> Words,
    IReadOnlyList<IReadOnlyList<string>> Phrases,
    IReadOnlyList<(string Facet, string Value)> Values);

/// <summary>The synonym base with its words stemmed as those of a query are.</summary>
internal sealed class CompiledExpansions
{
    private readonly Dictionary<string, List<Trigger>> byFirstStem = new(StringComparer.Ordinal);

    public CompiledExpansions(SearchExpansions source, SearchSchema schema)
    {
        var words = new FrenchWords();
        IgnoredStems = source.IgnoredWords.SelectMany(w => Stems(words, w)).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in source.Entries)
        {
            foreach (var (facet, _) in entry.Values)
                if (schema.FacetAt(facet) is var at && (at < 0 || !schema.Facets[at].Findable))
                    throw new ArgumentException($"The facet {facet} of {schema.Name} cannot be aimed at by an expansion.", nameof(source));
            var phrases = entry.Phrases.Select(p => Stems(words, p)).Where(p => p.Count > 0).ToList();
            foreach (var trigger in entry.Triggers)
                Add(Stems(words, trigger), phrases, entry.Values);
        }
    }

    public IReadOnlySet<string> IgnoredStems { get; }

    /// <summary>The expansions a query bears: those of most words first, a word serving only once.</summary>
    public IEnumerable<ExpansionMatch> Match(IReadOnlyList<FoundWord> words)
    {
        if (byFirstStem.Count == 0)
            return [];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
            places.TryAdd(words[i].Word.Stem, i);
        var free = places.Keys.ToHashSet(StringComparer.Ordinal);
        var matches = new List<ExpansionMatch>();
        foreach (var group in places.Keys
            .SelectMany(s => byFirstStem.GetValueOrDefault(s) ?? [])
            .Where(t => t.Stems.All(places.ContainsKey))
            .GroupBy(t => string.Join(' ', t.Stems))
            .OrderByDescending(g => g.First().Stems.Count).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var stems = group.First().Stems;
            if (!stems.All(free.Contains))
                continue;
            free.ExceptWith(stems);
            matches.Add(new ExpansionMatch(
                [.. stems.Select(s => places[s]).Order()],
                [.. group.SelectMany(t => t.Phrases)],
                [.. group.SelectMany(t => t.Values).Distinct()]));
        }
        return matches;
    }

    private void Add(List<string> stems, IReadOnlyList<IReadOnlyList<string>> phrases, IReadOnlyList<(string, string)> values)
    {
        // Sorted, so that the same words in another order are the same trigger. Words ignored in queries
        // can bear no trigger with others: "trouver un local" is then "local".
        var aimed = stems.Where(s => !IgnoredStems.Contains(s)).ToList();
        var kept = (aimed.Count > 0 ? aimed : stems).Distinct().Order(StringComparer.Ordinal).ToList();
        if (kept.Count == 0)
            return;
        if (!byFirstStem.TryGetValue(kept[0], out var triggers))
            byFirstStem.Add(kept[0], triggers = []);
        triggers.Add(new Trigger(kept, phrases, values));
    }

    private static List<string> Stems(FrenchWords words, string text)
    {
        var found = new List<FoundWord>();
        words.Split(text, found);
        return [.. found.Where(w => !w.Word.Void).Select(w => w.Word.Stem)];
    }

    private sealed record Trigger(
        IReadOnlyList<string> Stems,
        IReadOnlyList<IReadOnlyList<string>> Phrases,
        IReadOnlyList<(string Facet, string Value)> Values);
}
