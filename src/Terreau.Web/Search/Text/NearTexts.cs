using Lucene.Net.Index;

namespace Terreau.Web.Search.Text;

/// <summary>What a person may try where a text finds nothing: its words spelled otherwise, or some of them alone.</summary>
internal static class NearTexts
{
    private const int Most = 12;

    public static IReadOnlyList<string> Of(string? text, SearchSchema schema, CompiledExpansions expansions, IndexReader reader)
    {
        var query = QueryWords.Read(text, schema, expansions);
        var words = new WordReader(reader, expansions);
        var typed = query.Words.Select(word => word.Word).ToList();
        string With(int at, string? other)
            => string.Join(' ', typed.Select((word, order) => order == at ? other : word.Form).Where(word => word is not null));

        var texts = new List<string>();
        for (var at = 0; at < typed.Count; at++)
            texts.AddRange(words.Proposed(typed[at]).Select(word => With(at, word.Form)));
        if (typed.Count > 1)
            texts.AddRange(Enumerable.Range(0, typed.Count).Select(at => With(at, null)));
        if (typed.Count > 2)
            texts.AddRange(typed.Select(word => word.Form));
        return [.. texts.Distinct(StringComparer.Ordinal).Take(Most)];
    }
}
