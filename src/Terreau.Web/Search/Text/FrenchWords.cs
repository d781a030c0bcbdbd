using Lucene.Net.Analysis.Fr;

namespace Terreau.Web.Search.Text;

/// <summary>
/// A word as indexed: its <paramref name="Form"/> (folded) and its <paramref name="Stem"/> (plural and
/// feminine taken off). <paramref name="Void"/> words carry nothing alone: articles, prepositions.
/// </summary>
internal sealed record Word(string Form, string Stem, bool Void);

/// <summary>
/// One word found in a text. <paramref name="Joins"/> is the word made of this one and the one before when
/// a hyphen alone stands between them ("micro-crédit" is also "microcrédit").
/// </summary>
internal readonly record struct FoundWord(Word Word, Word? Joins);

/// <summary>
/// Cuts French text into words: elided articles dropped (l', d', qu', jusqu'…), other apostrophes closed up
/// (aujourd'hui, prud'hommes), dotted acronyms closed up (E.S.S. is ESS), "St" read as "Saint". Holds a
/// store of known words, so an instance belongs to one thread at a time.
/// </summary>
internal sealed class FrenchWords
{
    private const int LongestWord = 48;
    private const int WordsKept = 100_000;

    private static readonly HashSet<string> Elided =
        ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

    private static readonly HashSet<string> VoidWords =
        ["le", "la", "les", "l", "d", "un", "une", "des", "du", "de", "et", "en", "au", "aux", "a", "dans", "pour", "par", "sur", "avec",
            "ou"];

    private readonly FrenchLightStemmer stemmer = new();
    private readonly Dictionary<string, Word> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly char[] buffer = new char[LongestWord * 2 + 2];

    public FrenchWords() => lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds to <paramref name="found"/> the words of a text, void ones included, in their order.</summary>
    public void Split(ReadOnlySpan<char> text, List<FoundWord> found)
    {
        var at = 0;
        var hyphenBefore = false;
        Word? before = null;
        while (at < text.Length)
        {
            var start = at;
            var length = ReadWord(text, ref at, out var elided);
            if (length > 0 && !elided)
            {
                var word = Known(buffer.AsSpan(0, length));
                var joins = hyphenBefore && before is { Void: false } && !word.Void ? Joined(before, word) : null;
                found.Add(new FoundWord(word, joins));
                // A chain of hyphens ("Seine-Saint-Denis") is not a compound that people close up.
                before = hyphenBefore ? null : word;
                hyphenBefore = at < text.Length - 1 && IsHyphen(text[at]) && FrenchFolding.IsWordPart(text[at + 1]);
                if (hyphenBefore)
                    at++;
            }
            else if (at == start)
            {
                at++;
                hyphenBefore = false;
            }
        }
    }

    public Word Known(ReadOnlySpan<char> form)
    {
        if (lookup.TryGetValue(form, out var word))
            return word;
        // National files hold millions of distinct proper names: keep the store bounded.
        if (known.Count >= WordsKept)
            known.Clear();
        var text = form switch
        {
            "st" => "saint",
            "ste" => "sainte",
            _ => form.ToString(),
        };
        return known[form.ToString()] = new Word(text, Stem(text), VoidWords.Contains(text));
    }

    /// <summary>The one word that two make.</summary>
    public Word Joined(Word first, Word second)
    {
        var joined = first.Form + second.Form;
        return Known(joined.AsSpan(0, Math.Min(joined.Length, LongestWord)));
    }

    private string Stem(string form)
    {
        // Codes, numbers and short words have no plural to take off.
        if (form.Length < 4 || form.AsSpan().ContainsAnyInRange('0', '9'))
            return form;
        var letters = form.ToCharArray();
        return new string(letters, 0, stemmer.Stem(letters, letters.Length));
    }

    /// <summary>Reads one word into the buffer from <paramref name="at"/>, which is left after it.</summary>
    private int ReadWord(ReadOnlySpan<char> text, ref int at, out bool elided)
    {
        elided = false;
        var acronym = AcronymLength(text[at..]);
        var end = at + acronym;
        var length = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (FrenchFolding.IsWordPart(c))
            {
                foreach (var folded in FrenchFolding.Fold(c))
                    if (length < LongestWord)
                        buffer[length++] = folded;
            }
            else if (at >= end && IsApostrophe(c) && length > 0)
            {
                if (lookupElided.Contains(buffer.AsSpan(0, length)))
                {
                    elided = true;
                    at++;
                    return length;
                }
                if (at + 1 >= text.Length || !FrenchFolding.IsWordPart(text[at + 1]))
                    break;
            }
            else if (at >= end)
                break;
        }
        return length;
    }

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookupElided =
        Elided.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The length of a dotted acronym that starts here (S.C.I.C., R&amp;D), or 0.</summary>
    private static int AcronymLength(ReadOnlySpan<char> text)
    {
        var letters = 0;
        var i = 0;
        while (i < text.Length && char.IsLetter(text[i]) && (i + 1 >= text.Length || !FrenchFolding.IsWordPart(text[i + 1])))
        {
            letters++;
            i++;
            if (i >= text.Length || text[i] is not ('.' or '&'))
                break;
            if (i + 1 >= text.Length || !char.IsLetter(text[i + 1]))
            {
                i += text[i] == '.' ? 1 : 0;
                break;
            }
            i++;
        }
        // "S.A" then a longer word ("M.Dupont") is no acronym: the loop stopped on a dot before that word.
        if (letters < 2)
            return 0;
        return i > 0 && i < text.Length && FrenchFolding.IsWordPart(text[i]) ? i - 1 : i;
    }

    private static bool IsApostrophe(char c) => c is '\'' or '’' or '‘' or 'ʼ' or '′' or '´' or '`' or '＇';

    private static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011';
}
