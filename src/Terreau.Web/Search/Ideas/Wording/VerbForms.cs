namespace Terreau.Web.Search.Ideas.Wording;

/// <summary>The forms of regular verbs, so that an infinitive of the file is found as people conjugate it.</summary>
internal sealed class VerbForms
{
    private static readonly string[] InEr =
    [
        "erons", "eront", "eriez", "erait", "erais", "aient", "ions", "erai", "erez", "eons", "ons", "ent", "ees", "ait", "ais", "era",
        "iez", "ant", "ez", "er", "ee", "es", "ai", "e", "a",
    ];

    private static readonly string[] InIr =
        ["issons", "issent", "issez", "issant", "irons", "iront", "irait", "irai", "ira", "ies", "ie", "is", "it", "ir", "i"];

    private readonly Dictionary<(string Root, bool InEr), string> byRoot = [];

    /// <summary>Learns a word of the file when it looks like an infinitive.</summary>
    public void Add(IdeaToken token)
    {
        if (token.Form.Length < 5 || token.IsNumber) return;
        var inEr = token.Form.EndsWith("er", StringComparison.Ordinal);
        if (inEr || token.Form.EndsWith("ir", StringComparison.Ordinal)) byRoot.TryAdd((token.Form[..^2], inEr), token.Stem);
    }

    /// <summary>The stem of the infinitive of a form; null when no verb of the file has such a form.</summary>
    public string? Of(string form) => Of(form, InEr, true) ?? Of(form, InIr, false);

    private string? Of(string form, string[] endings, bool inEr)
    {
        foreach (var ending in endings)
        {
            if (form.Length > ending.Length + 2 && form.EndsWith(ending, StringComparison.Ordinal)
                && byRoot.TryGetValue((form[..^ending.Length], inEr), out var stem)) return stem;
        }
        return null;
    }
}
