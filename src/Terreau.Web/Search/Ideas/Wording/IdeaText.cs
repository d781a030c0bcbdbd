using Terreau.Web.Search.Text;

namespace Terreau.Web.Search.Ideas.Wording;

/// <summary>What stands before a word: nothing, a comma or the like, a colon, or the end of a sentence.</summary>
internal enum Break { None, Comma, Colon, Sentence }

/// <summary>A word of an idea, and where it stands in what the person wrote.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character after its last.</param>
/// <param name="Form">Lower case, without accents.</param>
/// <param name="Stem">Without plural and feminine.</param>
/// <param name="IsVoid">An article or a preposition, which says nothing alone.</param>
/// <param name="Before">What parts it from the word before.</param>
/// <param name="IsCapital">Written with a capital.</param>
internal sealed record IdeaToken(int Start, int End, string Form, string Stem, bool IsVoid, Break Before, bool IsCapital)
{
    /// <summary>The stem of the infinitive that this form may come from; null when it is of no verb that is known.</summary>
    public string? Verb { get; set; }

    /// <summary>The stem of the known word that this one seems to be a mistyping of; null for a word that is known.</summary>
    public string? Near { get; set; }

    public bool IsNumber => char.IsAsciiDigit(Form[0]);

    public bool Is(string stem) => Stem == stem || Verb == stem || Near == stem;
}

/// <summary>
/// An idea cut into words that remember their place, so that what is read in it can be quoted as it was written. Numbers stand alone
/// ("30k" is "30" and "k"), elided letters and hyphens part words, and what is said in haste is spelled out ("jveux" is "je veux").
/// </summary>
internal sealed class IdeaText
{
    /// <summary>Beside articles and prepositions: what may stand before a noun and changes nothing of it.</summary>
    private static readonly HashSet<string> Voids =
    [
        "l", "d", "n", "m", "t", "s", "c", "qu", "ne", "mon", "ma", "mes", "ton", "ta", "tes", "son", "sa", "ses", "notre", "nos", "votre",
        "vos", "leur", "leurs", "ce", "cet", "cette", "ces", "tres", "quelques",
    ];

    private readonly FrenchWords words = new();
    private readonly IReadOnlyDictionary<string, string[]> hasty;
    private readonly List<IdeaToken> tokens = [];
    private Break before = Break.Sentence;

    private IdeaText(string text, IReadOnlyDictionary<string, string[]> hasty)
    {
        Text = text;
        this.hasty = hasty;
        for (var at = 0; at < text.Length;)
        {
            if (FrenchFolding.IsWordPart(text[at])) at = Take(at);
            else at = Pass(at);
        }
    }

    public string Text { get; }

    public IReadOnlyList<IdeaToken> Tokens => tokens;

    /// <param name="text">What the person wrote.</param>
    /// <param name="hasty">What is said in haste, and the words it stands for.</param>
    public static IdeaText Of(string text, IReadOnlyDictionary<string, string[]> hasty) => new(text, hasty);

    /// <summary>The person's own words, from the first word to the last, both included.</summary>
    public string Words(int first, int last) => Text[tokens[first].Start..tokens[last].End];

    /// <summary>The word at a place; null before the first and after the last.</summary>
    public IdeaToken? At(int index) => index >= 0 && index < tokens.Count ? tokens[index] : null;

    /// <summary>The form of the word at a place; "" outside.</summary>
    public string Form(int index) => At(index)?.Form ?? "";

    /// <summary>The first word of the sentence that a word is of.</summary>
    public int SentenceStart(int index)
    {
        while (index > 0 && tokens[index].Before != Break.Sentence) index--;
        return index;
    }

    /// <summary>The word after the last of the sentence that a word is of.</summary>
    public int SentenceEnd(int index)
    {
        do index++;
        while (index < tokens.Count && tokens[index].Before != Break.Sentence);
        return index;
    }

