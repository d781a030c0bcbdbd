using Terreau.Web.Search.Ideas.Wording;

namespace Terreau.Web.Search.Ideas;

/// <summary>
/// What an idea says of the structure that carries it: which it is, or will be; since when; how many it employs. Structures that it
/// only speaks of ("rencontrer des associations", "un don de la fondation") say nothing of it.
/// </summary>
internal sealed class StructureSaid(IdeaText text, IReadOnlyList<IdeaNumber> numbers, DateOnly today)
{
    private const int OldestYear = 1850;

    private static readonly HashSet<string> Owners = ["notre", "mon", "ma", "nos", "sommes", "suis", "est", "nous"];

    private static readonly HashSet<string> Makers =
    [
        "creer", "creation", "monter", "fonder", "declarer", "devenir", "constituer", "lancer", "deposer", "transformer", "ouvrir", "cree",
        "formation", "futur", "future", "montage", "monte", "creons", "montons", "avant", "creerai", "creerons", "faire",
    ];

    private static readonly HashSet<string> Born =
    [
        "cree", "creee", "crees", "creees", "ne", "nee", "fonde", "fondee", "existe", "existons", "lance", "lancee", "ouvert", "ouverte",
        "ouverts", "fonctionne", "active", "actif", "conventionnee", "conventionne", "immatriculee", "immatricule", "demarre",
        "ouverture",
    ];

    private static readonly HashSet<string> Workers =
        ["salarie", "salaries", "salariee", "salariees", "employe", "employes", "employee", "employees", "collaborateurs",
            "collaborateur", "etp", "permanents"];

    private static readonly HashSet<string> Hiring =
    [
        "embaucher", "recruter", "creer", "salarier", "payer", "premier", "premiere", "deuxieme", "second", "futur", "futurs", "financer",
        "former", "embauche", "recrutement", "employer", "pour", "passer", "jusqu", "prochain", "cherchons", "cherche", "des",
    ];

    public IdeaReading AddTo(IdeaReading reading)
    {
        var (exists, family) = Family();
        exists = Denied() ?? exists;
        var created = exists is { Value: false } ? null : Created(exists);
        var headcount = Headcount();
        if (created is not null) exists ??= new Said<bool>(true, created.Words);
        if (headcount is { Value: > 0 }) exists ??= new Said<bool>(true, headcount.Words);
        return reading with { Exists = exists, Family = family, CreatedIn = created, Headcount = headcount };
    }

    private (Said<bool>? Exists, SaidCode? Family) Family()
    {
        (Said<bool>? Exists, SaidCode? Family) toCome = (null, null);
        Said<bool>? own = null;
        for (var at = 0; at < text.Tokens.Count; at++)
        {
            if (NameAt(at) is not { } name || IsNegated(at)) continue;
            var last = at + name.Words.Length - 1;
            var family = name.Family.Length == 0 ? null : new SaidCode(name.Family, text.Words(at, last));
            if (family?.Code == "COLLECTIF")
            {
                if (own is null && IsGroup(at)) return (new Said<bool>(false, text.Words(at, last)), family);
            }
            else if (IsMade(at)) toCome = (toCome.Exists ?? new Said<bool>(false, Around(at, last)), toCome.Family ?? family);
            else if (IsOwn(at, name))
            {
                own ??= new Said<bool>(true, Around(at, last));
                if ((family ?? FamilyNear(at)) is { } known) return (own, known);
            }
        }
        return own is null ? toCome : (own, null);
    }

    /// <summary>"un collectif d'habitants", and not "un jardin collectif".</summary>
    private bool IsGroup(int at) => text.Tokens[at].Before != Break.None
        || text.Form(at - 1) is "un" or "le" or "notre" or "en" or "ce" or "du" or "petit";

    /// <summary>"compagnie associative", "entreprise adaptée, en SCOP": the family said a little further.</summary>
    private SaidCode? FamilyNear(int at)
    {
        for (var ahead = at + 1; ahead < text.SentenceEnd(at); ahead++)
        {
            if (text.Form(ahead) is "associative" or "associatif" && ahead <= at + 3)
                return new SaidCode("ASSOCIATION", text.Words(ahead, ahead));
            if (NameAt(ahead) is { Family.Length: > 0, OnlyOwn: false } name && !IsMade(ahead)
                && (text.Tokens[ahead].Before != Break.None || text.Form(ahead - 1) is "en" or "une" or "loi"))
                return new SaidCode(name.Family, text.Words(ahead, ahead + name.Words.Length - 1));
        }
        return null;
    }

    private StructureName? NameAt(int at)
        => StructureNames.At(text, at) is { } name && (text.Form(at) != "associations" || IsCounted(at)) ? name : null;

    /// <summary>"on est 4 assos".</summary>
    private bool IsCounted(int at) => text.Form(at - 2) is "est" or "sommes" && text.Tokens[at - 1].IsNumber;

