using Terreau.Engine.Chain;
using Terreau.Engine.Orientation;

namespace Terreau.Web.Domain.Projects;

/// <summary>What became of an offer, or of a break of the chain, when an answer changed.</summary>
public enum Turn { BecameSure, BecameToConfirm, Appeared, Left, Broke, Mended }

/// <summary>One thing that changed.</summary>
/// <param name="Turn">What happened.</param>
/// <param name="Kind">The code of the kind of need.</param>
/// <param name="Offer">The slug of the offer; null for a break of the chain.</param>
/// <param name="Title">The name of the offer, or the need that broke.</param>
/// <param name="Reason">Why it stands where it now stands; "" when nothing is left to say.</param>
public sealed record Difference(Turn Turn, string Kind, string? Offer, string Title, string Reason);

/// <summary>Compares two answers to the same person, need by need.</summary>
internal static class OrientationDifference
{
    public static IReadOnlyList<Difference> Between(OrientedProject before, OrientedProject after)
    {
        var changes = new List<Difference>();
        foreach (var kind in after.Needs.Select(need => need.Kind).Union(before.Needs.Select(need => need.Kind)))
        {
            var (was, now) = (before.Needs.FirstOrDefault(need => need.Kind == kind),
                after.Needs.FirstOrDefault(need => need.Kind == kind));
            Offers(kind, was, now, changes);
            Breaks(kind, was, now, changes);
        }
        return [.. changes.OrderBy(change => change.Turn)];
    }

    private static void Offers(string kind, OrientedNeed? was, OrientedNeed? now, List<Difference> changes)
    {
        var (old, current) = (Places(was), Places(now));
        foreach (var (id, (place, answer)) in current)
        {
            if (!old.TryGetValue(id, out var before))
                changes.Add(new(place == Place.Sure ? Turn.BecameSure : Turn.Appeared, kind, id, answer.Offer.Title, First(answer)));
            else if (before.Place != place && place != Place.Near)
                changes.Add(new(place == Place.Sure ? Turn.BecameSure : Turn.BecameToConfirm, kind, id, answer.Offer.Title, First(answer)));
        }
        foreach (var (id, (_, answer)) in old)
        {
            if (current.ContainsKey(id)) continue;
            var excluded = now?.Excluded.FirstOrDefault(offer => offer.Offer.Id == id);
            changes.Add(new(Turn.Left, kind, id, answer.Offer.Title, excluded?.Evaluation.Failed.FirstOrDefault()?.Sentence ?? ""));
        }
    }

    private static void Breaks(string kind, OrientedNeed? was, OrientedNeed? now, List<Difference> changes)
    {
        var (old, current) = (ByWords(was), ByWords(now));
        foreach (var (words, rupture) in current.Where(broken => !old.ContainsKey(broken.Key)))
            changes.Add(new(Turn.Broke, kind, null, words, rupture.Explanation));
        foreach (var words in old.Keys.Where(words => !current.ContainsKey(words)))
            changes.Add(new(Turn.Mended, kind, null, words, ""));
    }

    /// <summary>The breaks by what they are about: two with the same words are the same break.</summary>
    private static Dictionary<string, Rupture> ByWords(OrientedNeed? need)
        => (need?.Breaks ?? []).SelectMany(
            broken => (broken.Natures.Count == 0
                ? [Vocabulary.NeedKinds.Label(need!.Kind)] : broken.Natures.Select(Vocabulary.Natures.Label))
                .Select(words => (Words: $"{words}, {RuptureCodes.Label(broken.Rupture.Kind)}", broken.Rupture)))
            .DistinctBy(pair => pair.Words)
            .ToDictionary(pair => pair.Words, pair => pair.Rupture, StringComparer.Ordinal);

    private static Dictionary<string, (Place Place, OfferAnswer Answer)> Places(OrientedNeed? need)
        => need is null
            ? []
            : need.Sure.Select(answer => (Place.Sure, answer))
                .Concat(need.ToConfirm.Select(answer => (Place.ToConfirm, answer)))
                .Concat(need.Near.Select(answer => (Place.Near, answer)))
                .ToDictionary(pair => pair.answer.Offer.Id, pair => pair, StringComparer.Ordinal);

    private static string First(OfferAnswer answer) => answer.Evaluation.Reasons.FirstOrDefault()?.Sentence ?? "";

    private enum Place { Sure, ToConfirm, Near }
}
