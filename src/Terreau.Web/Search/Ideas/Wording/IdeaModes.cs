namespace Terreau.Web.Search.Ideas.Wording;

/// <summary>
/// For each word of an idea, whether what it names is wanted, had already, refused or given to others. A cue holds to the end of its
/// sentence or to the next cue; what follows a comma follows the cue too, what begins with "pour" and a verb does not.
/// </summary>
internal static class IdeaModes
{
    private static readonly HashSet<string> Turns = ["mais", "plutot", "cependant", "pourtant", "maintenant", "sinon", "seulement"];

    private static readonly HashSet<string> Denials = ["pas", "sans", "aucun", "aucune", "ni", "plus"];

    private static readonly HashSet<string> Verbs =
    [
        "je", "nous", "on", "il", "elle", "ils", "elles", "est", "sont", "ont", "qui", "y", "ca", "cela", "sera", "association",
        "collectif",
    ];

    public static Mode[] Of(IdeaText text, IReadOnlyList<WordFound> cues)
    {
        var modes = new Mode[text.Tokens.Count];
        var mode = Mode.Told;
        var next = 0;
        for (var at = 0; at < modes.Length; at++)
        {
            var token = text.Tokens[at];
            if (token.Before == Break.Sentence) mode = Mode.Told;
            else if (token.Before == Break.Colon) mode = Opens(text, at) ? Mode.Wanted : Mode.Told;
            if (Turns.Contains(token.Form)) mode = mode == Mode.Refused ? Mode.Wanted : Mode.Told;
            else if (LeavesFor(text, at)) mode = Mode.Told;
            while (next < cues.Count && cues[next].First < at) next++;
            if (next < cues.Count && cues[next].First == at) mode = cues[next].Word.Cue!.Value;
            modes[at] = mode;
        }
        for (var at = 0; at < modes.Length; at++)
        {
            if (WantsBefore(text, at)) SpreadBack(text, modes, at);
        }
        for (var at = 0; at < modes.Length; at = text.SentenceEnd(at))
        {
            if (at > 0 && IsList(text, modes, at)) Array.Fill(modes, Mode.Wanted, at, text.SentenceEnd(at) - at);
        }
        return modes;
    }

    /// <summary>"… à trouver", "… souhaité", "… nécessaires": what stands before is wanted.</summary>
    private static bool WantsBefore(IdeaText text, int at) => text.Form(at) switch
    {
        "trouver" or "demander" or "refaire" or "financer" or "acheter" or "obtenir" or "prevoir" or "louer" => text.Form(at - 1) == "a",
        "souhaite" or "souhaitee" or "souhaites" or "bienvenus" or "bienvenue" or "bienvenues" or "necessaires" or "manquants"
            or "recherches" or "suffiraient" or "suffirait" => at > 0,
        _ => false,
    };

    private static void SpreadBack(IdeaText text, Mode[] modes, int at)
    {
        for (var back = at; back >= 0; back--)
        {
            if (modes[back] is Mode.Told or Mode.Given) modes[back] = Mode.Wanted;
            if (text.Tokens[back].Before is not (Break.None or Break.Comma)) break;
        }
    }

    /// <summary>A later sentence without verb ("Frigos, étagères, un local de 40 m².") is a list of what is wanted.</summary>
    private static bool IsList(IdeaText text, Mode[] modes, int start)
    {
        var end = text.SentenceEnd(start);
        if (end - start > 25) return false;
        for (var at = start; at < end; at++)
        {
            if (modes[at] != Mode.Told || Verbs.Contains(text.Form(at))) return false;
        }
        return true;
    }

    /// <summary>True when "pas de", "sans" or "ni" stands right before a word: "sans local", "pas de prêt".</summary>
    public static bool IsDenied(IdeaText text, int at, out string by)
    {
        for (var before = at - 1; before >= 0 && before >= at - 4 && text.Tokens[before + 1].Before == Break.None; before--)
        {
            by = text.Form(before);
            if (Denials.Contains(by)) return true;
            if (!text.Tokens[before].IsVoid) break;
        }
        by = "";
        return false;
    }

    /// <summary>A colon opens a list of what is wanted, unless it says what the project is.</summary>
    private static bool Opens(IdeaText text, int at)
        => text.Form(at - 1) is not ("projet" or "idee" or "objectif" or "but" or "principe" or "concept" or "activite" or "resume");

    /// <summary>"pour accueillir…", "afin de…", "où…", "qui…": the sentence goes on with what the thing is for.</summary>
    private static bool LeavesFor(IdeaText text, int at)
    {
        var token = text.Tokens[at];
        if (token.Form is "afin" or "dont" or "lequel" or "laquelle") return true;
        // "une salle qui accueille…" tells; "des gens qui donneraient…" wants.
        if (token.Form == "qui") return !IsWish(text.Form(at + 1)) && !IsWish(text.Form(at + 2));
        if (token.Form == "ou" && text.Text[token.Start..token.End].Contains('ù', StringComparison.Ordinal)) return true;
        return token.Form is "pour" && IsInfinitive(text.Form(at + 1)) || token.Form is "pour" && IsInfinitive(text.Form(at + 2))
            && text.Tokens[at + 1].IsVoid;
    }

    private static bool IsWish(string form) => form is "peut" or "peuvent" or "sait" or "savent"
        || form.EndsWith("rait", StringComparison.Ordinal) || form.EndsWith("raient", StringComparison.Ordinal);

    private static bool IsInfinitive(string form) => form.Length > 3
        && (form.EndsWith("er", StringComparison.Ordinal) || form.EndsWith("ir", StringComparison.Ordinal)
            || form.EndsWith("re", StringComparison.Ordinal) || form.EndsWith("oir", StringComparison.Ordinal))
        && form is not ("notre" or "votre" or "autre" or "atelier" or "premier" or "quartier" or "chantier" or "foyer" or "hiver");
}
