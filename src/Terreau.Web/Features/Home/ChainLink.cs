using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;

namespace Terreau.Web.Features.Home;

/// <summary>
/// A link of the chain: a stage of a project and a kind of need, how many offers hold it, and how many of
/// them were checked lately enough to be counted on.
/// </summary>
internal sealed record ChainLink(string Stage, string NeedKind, int Offers, int Verified)
{
    /// <summary>From this number of offers on, one of them may go without the chain breaking.</summary>
    private const int Solid = 2;

    /// <summary>
    /// The links that no offer holds, then those that no checked offer holds, then those that hang on a single one; along the stages.
    /// </summary>
    /// <param name="isVerified">Whether an offer was checked lately enough.</param>
    public static IReadOnlyList<ChainLink> Fragile(IReadOnlyList<ShelvedOffer> offers, Predicate<Offer> isVerified, int atMost)
    {
        var held = new Dictionary<(string Stage, string NeedKind), (int All, int Verified)>();
        foreach (var offer in offers.Select(shelved => shelved.Offer))
        {
            var verified = isVerified(offer) ? 1 : 0;
            foreach (var kind in offer.Needs.Select(need => need.Kind).Distinct())
            {
                foreach (var stage in offer.Stages)
                {
                    var sum = held.GetValueOrDefault((stage, kind));
                    held[(stage, kind)] = (sum.All + 1, sum.Verified + verified);
                }
            }
        }
        return
        [
            .. Vocabulary.Stages.Terms
                .SelectMany(stage => Vocabulary.NeedKinds.Terms,
                    (stage, kind) => Of(stage.Code, kind.Code, held.GetValueOrDefault((stage.Code, kind.Code))))
                .Where(link => link.Offers < Solid || link.Verified == 0)
                .OrderBy(link => link.Offers > 0).ThenBy(link => link.Verified > 0).ThenBy(link => link.Offers)
                .Take(atMost),
        ];
    }

    private static ChainLink Of(string stage, string kind, (int All, int Verified) held) => new(stage, kind, held.All, held.Verified);
}