    /// <summary>"pas une association", "sans association".</summary>
    private bool IsNegated(int at)
        => text.Form(at - 1) is "pas" or "sans" || text.Form(at - 2) is "pas" or "sans" or "aucune" && text.Tokens[at - 1].IsVoid;

    private bool IsMade(int at)
    {
        for (var back = at - 1; back >= 0 && back >= at - 4 && text.Tokens[back + 1].Before == Break.None; back--)
        {
            if (text.Form(back) is "notre" or "nos" && text.Form(back - 1) != "declarer") return false;
            if (Makers.Contains(text.Form(back)) || text.Tokens[back].Verb is "cre" or "mont" or "fond") return true;
        }
        // "SCIC en cours de création", "micro-entreprise à créer", "peut-être en coopérative".
        for (var ahead = at + 1; ahead <= at + 4 && text.At(ahead) is { Before: Break.None }; ahead++)
        {
            if (text.Form(ahead) is "creation" or "creer" or "formation" or "constitution") return true;
        }
        return text.Form(at - 1) == "en" && text.Form(at - 2) is "etre" or "plutot" or "monter";
    }

    private bool IsOwn(int at, StructureName name)
    {
        for (var back = at - 1; back >= 0 && back >= at - 3 && text.Tokens[back + 1].Before == Break.None; back--)
        {
            var owner = text.Form(back);
            if (owner is "avec" or "aux" or "les" or "des" or "autres" or "entre") return false;
            if (Owners.Contains(owner)) return owner != "est" || text.Form(back - 1) == "on";
        }
        var first = name.Words[0];
        if (first is "mairie" or "ville" or "commune") return WorksThere(at);
        if (name.OnlyOwn) return first is "entreprise" or "societe" && IsFirst(at) && text.Form(at + 1) is "d" or "adaptee" or "a";
        // A fragment that names it: "Asso loi 1901, 0 salarié".
        return IsFirst(at) || (text.Tokens[at].Before != Break.None && first != "associations") || IsPointedAt(at, first)
            || IsSpoken(at + name.Words.Length, first, at);
    }

    /// <summary>"l'association", "la SCOP", "on est en SASU", "pour une association".</summary>
    private bool IsPointedAt(int at, string first) => (text.Form(at - 1), text.Form(at - 2)) switch
    {
        ("l" or "la" or "cette", _) => first != "cooperative",
        ("en", "est" or "sommes") => true,
        ("une", "pour") => first == "association",
        _ => first == "a",
    };

    /// <summary>"association créée en…", "association de lecture".</summary>
    private bool IsSpoken(int next, string first, int at) => text.Form(next) is "creee" or "nee" or "fondee"
        || (text.Form(next) is "d" or "de" && first == "association" && text.Form(at - 1) is not ("une" or "des" or "les" or "autre"));

    private bool WorksThere(int at)
    {
        for (var back = at - 1; back >= 0 && back >= at - 5 && text.Tokens[back + 1].Before == Break.None; back--)
        {
            if (text.Form(back) is "charge" or "chargee" or "travaille" or "agent" or "agente" or "elu" or "elue" or "porte" or "portee"
                or "mission" or "directeur" or "directrice") return true;
        }
        return false;
    }

    private bool IsFirst(int at) => text.Tokens[at].Before == Break.Sentence
        || (text.Tokens[at].Before == Break.None && text.At(at - 1) is { Before: Break.Sentence, IsVoid: true });

    private string Around(int at, int last)
    {
        var start = text.Tokens[at].Before == Break.None
            && text.Form(at - 1) is "notre" or "mon" or "ma" or "une" or "l" or "la" or "cette" or "en" ? at - 1 : at;
        return text.Words(start, last);
    }

    /// <summary>"pas de statut", "pas encore de structure", "rien n'est créé".</summary>
    private Said<bool>? Denied()
    {
        for (var at = 0; at < text.Tokens.Count; at++)
        {
            if (text.Form(at) is "non" or "rien" or "pas" && (text.Form(at + 1) is var one && one is "declaree" or "declare" or "creee"
                || text.Form(at + 2) is "declaree" or "declare" or "creee" or "cree" && text.Form(at + 1) is "de" or "encore" or "ete"))
                return new Said<bool>(false, text.Words(at, text.Form(at + 1) is "declaree" or "declare" or "creee" ? at + 1 : at + 2));
            if (text.Form(at) == "statuts" && text.Form(at + 1) is "deposes" or "enregistres" or "signes")
                return new Said<bool>(true, text.Words(at, at + 1));
            if (text.Form(at) is not ("pas" or "sans" or "aucun" or "aucune" or "ni")) continue;
            for (var ahead = at + 1; ahead <= at + 5 && text.At(ahead) is { Before: Break.None }; ahead++)
            {
                if (text.Form(ahead) is "statut" or "structure" or "statuts" or "existence" || text.Form(ahead) is "creee"
                    && text.Form(ahead - 1) == "encore") return new Said<bool>(false, text.Words(at, ahead));
                if (text.Form(ahead) == "entreprise" && text.Form(ahead - 1) == "d" && text.Form(ahead - 2) is "creer" or "cree")
                    return new Said<bool>(false, text.Words(at, ahead));
            }
        }
        return null;
    }

