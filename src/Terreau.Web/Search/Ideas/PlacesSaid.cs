using Terreau.Web.Search.Ideas.Wording;

namespace Terreau.Web.Search.Ideas;

/// <summary>Where an idea says that the project acts, and whether who writes lives in a priority district.</summary>
internal sealed class PlacesSaid
{
    private static readonly HashSet<string> Before =
        ["a", "au", "aux", "sur", "de", "du", "des", "d", "vers", "la", "le", "les", "en", "dans", "quartier", "cite", "ville"];

    private static readonly HashSet<string> District = ["quartier", "cite", "residence", "secteur", "quartiers", "cites", "tours"];

    private static readonly HashSet<string> Living =
        ["habite", "habitons", "vis", "vivons", "domicilie", "domiciliee", "reside", "residons", "loge", "habitante", "habitant",
            "habitantes", "habitants"];

    private static readonly HashSet<string> Elsewhere = ["comme", "modele", "inspire", "inspiree", "ancien", "ancienne", "exemple"];

    private static readonly HashSet<string> Acting = ["veux", "voudrais", "ouvrir", "monter", "creer", "souhaite", "projet", "aimerais",
        "lancer", "cherche", "installer"];

    private readonly IdeaText text;
    private readonly IdeaPlaces places;
    private readonly List<Place> found = [];

    public PlacesSaid(IdeaText text, IdeaPlaces places)
    {
        (this.text, this.places) = (text, places);
        for (var at = 0; at < text.Tokens.Count;)
        {
            var named = NamesAt(at);
            if (named.Count == 0)
            {
                at++;
                continue;
            }
            found.Add(new Place(at, at + named[0].Words.Length - 1, named));
            at += named[0].Words.Length;
        }
    }

    /// <summary>Adds to a reading what the text says of places.</summary>
    public IdeaReading AddTo(IdeaReading reading)
    {
        var (communes, others, districts) = (new List<SaidCode>(), new List<SaidCode>(), new List<SaidCode>());
        var lives = LivesInOne();
        foreach (var place in found.Where(place => place.Names[0] is { IsDistrict: false }))
            Keep(IsHome(place, out _) ? others : communes, place.Names[0].Code, text.Words(place.First, place.Last));
        foreach (var place in found.Where(place => place.Names[0] is { IsDistrict: true }))
        {
            var words = text.Words(place.First, place.Last);
            if (IsHome(place, out var from))
            {
                lives ??= new Said<bool>(true, text.Words(from, place.Last));
                foreach (var commune in Only(place, communes, others)?.Communes ?? []) Keep(others, commune, words);
                continue;
            }
            if (Only(place, communes, others) is not { } district) continue;
            Keep(districts, district.Code, words);
            foreach (var commune in places.CommunesNamed(district).Where(district.Communes.Contains)) Keep(communes, commune, words);
            if (district.Communes.Count == 1) Keep(communes, district.Communes[0], words);
            else if (!district.Communes.Any(commune => communes.Exists(known => known.Code == commune)))
            {
                foreach (var commune in district.Communes) Keep(others, commune, words);
            }
        }
        var everywhere = Whole();
        if (everywhere is not null) (communes, others) = ([], [.. communes, .. others]);
        return reading with
        {
            Communes = communes, Districts = everywhere is null ? districts : [], Everywhere = everywhere, LivesInDistrict = lives,
            OtherCommunes = [.. others.Where(other => !communes.Exists(known => known.Code == other.Code))],
        };
    }

    private static void Keep(List<SaidCode> codes, string code, string words)
    {
        if (!codes.Exists(known => known.Code == code)) codes.Add(new SaidCode(code, words));
    }

    /// <summary>The one district that a name stands for beside the communes named; null when it may be another.</summary>
    private static PlaceName? Only(Place place, List<SaidCode> communes, List<SaidCode> others)
    {
        if (place.Names.Count == 1) return place.Names[0];
        var near = place.Names.Where(name => name.Communes.Any(
            commune => communes.Concat(others).Any(known => known.Code == commune))).ToList();
        return near.Count == 1 ? near[0] : null;
    }

    /// <summary>Every place that may be meant at a word; those of the longest name alone.</summary>
    private List<PlaceName> NamesAt(int at)
    {
        var token = text.Tokens[at];
        if (token.IsNumber && token.End - token.Start == 5 && places.CommuneOf(token.Form) is { } commune)
            return [new PlaceName([token.Form], commune, false, [commune], false)];
        if (IsElsewhere(at)) return [];
        var length = 0;
        var named = new List<PlaceName>();
        foreach (var name in places.Names)
        {
            if (name.Words.Length < length) break;
            if (!Fits(at, name) || (name.IsPlain && !IsPlace(at))) continue;
            if (name.Words.Length == 1 && !name.IsDistrict && text.Form(at + 1) == "le" && text.Form(at + 2) == "grand") continue;
            length = name.Words.Length;
            named.Add(name);
        }
        // "Bel Air" of Montreuil is one place, whether it is named by its cooperation or by its priority.
        var exact = named.Where(name => name.Words.Index().All(word => Same(text.Form(at + word.Index), word.Item))).ToList();
        return [.. (exact.Count > 0 ? exact : named).DistinctBy(name => name.Code).OrderBy(name => name.IsDistrict)];
    }

