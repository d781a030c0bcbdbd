using Terreau.Engine.Orientation;
using Terreau.Web.Search.Ideas.Wording;

namespace Terreau.Web.Search.Ideas;

/// <summary>
/// Reads an idea as it is written: needs, natures and filières by the words of a file that staff edit; amount, age, places, structure,
/// holder and stage by the turns in which people say them. Each thing read carries the words it was read in.
/// </summary>
internal sealed class IdeaReader(IdeaWords words, IdeaPlaces places)
{
    /// <summary>Text beyond this is not read.</summary>
    private const int LongestRead = 4_000;

    /// <param name="idea">What the person wrote; null or empty when nothing.</param>
    /// <param name="today">The day from which "depuis deux ans" counts.</param>
    public IdeaReading Read(string? idea, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(idea)) return new IdeaReading();
        var text = words.Cut(idea.Length > LongestRead ? idea[..LongestRead] : idea);
        if (text.Tokens.Count == 0) return new IdeaReading();
        var modes = IdeaModes.Of(text, words.Find(text, cues: true));
        var numbers = IdeaNumbers.Of(text);
        var reading = ReadCodes(text, modes) with
        {
            Amount = AmountSaid.Of(text, numbers, modes), Age = AgeSaid.Of(text, numbers),
        };
        reading = new StructureSaid(text, numbers, today).AddTo(reading);
        reading = HolderSaid.AddTo(new PlacesSaid(text, places).AddTo(reading), text);
        if (reading.Amount is { } amount) reading = reading with { Kinds = With(reading.Kinds, amount.Words) };
        return Completed(WithoutHolder(reading));
    }

    /// <summary>"Je suis une femme, demandeuse d'emploi" tells who carries the project, not whom it serves.</summary>
    private static IdeaReading WithoutHolder(IdeaReading reading) => reading with
    {
        Publics = [.. reading.Publics.Where(one => !(one.Code == "femmes" && Holds(reading.IsWoman, one))
            && !(one.Code == "demandeurs-emploi" && Holds(reading.IsJobless, one)))],
    };

    private static bool Holds(Said<bool>? holder, SaidCode served)
        => holder is not null && (holder.Words.Contains(served.Words, StringComparison.Ordinal)
            || served.Words.Contains(holder.Words, StringComparison.Ordinal));

    private static List<SaidCode> With(IReadOnlyList<SaidCode> kinds, string words)
    {
        var funding = Codes.Of(NeedKind.Funding);
        var all = kinds.Where(kind => kind.Code != funding || kind.IsAsked).ToList();
        if (!all.Exists(kind => kind.Code == funding)) all.Insert(0, new SaidCode(funding, words));
        return all;
    }

    private IdeaReading ReadCodes(IdeaText text, Mode[] modes)
    {
        var (kinds, natures, filieres, publics) = (new CodesRead(), new CodesRead(), new CodesRead(), new CodesRead());
        var (stages, often, usual) = (new CodesRead(), new CodesRead(), new CodesRead());
        foreach (var found in words.Find(text, cues: false))
        {
            var said = text.Words(found.First, found.Last);
            filieres.Add(found.Word.Filieres, said, true);
            publics.Add(found.Word.Publics, said, true);
            stages.Add(found.Word.Stages, said, true);
            if (IsNeed(text, modes, found))
            {
                kinds.Add(found.Word.Kinds, said, true);
                kinds.Add(found.Word.Asks.Select(KindOf), said, true);
                natures.Add(found.Word.Asks, said, true);
                often.Add(found.Word.Often, said, false);
            }
            else if (found.Word is { Kinds.Count: 0, Asks.Count: 0 } && modes[found.First] is not (Mode.Had or Mode.Refused))
                usual.Add(found.Word.Often, said, false);
        }
        return new IdeaReading
        {
            Kinds = kinds.All, Natures = [.. natures.All, .. often.All, .. usual.All], Filieres = filieres.All, Publics = publics.All,
            Stages = stages.All,
        };
    }

    /// <summary>
    /// What such projects often need is proposed only where the text leaves it open: within a kind that it asks for without saying
    /// which nature, or when it asks for nothing at all.
    /// </summary>
    private static IdeaReading Completed(IdeaReading reading)
    {
        var asked = reading.Natures.Where(nature => nature.IsAsked).ToList();
        var usual = reading.Natures.Where(nature => !nature.IsAsked).DistinctBy(nature => nature.Code).ToList();
        var kinds = reading.Kinds.Count > 0 ? reading.Kinds
            : [.. usual.Select(nature => nature with { Code = KindOf(nature.Code) }).DistinctBy(kind => kind.Code)];
        var closed = asked.Select(nature => KindOf(nature.Code)).ToHashSet(StringComparer.Ordinal);
        return reading with
        {
            Kinds = kinds,
            Natures = [.. asked, .. usual.Where(nature => KindOf(nature.Code) is var kind && !closed.Contains(kind)
                && kinds.Any(known => known.Code == kind))],
        };
    }

    private static bool IsNeed(IdeaText text, Mode[] modes, WordFound found)
    {
        var word = found.Word;
        if (word.Kinds.Count == 0 && word.Asks.Count == 0) return false;
        var mode = modes[found.First];
        if (IdeaModes.IsDenied(text, found.First, out var by) && mode != Mode.Refused)
        {
            // "pas d'argent", "plus de local": what lacks is wanted. "sans prêt", "pas de subvention": it is not.
            var isForm = word.Asks.Any(ask => ask is "pret" or "subvention" or "titre" or "garantie");
            return by is "pas" or "plus" or "ni" && !isForm;
        }
        return mode switch
        {
            Mode.Had or Mode.Refused => false,
            Mode.Wanted => true,
            Mode.Given => !word.OnlyWanted,
            _ => !word.OnlyWanted,
        };
    }

    private static string KindOf(string nature) => Codes.Of(Codes.KindOf(nature)!.Value);

    /// <summary>Codes in the order in which they are read, those asked for first; each once, with the first words that say it.</summary>
    private sealed class CodesRead
    {
        private readonly List<SaidCode> codes = [];

        public IReadOnlyList<SaidCode> All => [.. codes.OrderByDescending(code => code.IsAsked)];

        public void Add(IEnumerable<string> added, string words, bool isAsked)
        {
            foreach (var code in added)
            {
                var known = codes.FindIndex(other => other.Code == code);
                if (known < 0) codes.Add(new SaidCode(code, words, isAsked));
                else if (isAsked && !codes[known].IsAsked) codes[known] = new SaidCode(code, words);
            }
        }
    }
}
