using Terreau.Web.Search.Text;

namespace Terreau.Web.Search.Purposes;

/// <summary>
/// What people write when they look for something, and what it means in needs and filières.
/// </summary>
/// <param name="Name">The intention, the thing or the verb, as people say it.</param>
/// <param name="IsVerb">True for a verb that says little alone ("trouver").</param>
/// <param name="Words">Other ways to say it.</param>
/// <param name="Kinds">Need kinds.</param>
/// <param name="Natures">Need natures, each of one of the kinds.</param>
/// <param name="Themes">Filières.</param>
internal sealed record Purpose(
    string Name, bool IsVerb, IReadOnlyList<string> Words, IReadOnlyList<string> Kinds, IReadOnlyList<string> Natures,
    IReadOnlyList<string> Themes);

/// <summary>A purpose found in a text, with the words of the text that bear it.</summary>
internal sealed record PurposeMatch(Purpose Purpose, string Said);

/// <summary>
/// The base of purposes that staff edit as a file: finds offers by what people want to do
/// ("acheter un four"), and suggests the needs of a project from its description.
/// </summary>
internal sealed class PurposeBase
{
    private readonly List<Phrase> phrases = [];

    public PurposeBase(IReadOnlyList<Purpose> purposes)
    {
        Purposes = purposes;
        var words = new FrenchWords();
        foreach (var purpose in purposes.Where(purpose => !purpose.IsVerb))
        {
            foreach (var text in purpose.Words.Prepend(purpose.Name))
            {
                if (Stems(words, text) is { Count: > 0 } stems) phrases.Add(new Phrase(stems, text, purpose));
            }
        }
        // The most precise wording wins; the order of the file decides between equals.
        phrases = [.. phrases.OrderByDescending(phrase => phrase.Stems.Count)];
    }

    public IReadOnlyList<Purpose> Purposes { get; }

    /// <summary>The base as the index of offers uses it.</summary>
    public SearchExpansions Expansions() => new(
        [.. from purpose in Purposes where !purpose.IsVerb
            select new SearchExpansion([.. purpose.Words.Prepend(purpose.Name)], [],
                purpose.Natures.Count > 0
                    ? [.. purpose.Natures.Select(nature => (OfferSchema.Nature, nature))]
                    : [.. purpose.Themes.Select(theme => (OfferSchema.Theme, theme))])
            {
                Favoured = [.. purpose.Themes.Select(theme => (OfferSchema.Theme, theme))],
            }],
        [.. Purposes.Where(purpose => purpose.IsVerb).SelectMany(purpose => purpose.Words.Prepend(purpose.Name))
            .Where(word => !word.Contains(' '))]);

    /// <summary>The purposes a text speaks of, the most precise first; a word of the text serves once.</summary>
    /// <remarks>Words need not touch: "un four pour mon pain" says "four à pain". Text beyond 5,000 characters is not read.</remarks>
    public IReadOnlyList<PurposeMatch> Match(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var free = Stems(new FrenchWords(), text.Length > 5_000 ? text[..5_000] : text).ToHashSet(StringComparer.Ordinal);
        var matches = new List<PurposeMatch>();
        foreach (var phrase in phrases)
        {
            if (!phrase.Stems.TrueForAll(free.Contains)) continue;
            if (matches.Exists(match => match.Purpose == phrase.Purpose)) continue;
            free.ExceptWith(phrase.Stems);
            matches.Add(new PurposeMatch(phrase.Purpose, phrase.Said));
        }
        return matches;
    }

    private static List<string> Stems(FrenchWords words, string text)
    {
        var found = new List<FoundWord>();
        words.Split(text, found);
        return [.. found.Where(word => !word.Word.Void).Select(word => word.Word.Stem).Distinct()];
    }

    private sealed record Phrase(List<string> Stems, string Said, Purpose Purpose);
}
