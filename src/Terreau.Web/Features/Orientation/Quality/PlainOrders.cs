using Terreau.Engine.Geography;
using Terreau.Engine.Orientation;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Search.Text;
using Known = Terreau.Engine.Orientation.Offer;

namespace Terreau.Web.Features.Orientation.Quality;

/// <summary>The plain ways to order the offers of a kind of need that public services use, to measure ours beside.</summary>
internal sealed class PlainOrders(CompiledOffers shelf)
{
    private static readonly string[] ByAdviceFirst =
    [
        "ideation", "incubation", "conseil-strategique", "juridique", "impact", "cooperation", "formation", "mentorat", "subvention",
        "appel-a-projets", "prix", "mecenat", "avance-recuperable", "pret", "garantie", "titre", "fonds-propres", "marche",
    ];

    private readonly Dictionary<string, Dictionary<string, int>> words = [];

    /// <summary>The nearest first, then by name.</summary>
    public IEnumerable<string> ByDistance(string kind)
        => OfKind(kind).OrderByDescending(offer => offer.Perimeter.Select(zone => Zones.LevelOf(zone) ?? ZoneLevel.Country)
                .Select(NearnessOf).DefaultIfEmpty().Max())
            .ThenBy(offer => offer.Id, StringComparer.Ordinal).Select(offer => offer.Id);

    /// <summary>Those that share the most words with the idea and the need, rare words counting more (TF-IDF).</summary>
    public IEnumerable<string> ByWords(string kind, ProjectAnswers answers)
    {
        var need = answers.Need(kind);
        var asked = Stems($"{answers.Idea} {string.Join(' ', (need?.Natures ?? []).Select(Vocabulary.Natures.Label))}").Keys.ToList();
        var offers = OfKind(kind).ToList();
        var rarity = asked.ToDictionary(word => word,
            word => Math.Log((offers.Count + 1.0) / (offers.Count(offer => WordsOf(offer).ContainsKey(word)) + 1.0)));
        return offers.Select(offer => (offer.Id, Score: asked.Sum(word => WordsOf(offer).GetValueOrDefault(word) * rarity[word])))
            .OrderByDescending(one => one.Score).ThenBy(one => one.Id, StringComparer.Ordinal).Select(one => one.Id);
    }

    /// <summary>Advice, then what is given, then what is lent, then by name.</summary>
    public IEnumerable<string> ByKind(string kind)
        => OfKind(kind).OrderBy(offer => offer.Needs.Min(need => Math.Max(0, Array.IndexOf(ByAdviceFirst, need.Nature))))
            .ThenBy(offer => offer.Id, StringComparer.Ordinal).Select(offer => offer.Id);

    private IEnumerable<Known> OfKind(string kind)
        => shelf.Catalogue.Offers.Where(offer => offer.Needs.Any(need => Codes.Of(need.Kind) == kind));

    private Dictionary<string, int> WordsOf(Known offer)
    {
        if (words.TryGetValue(offer.Id, out var found)) return found;
        var sheet = shelf.Offers[offer.Id];
        return words[offer.Id] = Stems($"{sheet.Title} {sheet.Summary} {sheet.Description}");
    }

    private static Dictionary<string, int> Stems(string text)
    {
        var found = new List<FoundWord>();
        new FrenchWords().Split(text, found);
        return found.Where(word => !word.Word.Void).CountBy(word => word.Word.Stem).ToDictionary();
    }

    private static int NearnessOf(ZoneLevel level) => level switch
    {
        ZoneLevel.Territory => 4,
        ZoneLevel.Departement => 3,
        ZoneLevel.Region => 2,
        ZoneLevel.Country => 1,
        _ => 5,
    };
}
