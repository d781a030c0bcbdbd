using Terreau.Web.Domain;
using Terreau.Web.Reading;
using Terreau.Web.Search.Text;

namespace Terreau.Web.Search.Ideas.Wording;

/// <summary>What a cue does to the words after it, until the sentence ends or another cue comes.</summary>
internal enum Mode
{
    /// <summary>Told, neither wanted nor not.</summary>
    Told,

    /// <summary>"il nous faut…", "on cherche…".</summary>
    Wanted,

    /// <summary>"on a déjà…".</summary>
    Had,

    /// <summary>"pas besoin de…".</summary>
    Refused,

    /// <summary>"donner…", "proposer…": what the project does for others.</summary>
    Given,
}

/// <summary>An entry of the words of ideas: ways to say it, and what each of them says.</summary>
internal sealed record IdeaWord
{
    public required IReadOnlyList<string> Say { get; init; }

    /// <summary>Kinds and natures of need that the words ask for.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];
    public IReadOnlyList<string> Asks { get; init; } = [];

    /// <summary>Natures that such projects often need, without saying so.</summary>
    public IReadOnlyList<string> Often { get; init; } = [];
    public IReadOnlyList<string> Filieres { get; init; } = [];
    public IReadOnlyList<string> Publics { get; init; } = [];
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>True when the need counts only where the text wants something: "formation" alone is no need of one.</summary>
    public bool OnlyWanted { get; init; }

    /// <summary>Set for a cue.</summary>
    public Mode? Cue { get; init; }

    /// <summary>True for words that are listed so that others do not read them: "agriculture" is no culture.</summary>
    public bool SaysNothing
        => Cue is null && Kinds.Count + Asks.Count + Often.Count + Filieres.Count + Publics.Count + Stages.Count == 0;
}

/// <summary>An entry found in a text, between two words, both included.</summary>
internal sealed record WordFound(IdeaWord Word, int First, int Last);

/// <summary>
/// The words in which people tell their idea, from a file that staff edit; compiled to be looked up from their first word.
/// </summary>
internal sealed class IdeaWords
{
    public const string FileName = "ideas.yml";

    /// <summary>How many words that carry something may stand between two words of an entry: "cuisine vraiment partagée".</summary>
    private const int Gap = 1;

    private readonly Dictionary<string, List<Pattern>> byFirst = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Pattern>> exact = new(StringComparer.Ordinal);
    private readonly Mistypings mistypings;
    private readonly VerbForms verbs = new();