    private bool Fits(int at, PlaceName name)
    {
        var mistyped = 0;
        for (var step = 0; step < name.Words.Length; step++)
        {
            if (text.At(at + step) is not { } token || (step > 0 && token.Before is not Break.None)) return false;
            if (Same(token.Form, name.Words[step])) continue;
            var word = name.Words[step];
            var most = word.Length >= 9 ? 2 : word.Length >= 6 ? 1 : 0;
            if (most == 0 || token.Form[0] != word[0] || Mistypings.Distance(token.Form, word, most + 1) > most) return false;
            mistyped++;
        }
        // A mistyped name is a place only where a place is named: "à Bobiny", and not "des patins".
        return mistyped == 0 || (mistyped < name.Words.Length && name.Words.Length > 1) || (IsNamed(at) && text.Tokens[at].Form.Length > 5);
    }

    private static bool Same(string form, string word) => form == word || form switch
    {
        "3" => word == "trois", "4" => word == "quatre", "7" => word == "sept", "ste" => word == "sainte", "s" => word == "sous",
        _ => false,
    };

    private bool IsNamed(int at)
        => text.Tokens[at].IsCapital || text.Form(at - 1) is "a" or "sur" or "vers" or "au" or "aux" || text.Form(at - 1) is "de" or "et"
            && found.Count > 0;

    private bool IsPlace(int at)
    {
        for (var back = at - 1; back >= 0 && back >= at - 3 && text.Tokens[back + 1].Before != Break.Sentence; back--)
        {
            if (District.Contains(text.Form(back)) || Living.Contains(text.Form(back))) return true;
        }
        return text.Tokens[at].IsCapital && text.Tokens[at].Before != Break.Sentence && Before.Contains(text.Form(at - 1))
            || text.Form(at - 1) == "aux";
    }

    private bool IsElsewhere(int at)
    {
        for (var back = at - 1; back >= 0 && back >= at - 4 && text.Tokens[back + 1].Before == Break.None; back--)
        {
            if (Elsewhere.Contains(text.Form(back)))
                return text.Form(back) != "comme" || text.Form(back + 1) is "a" or "au" or "aux" or "celui";
        }
        return false;
    }

    /// <summary>"j'habite à…", "nous, habitantes de…": where who writes lives, which is not where the project acts.</summary>
    private bool IsHome(Place place, out int from)
    {
        from = place.First;
        for (var back = place.First - 1; back >= 0 && back >= place.First - 7; back--)
        {
            if (text.Tokens[back + 1].Before is Break.Sentence or Break.Colon) return false;
            var form = text.Form(back);
            if (Acting.Contains(form)) return false;
            if (!Living.Contains(form)) continue;
            from = text.Form(back - 1) is "je" or "nous" or "on" ? back - 1 : back;
            return !form.StartsWith("habitant", StringComparison.Ordinal)
                || text.Form(back - 1) is not ("d" or "des" or "les" or "aux" or "de" or "pour" or "par" or "avec");
        }
        return false;
    }

    /// <summary>"je vis en QPV", "j'habite un quartier prioritaire".</summary>
    private Said<bool>? LivesInOne()
    {
        for (var at = 0; at < text.Tokens.Count; at++)
        {
            if (!Living.Contains(text.Form(at)) || text.Form(at - 1) is "d" or "des" or "les" or "aux") continue;
            for (var ahead = at + 1; ahead <= at + 5 && text.At(ahead) is { Before: Break.None }; ahead++)
            {
                var isOne = text.Form(ahead) == "qpv" || (text.Form(ahead) is "quartier" or "quartiers"
                    && text.Form(ahead + 1) is "prioritaire" or "prioritaires");
                if (!isOne) continue;
                var start = text.Form(at - 1) is "je" or "nous" ? at - 1 : at;
                return new Said<bool>(true, text.Words(start, text.Form(ahead) == "qpv" ? ahead : ahead + 1));
            }
        }
        return null;
    }

    /// <summary>"sur tout Est Ensemble", "dans les neuf villes".</summary>
    private Said<bool>? Whole()
    {
        for (var at = 0; at < text.Tokens.Count; at++)
        {
            var form = text.Form(at);
            if (form is "tout" or "toute" && text.Form(at + 1) == "le" && text.Form(at + 2) == "territoire")
                return new Said<bool>(true, text.Words(at, at + 2));
            if (form is "neuf" or "9" && text.Form(at + 1) is "villes" or "communes") return new Said<bool>(true, text.Words(at, at + 1));
            if (!places.Territory.Index().All(word => text.Form(at + word.Index) == word.Item)) continue;
            for (var back = at - 1; back >= 0 && back >= at - 3; back--)
            {
                if (text.Form(back) is "tout" or "toute" or "sur" or "dans" or "echelle" or "partout")
                    return new Said<bool>(true, text.Words(back, at + places.Territory.Length - 1));
            }
        }
        return null;
    }

    private sealed record Place(int First, int Last, List<PlaceName> Names);
}
