using Terreau.Web.Search.Ideas.Wording;

namespace Terreau.Web.Search.Ideas;

/// <summary>What an idea says of who carries it: a woman, someone without work. What it says of those it serves does not count.</summary>
internal static class HolderSaid
{
    private static readonly HashSet<string> Women =
    [
        "femme", "femmes", "maman", "mamans", "mere", "meres", "copines", "soeurs", "amies", "habitante", "habitantes", "entrepreneuse",
        "etudiante", "voisines", "retraitee", "salariee", "demandeuse", "porteuse", "fondatrice", "gerante", "presidente", "artisane",
    ];

    private static readonly string[] WomenEndings = ["euse", "euses", "trice", "trices", "iere", "ieres", "ienne", "iennes", "ee", "ees"];

    /// <summary>Feminine words that men write of themselves too, or that name no person.</summary>
    private static readonly HashSet<string> NotWomen = ["annee", "journee", "idee", "chargee", "pensee", "soiree", "assemblee", "armee"];

    private static readonly HashSet<string> Served =
        ["les", "des", "aux", "personnes", "gens", "jeunes", "publics", "public", "pour", "femmes", "habitants", "aider", "accompagner",
            "employer", "chez", "par", "vers"];

    private static readonly HashSet<string> Selves = ["je", "nous", "on", "me", "moi", "mon", "ma", "mes"];

    public static IdeaReading AddTo(IdeaReading reading, IdeaText text)
        => reading with { IsWoman = Woman(text), IsJobless = Jobless(text) };

    private static Said<bool>? Woman(IdeaText text)
    {
        for (var at = 0; at < text.Tokens.Count; at++)
        {
            if (text.Form(at) == "portee" && text.Form(at + 1) == "par" || text.Form(at) == "porte" && text.Form(at + 1) == "par")
            {
                for (var ahead = at + 2; ahead <= at + 4; ahead++)
                {
                    if (text.Form(ahead) is "femme" or "femmes") return new Said<bool>(true, text.Words(at, ahead));
                }
            }
            // "je suis…", "nous sommes…", "on est…", "nous, habitantes": then a word that is said of a woman.
            if (!IsSelf(text, at, out var after)) continue;
            for (var ahead = after; ahead <= after + 3 && text.At(ahead) is { } token; ahead++)
            {
                if (token.Before is Break.Sentence or Break.Colon) break;
                if (IsOfAWoman(token.Form, text, ahead)) return new Said<bool>(true, text.Words(at, ahead));
                if (token.Form is "pour" or "de" or "que" or "qui" or "dans" or "par" or "aux" or "avec") break;
            }
        }
        return Apposed(text);
    }

    /// <summary>", une femme," or "demandeuse d'emploi" beside what one says of oneself.</summary>
    private static Said<bool>? Apposed(IdeaText text)
    {
        for (var at = 0; at < text.Tokens.Count; at++)
        {
            var starts = text.Tokens[at].Before != Break.None;
            if (starts && text.Form(at) is "femme" or "maman" or "licenciee" or "demandeuse" && starts
                && !IsServed(text, at) && HasSelf(text)) return new Said<bool>(true, text.Words(at, at));
        }
        return null;
    }

    private static bool IsSelf(IdeaText text, int at, out int after)
    {
        after = at + 2;
        var (form, next) = (text.Form(at), text.Form(at + 1));
        if (form == "je" && next == "suis" || form == "nous" && next == "sommes" || form == "on" && next is "est" or "sera") return true;
        after = at + 1;
        return form == "nous" && text.At(at + 1) is { Before: Break.Comma };
    }

    private static bool IsOfAWoman(string form, IdeaText text, int at)
    {
        if (Women.Contains(form)) return form is not ("femmes" or "meres" or "mamans") || !IsServed(text, at);
        return form.Length > 4 && !NotWomen.Contains(form) && Array.Exists(WomenEndings,
            ending => form.EndsWith(ending, StringComparison.Ordinal)) && Written(text, at).EndsWith('e') | Written(text, at).EndsWith('s')
            || form is "seule" or "perdue" or "etudiante" or "habitante";
    }

    private static string Written(IdeaText text, int at) => text.Words(at, at);

    private static Said<bool>? Jobless(IdeaText text)
    {
        for (var at = 0; at < text.Tokens.Count; at++)
        {
            if (LengthOfJobless(text, at) is not { } length || IsServed(text, at) || !(HasSelf(text) || IsFragment(text, at))) continue;
            return new Said<bool>(true, text.Words(at, at + length - 1));
        }
        return null;
    }

    private static int? LengthOfJobless(IdeaText text, int at) => (text.Form(at), text.Form(at + 1), text.Form(at + 2)) switch
    {
        ("au", "chomage", _) or ("sans", "emploi", _) or ("sans", "travail", _) or ("le", "chomage", _) or ("sans", "boulot", _) => 2,
        ("demandeur" or "demandeuse" or "demandeurs" or "demandeuses", "d" or "emploi", var third) => third == "emploi" ? 3 : 2,
        ("licencie" or "licenciee" or "licencies" or "licenciees", _, _) => 1,
        ("pole", "emploi", _) or ("france", "travail", _) => 2,
        ("perdu", "mon", "emploi" or "travail" or "boulot" or "job") => 3,
        _ => null,
    };

    /// <summary>"les personnes sans emploi", "aider des chômeurs".</summary>
    private static bool IsServed(IdeaText text, int at)
    {
        for (var back = at - 1; back >= 0 && back >= at - 4 && text.Tokens[back + 1].Before == Break.None; back--)
        {
            if (text.Form(back) is "je" or "suis" or "sommes" or "est" or "nous" or "on" or "toutes") return false;
            if (Served.Contains(text.Form(back))) return true;
        }
        return false;
    }

    private static bool HasSelf(IdeaText text) => text.Tokens.Any(token => Selves.Contains(token.Form));

    private static bool IsFragment(IdeaText text, int at) => text.Tokens[at].Before != Break.None;
}
