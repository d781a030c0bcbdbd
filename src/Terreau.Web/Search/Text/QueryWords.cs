using System.Text.RegularExpressions;

namespace Terreau.Web.Search.Text;

/// <summary>What a typed text asks for: words, and numbers that are keys; read without the index.</summary>
internal sealed partial class QueryWords
{
    private const int LongestText = 400;
    private const int MostWords = 24;

    public required IReadOnlyList<FoundWord> Words { get; init; }

    /// <summary>Digits of the numbers typed that have the length of a key (SIREN, SIRET).</summary>
    public required IReadOnlyList<string> Numbers { get; init; }

    /// <summary>True when the last word may be the beginning of a longer one.</summary>
    public required bool LastIsOpen { get; init; }

    public required string FoldedLine { get; init; }

    public bool IsEmpty => Words.Count == 0 && Numbers.Count == 0;

    public static QueryWords Read(string? text, SearchSchema schema, IReadOnlySet<string> ignoredStems)
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
        return new QueryWords
        {
            Words = WithoutVoid(found, ignoredStems, ref open, numbers.Count > 0),
            Numbers = numbers,
            LastIsOpen = open,
            FoldedLine = FrenchFolding.Line(text),
        };
    }

    private static List<FoundWord> WithoutVoid(List<FoundWord> found, IReadOnlySet<string> ignoredStems, ref bool open, bool hasNumbers)
    {
        var last = found.Count == 0 ? null : found[^1].Word;
        var full = found.Where(w => !w.Word.Void).ToList();
        var aimed = full.Where(w => !ignoredStems.Contains(w.Word.Stem)).ToList();
        var kept = aimed.Count > 0 ? aimed : full;
        // "la" alone may be the beginning of "laboratoire"; with other words it is only an article.
        if (kept.Count == 0 && open && !hasNumbers && last is { Form.Length: > 1 })
            return [found[^1]];
        open = open && kept.Count > 0 && ReferenceEquals(kept[^1].Word, last);
        return [.. kept.Take(MostWords)];
    }

    // Groups as people write them: 3-3-3 for a SIREN, then 5 or 2-3 for the establishment.
    [GeneratedRegex(@"(?<![\p{L}\d])\d{3}[\s.\-]?\d{3}[\s.\-]?\d{3}(?:[\s.\-]?\d{5}|[\s.\-]?\d{2}[\s.\-]?\d{3})?(?![\p{L}\d])",
        RegexOptions.CultureInvariant)]
    private static partial Regex KeyNumber();
}
