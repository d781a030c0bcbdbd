using System.Text.RegularExpressions;

namespace Terreau.Web.Search.Text;

/// <summary>What a typed text asks for: words, and numbers that are keys; read without the index.</summary>
internal sealed partial class QueryWords
{
    private const int LongestText = 400;
    private const int MostWords = 24;

    public required IReadOnlyList<FoundWord> Words { get; init; }

    /// <summary>Which words stand beside the one before, nothing left out between them.</summary>
    public required IReadOnlyList<bool> Follows { get; init; }

    /// <summary>Digits of the numbers typed that have the length of a key (SIREN, SIRET).</summary>
    public required IReadOnlyList<string> Numbers { get; init; }

    /// <summary>True when the last word may be the beginning of a longer one.</summary>
    public required bool LastIsOpen { get; init; }

    public required string FoldedLine { get; init; }

    public bool IsEmpty => Words.Count == 0 && Numbers.Count == 0;

    public static QueryWords Read(string? text, SearchSchema schema, CompiledExpansions expansions)
    {
        text ??= "";
        if (text.Length > LongestText)
            text = text[..LongestText];

        var numbers = new List<string>();
        var rest = KeyNumber().Replace(text, match =>
        {
            var digits = string.Concat(match.Value.Where(char.IsAsciiDigit));
            if (!schema.Keys.Any(k => k.DigitLength == digits.Length))
                return match.Value;
            numbers.Add(digits);
            return " ";
        });

        var found = new List<FoundWord>();
        new FrenchWords().Split(rest, found);
        var open = numbers.Count == 0 && found.Count > 0 && FrenchFolding.IsWordPart(text[^1]);
        if (numbers.Count > 0)
            found.RemoveAll(w => w.Word.Form is "siren" or "siret");
        var kept = Kept(found, expansions, ref open, numbers.Count > 0);
        return new QueryWords
        {
            Words = kept.ConvertAll(at => found[at]),
            Follows = [.. kept.Select((at, order) => order > 0 && kept[order - 1] == at - 1)],
            Numbers = numbers,
            LastIsOpen = open,
            FoldedLine = FrenchFolding.Line(text),
        };
    }

    /// <summary>Where the words are that the query is about; what only carries them is left out as long as others remain.</summary>
    private static List<int> Kept(List<FoundWord> found, CompiledExpansions expansions, ref bool open, bool hasNumbers)
    {
        var forms = found.ConvertAll(word => word.Word.Form);
        var (said, meant) = (expansions.Said.In(forms), expansions.Meant.In(forms));
        var full = Enumerable.Range(0, found.Count).Where(at => !found[at].Word.Void).ToList();
        var spoken = full.FindAll(at => !said[at] || meant[at]);
        var aimed = spoken.FindAll(at => meant[at] || !expansions.IgnoredStems.Contains(found[at].Word.Stem));
        var kept = aimed.Count > 0 ? aimed : spoken.Count > 0 ? spoken : full;
        // "la" alone may be the beginning of "laboratoire"; with other words it is only an article.
        if (kept.Count == 0 && open && !hasNumbers && found[^1].Word is { Form.Length: > 1 })
            return [found.Count - 1];
        open = open && kept.Count > 0 && kept[^1] == found.Count - 1;
        return kept.Count > MostWords ? kept[..MostWords] : kept;
    }

    // Groups as people write them: 3-3-3 for a SIREN, then 5 or 2-3 for the establishment.
    [GeneratedRegex(@"(?<![\p{L}\d])\d{3}[\s.\-]?\d{3}[\s.\-]?\d{3}(?:[\s.\-]?\d{5}|[\s.\-]?\d{2}[\s.\-]?\d{3})?(?![\p{L}\d])",
        RegexOptions.CultureInvariant)]
    private static partial Regex KeyNumber();
}