    /// <summary>The words between two places that carry something, for what counts the distance between words.</summary>
    public int Between(int first, int last)
    {
        var count = 0;
        for (var at = first + 1; at < last; at++) count += tokens[at].IsVoid ? 0 : 1;
        return count;
    }

    private int Take(int start)
    {
        var end = start;
        var isNumber = char.IsAsciiDigit(Text[start]);
        while (end < Text.Length && FrenchFolding.IsWordPart(Text[end]) && char.IsAsciiDigit(Text[end]) == isNumber) end++;
        var form = string.Concat(Text[start..end].Select(FrenchFolding.Fold));
        if (form.Length == 0) return end;
        if (form == "j") form = "je";
        if (!isNumber && hasty.TryGetValue(form, out var said) && (form.Length > 1 || StandsAlone(start, end)))
        {
            foreach (var word in said) Add(start, end, word);
        }
        else Add(start, end, form);
        return end;
    }

    private bool StandsAlone(int start, int end)
        => (start == 0 || char.IsWhiteSpace(Text[start - 1])) && (end == Text.Length || char.IsWhiteSpace(Text[end]));

    private void Add(int start, int end, string form)
    {
        var word = words.Known(form);
        // Without its accent "à" is written as the verb; after a subject it is the verb.
        var isVoid = (word.Void && (word.Form != "a" || Text[start] == 'à' || !IsSubject(tokens.LastOrDefault())))
            || Voids.Contains(word.Form);
        var stem = isVoid && word.Form == "a" ? "à" : Stem(word.Form);
        tokens.Add(new IdeaToken(start, end, word.Form, stem, isVoid, before, char.IsUpper(Text[start])));
        before = Break.None;
    }

    /// <summary>
    /// A form without plural and feminine, and nothing more: the analysis of the search, made to find widely, has one stem for "repas" and
    /// "réparation".
    /// </summary>
    internal static string Stem(string form)
    {
        if (form.Length < 4 || char.IsAsciiDigit(form[0])) return form;
        if (form.EndsWith("eaux", StringComparison.Ordinal)) return form[..^1];
        if (form.EndsWith("aux", StringComparison.Ordinal) && form.Length > 5) return form[..^2] + "l";
        var one = form[^1] is 's' or 'x' ? form[..^1] : form;
        foreach (var (feminine, masculine) in Feminines)
        {
            if (one.Length > feminine.Length + 1 && one.EndsWith(feminine, StringComparison.Ordinal))
                return one[..^feminine.Length] + masculine;
        }
        return one.Length > 4 && one[^1] == 'e' ? one[..^1] : one;
    }

    private static readonly (string Feminine, string Masculine)[] Feminines =
    [
        ("trice", "teur"), ("euse", "eur"), ("iere", "ier"), ("enne", "en"), ("elle", "el"), ("ive", "if"), ("onne", "on"),
    ];

    private static bool IsSubject(IdeaToken? before) => before?.Form is "on" or "il" or "elle" or "y" or "n" or "qui";

    private int Pass(int at)
    {
        var met = Text[at] switch
        {
            '.' when at + 1 < Text.Length && char.IsAsciiLetterLower(Text[at + 1]) && at > 0 && char.IsLetter(Text[at - 1]) => Break.Comma,
            '.' or '!' or '?' or ';' or '…' => Break.Sentence,
            '\n' when !IsBullet(at + 1) => Break.Sentence,
            ':' => Break.Colon,
            ',' or '(' or ')' or '/' or '+' or '\n' or '«' or '»' or '"' => Break.Comma,
            '-' or '–' or '—' or '•' when at > 0 && char.IsWhiteSpace(Text[at - 1]) => Break.Comma,
            _ => Break.None,
        };
        if (met > before) before = met;
        return at + 1;
    }

    private bool IsBullet(int at)
    {
        while (at < Text.Length && Text[at] == ' ') at++;
        return at < Text.Length && Text[at] is '-' or '–' or '•' or '*';
    }
}
