using Terreau.Engine.Chain;
using Terreau.Engine.Orientation;

namespace Terreau.Web.Domain.Projects;

/// <summary>
/// The answer to one kind of need. Its natures ("subvention ou prêt") are answered one by one, then read
/// together: an offer stands once, where it fits best. An offer that is not eligible is never among the resources.
/// </summary>
public sealed record OrientedNeed
{
    /// <summary>The code of the kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Eligible, for one of the natures asked and for the project's stage or one beside it; best first.</summary>
    public required IReadOnlyList<OfferAnswer> Sure { get; init; }

    /// <summary>
    /// To confirm, for one of the natures asked and for the project's stage or one beside it; those that the situation suits first, then
    /// best first.
    /// </summary>
    public required IReadOnlyList<OfferAnswer> ToConfirm { get; init; }

    /// <summary>Of the same kind but of another nature (a kitchen was asked for, this is an office), or for a stage further away.</summary>
    public required IReadOnlyList<OfferAnswer> Near { get; init; }

    /// <summary>Of the right kind and not a resource for this project, with the reasons.</summary>
    public required IReadOnlyList<ExcludedOffer> Excluded { get; init; }

    /// <summary>Where the chain breaks; natures that break for the same reason are one break.</summary>
    public required IReadOnlyList<Break> Breaks { get; init; }

    /// <summary>Every resource, sure or not.</summary>
    public IEnumerable<OfferAnswer> Resources => Sure.Concat(ToConfirm).Concat(Near);

    /// <summary>Reads together the answers to the natures of one kind.</summary>
    internal static OrientedNeed Of(string kind, IReadOnlyList<Engine.Orientation.NeedAnswer> answers, DateOnly day)
    {
        var best = new Dictionary<string, OfferAnswer>(StringComparer.Ordinal);
        foreach (var answer in answers.SelectMany(need => need.Eligible.Concat(need.ToConfirm)))
        {
            if (!best.TryGetValue(answer.Offer.Id, out var other) || Fits(answer).CompareTo(Fits(other)) > 0)
                best[answer.Offer.Id] = answer;
        }
        var fair = FairOrder.Of(day, best.Keys).Select((id, at) => (id, at))
            .ToDictionary(pair => pair.id, pair => pair.at, StringComparer.Ordinal);
        var ranked = best.Values.OrderByDescending(answer => answer.RankBillionths).ThenBy(answer => fair[answer.Offer.Id]).ToList();
        return new OrientedNeed
        {
            Kind = kind,
            Sure = ranked.FindAll(answer => Answers(answer) && IsSure(answer)),
            // Where the situation fits, the person has nothing left to answer: only the offer is to be checked.
            ToConfirm = [.. ranked.Where(answer => Answers(answer) && !IsSure(answer)).OrderByDescending(Suits)],
            // The same order of classes: what is sure never stands below what is not.
            Near = [.. ranked.Where(answer => !Answers(answer)).OrderByDescending(IsSure)],
            Excluded =
            [
                .. answers.SelectMany(need => need.Excluded)
                    .Where(excluded => !best.ContainsKey(excluded.Offer.Id))
                    .DistinctBy(excluded => excluded.Offer.Id),
            ],
            Breaks =
            [
                .. answers.Where(need => need.Rupture is not null)
                    .GroupBy(need => (need.Rupture!.Kind, need.Rupture.Explanation))
                    .Select(group => new Break(
                        [.. group.Select(need => need.Need.Nature).OfType<string>()],
                        group.First().Rupture! with { Alternatives = [
                            .. group.SelectMany(need => need.Rupture!.Alternatives).Distinct()] })),
            ],
        };
    }

    public static bool IsSure(OfferAnswer answer) => answer.Evaluation.Status == Engine.Eligibility.EligibilityStatus.Eligible;

    /// <summary>True when every condition holds, whether or not the offer itself is to be checked.</summary>
    public static bool Suits(OfferAnswer answer) => answer.Evaluation.Situation == Engine.Eligibility.EligibilityStatus.Eligible;

    /// <summary>
    /// It is what was asked for, about now: a stage is where an offer helps most, so the one beside counts. The rest is worth knowing,
    /// and counts for nothing in the headline.
    /// </summary>
    private static bool Answers(OfferAnswer answer) => answer.IsExactNature && answer.StageFit != StageFit.Far;

    private static (bool, bool, int) Fits(OfferAnswer answer) => (Answers(answer), IsSure(answer), answer.RankBillionths);
}

/// <summary>A break of the chain.</summary>
/// <param name="Natures">The natures of the need that it touches; none = the whole kind.</param>
/// <param name="Rupture">Its kind, why, and what could be asked instead.</param>
public sealed record Break(IReadOnlyList<string> Natures, Rupture Rupture);