    public IdeaWords(IEnumerable<IdeaWord> words, IReadOnlyDictionary<string, string[]> hasty, IEnumerable<string> otherWords)
    {
        (Hasty, All) = (hasty, [.. words]);
        var forms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in All)
        {
            foreach (var say in word.Say)
            {
                var isExact = say.StartsWith('=');
                var tokens = IdeaText.Of(say.TrimStart('='), hasty).Tokens.Where(token => isExact || !token.IsVoid).ToList();
                if (tokens.Count == 0) continue;
                foreach (var token in tokens.Where(_ => !isExact))
                {
                    forms.TryAdd(token.Form, token.Stem);
                    verbs.Add(token);
                }
                var pattern = new Pattern([.. tokens.Select(token => isExact ? token.Form : token.Stem)], word, isExact);
                var index = isExact ? exact : byFirst;
                if (!index.TryGetValue(pattern.Words[0], out var list)) index.Add(pattern.Words[0], list = []);
                list.Add(pattern);
            }
        }
        mistypings = new Mistypings(forms, otherWords);
    }

    public IReadOnlyDictionary<string, string[]> Hasty { get; }

    /// <summary>Every entry, in the order of the file.</summary>
    public IReadOnlyList<IdeaWord> All { get; }

    /// <summary>Other names of zones, by their codes.</summary>
    public IReadOnlyList<(string Zone, string Name)> PlaceNames { get; private init; } = [];

    /// <summary>Names of places that are usual words too.</summary>
    public IReadOnlyList<string> PlainPlaces { get; private init; } = [];

    /// <summary>Reads the file of the territory; no words when it has none.</summary>
    public static IdeaWords Read(string folder) => File.Exists(Path.Combine(folder, FileName))
        ? YamlFile.Read(folder, FileName, ReadFile) : new IdeaWords([], new Dictionary<string, string[]>(), []);

    private static IdeaWords ReadFile(EntryReader file)
    {
        Provenance.Read(file);
        var hasty = file.Children("hasty").ToDictionary(entry => entry.Text("say"), entry =>
        {
            var spelled = FrenchFolding.Line(entry.Text("for")).Split(' ');
            entry.Close();
            return spelled;
        }, StringComparer.Ordinal);
        var others = file.Texts("otherWords");
        var words = file.Children("cues").Select(ReadCue).Concat(file.Children("words").Select(ReadWord)).ToList();
        var places = file.Children("places").SelectMany(ReadPlace).ToList();
        var plain = file.Texts("plainPlaces");
        file.Close();
        return new IdeaWords(words, hasty, others) { PlaceNames = places, PlainPlaces = plain };
    }

    /// <summary>The text cut into words, each with the known words it may stand for.</summary>
    public IdeaText Cut(string text)
    {
        var cut = IdeaText.Of(text, Hasty);
        foreach (var token in cut.Tokens)
        {
            token.Verb = verbs.Of(token.Form);
            if (!byFirst.ContainsKey(token.Stem) && token.Verb is null) token.Near = mistypings.Of(token.Form);
        }
        return cut;
    }

    /// <summary>
    /// The entries that a text holds, in its order. Of two that overlap the one of more words stays, then the first.
    /// </summary>
    public List<WordFound> Find(IdeaText text, bool cues)
    {
        var all = new List<(WordFound Found, int Length, int[] At)>();
        for (var at = 0; at < text.Tokens.Count; at++)
        {
            foreach (var pattern in Starting(text.Tokens[at]))
            {
                if (pattern.Word.Cue is not null != cues || Match(text, at, pattern) is not { } places) continue;
                all.Add((new WordFound(pattern.Word, at, places[^1]), places.Count(place => !text.Tokens[place].IsVoid), places));
            }
        }
        // Two entries may share a way to say it: both are kept.
        var used = new Dictionary<int, int[]>();
        var kept = new List<WordFound>();
        foreach (var (found, _, places) in all.OrderByDescending(one => one.Length).ThenBy(one => one.Found.Last - one.Found.First)
            .ThenBy(one => one.Found.First).ThenByDescending(one => one.Found.Word.SaysNothing))
        {
            if (places.Any(place => used.TryGetValue(place, out var taken) && !taken.SequenceEqual(places))) continue;
            if (used.ContainsKey(places[0]) && kept.Exists(other => other.First == places[0] && other.Word.SaysNothing)) continue;
            foreach (var place in places) used[place] = places;
            if (!kept.Exists(other => other.Word == found.Word && other.First == found.First)) kept.Add(found);
        }
        return [.. kept.OrderBy(found => found.First)];
    }

    private IEnumerable<Pattern> Starting(IdeaToken token)
        => new[] { token.Stem, token.Verb, token.Near }.OfType<string>().Distinct()
            .SelectMany(stem => byFirst.GetValueOrDefault(stem) ?? []).Concat(exact.GetValueOrDefault(token.Form) ?? []);

    private static int[]? Match(IdeaText text, int at, Pattern pattern)
    {
        var places = new int[pattern.Words.Length];
        places[0] = at;
        var place = at;
        for (var step = 1; step < pattern.Words.Length; step++)
        {
            var passed = 0;
            while (true)
            {
                if (text.At(++place) is not { Before: Break.None } token) return null;
                if (pattern.IsExact ? token.Form == pattern.Words[step] : token.Is(pattern.Words[step])) break;
                // "cuisine et jardin partagé" is no shared kitchen.
                if (pattern.IsExact || ((!token.IsVoid || token.Form is "et" or "ou") && ++passed > Gap)) return null;
            }
            places[step] = place;
        }
        return places;
    }

    private static IdeaWord ReadCue(EntryReader entry)
    {
        var cue = new IdeaWord
        {
            Say = entry.Texts("say"), Cue = Enum.Parse<Mode>(entry.OneOf("then", code => Enum.TryParse<Mode>(code, out _))),
        };
        entry.Close();
        return cue;
    }

    private static IEnumerable<(string Zone, string Name)> ReadPlace(EntryReader entry)
    {
        var (zone, names) = (entry.Text("zone"), entry.Texts("say"));
        entry.Close();
        return names.Select(name => (zone, name));
    }

    private static IdeaWord ReadWord(EntryReader entry)
    {
        var word = new IdeaWord
        {
            Say = entry.Texts("say"),
            Kinds = entry.ManyOf("kinds", Vocabulary.NeedKinds.Has),
            Asks = entry.ManyOf("asks", Vocabulary.Natures.Has),
            Often = entry.ManyOf("often", Vocabulary.Natures.Has),
            Filieres = entry.Texts("filieres"),
            Publics = entry.ManyOf("publics", Vocabulary.Publics.Has),
            Stages = entry.ManyOf("stages", Vocabulary.Stages.Has),
            OnlyWanted = entry.Flag("onlyWanted", false),
        };
        entry.Close();
        return word;
    }

    private sealed record Pattern(string[] Words, IdeaWord Word, bool IsExact);
}