    private Said<int>? Created(Said<bool>? exists)
    {
        for (var at = 0; at < text.Tokens.Count; at++)
        {
            var form = text.Form(at);
            if (form is "en" or "depuis" or "de" && YearAfter(at) is { } year && (IsBorn(at) || (exists is not null && IsOfStructure(at))))
                return new Said<int>(year.Value, text.Words(at, year.Last));
        }
        foreach (var number in numbers.Where(number => number.Unit == Unit.Years || text.Form(number.Last + 1) == "mois"))
        {
            if (number.Low != number.High || number.High > 150 || !IsAge(number, exists)) continue;
            var created = number.Unit == Unit.Years ? today.AddYears(-(int)number.Low) : today.AddMonths(-(int)number.Low);
            return new Said<int>(created.Year, text.Words(number.First - 1, number.Last + 1));
        }
        return null;
    }

    private (int Value, int Last)? YearAfter(int at)
    {
        for (var ahead = at + 1; ahead <= at + 2 && text.At(ahead) is { Before: Break.None } token; ahead++)
        {
            if (token.IsNumber && token.Form.Length == 4 && int.Parse(token.Form, System.Globalization.CultureInfo.InvariantCulture)
                is var year && year >= OldestYear && year <= today.Year) return (year, ahead);
        }
        return null;
    }

    private bool IsBorn(int at)
    {
        for (var back = at - 1; back >= 0 && back >= at - 4 && text.Tokens[back + 1].Before != Break.Sentence; back--)
        {
            if (Born.Contains(text.Form(back))) return true;
        }
        return false;
    }

    /// <summary>"association de 2015", "notre crèche … depuis 1998".</summary>
    private bool IsOfStructure(int at)
    {
        for (var back = at - 1; back >= 0 && back >= at - 3; back--)
        {
            if (text.Tokens[back + 1].Before == Break.Sentence) return false;
            if (NameAt(back) is not null) return true;
        }
        return text.Form(at) == "depuis" && text.Form(at - 1) is not ("chomage" or "emploi");
    }

    /// <summary>"une asso de deux ans", "existe depuis 5 ans", "l'asso a un an", "ouverture il y a quatre mois".</summary>
    private bool IsAge(IdeaNumber number, Said<bool>? exists)
    {
        var before = text.Form(number.First - 1);
        var after = text.Form(number.Last + 2);
        if (after is "d" or "de" && text.Form(number.Last + 3) is "experience" or "metier" or "pratique" or "recherche") return false;
        if (before is "a" && text.Form(number.First - 2) == "y") return IsBorn(number.First - 2) || IsBorn(number.First + 5);
        if (before is "depuis") return IsBorn(number.First - 1) || (exists is { Value: true } && IsOfStructure(number.First - 1)
            && text.Form(number.First - 2) is not ("chomage" or "emploi"));
        return before is "de" or "a" && IsOfStructureName(number.First - 2);
    }

    private bool IsOfStructureName(int at) => NameAt(at) is not null || NameAt(at - 1) is not null && text.Tokens[at].Before == Break.None;

    private Said<int>? Headcount()
    {
        for (var at = 0; at < text.Tokens.Count; at++)
        {
            if (!Workers.Contains(text.Form(at))) continue;
            if (None(at) is { } none) return none;
            var number = numbers.FirstOrDefault(number => number.Last == at - 1 || (number.Last == at - 2 && text.Form(at - 1) is "ou"
                or "associes" or "jeunes" or "personnes"));
            if (number is null || number.Low != number.High || IsHiring(number.First)) continue;
            return new Said<int>((int)Math.Min(number.Low, 1_000_000), text.Words(number.First, at));
        }
        return null;
    }

    private Said<int>? None(int at)
    {
        var (before, second) = (text.Form(at - 1), text.Form(at - 2));
        if (before is "aucun" or "aucune" or "sans") return new Said<int>(0, text.Words(at - 1, at));
        if (before == "de" && second is "pas") return new Said<int>(0, text.Words(at - 2, at));
        return null;
    }

    private bool IsHiring(int at)
    {
        for (var back = at - 1; back >= 0 && back >= at - 3 && text.Tokens[back + 1].Before == Break.None; back--)
        {
            if (Hiring.Contains(text.Form(back)) || text.Tokens[back].Verb is "embauch" or "recrut") return true;
        }
        return false;
    }
}
