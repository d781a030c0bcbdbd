using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;
using Terreau.Engine.Quantities;
using Known = Terreau.Engine.Orientation.Offer;

namespace Terreau.Web.Domain.Offers;

/// <summary>
/// An offer of the database as the engine reads it. What is written wrongly never hides the offer nor
/// makes it sure: it becomes a point to confirm, and is told in <see cref="Faults"/>.
/// </summary>
internal sealed class OfferProblem
{
    private readonly List<string> faults = [];

    private OfferProblem(Offer offer) => Offer = Read(offer);

    public Known Offer { get; }

    /// <summary>What could not be read, in sentences that name the offer.</summary>
    public IReadOnlyList<string> Faults => faults;

    public static OfferProblem Of(Offer offer) => new(offer);

    private Known Read(Offer offer)
    {
        var rule = RuleOf(offer);
        if (!offer.Windows.IsReadable) faults.Add($"L’offre « {offer.Slug} » a des dates illisibles : « {offer.Windows} ».");
        return new Known
        {
            Id = offer.Slug,
            Title = offer.Title,
            Operator = offer.OperatorName,
            Stages = [.. offer.Stages.Select(code => StageOf(offer, code)).OfType<Stage>()],
            Needs = [.. offer.Needs.Select(need => NeedOf(offer, need)).OfType<OfferNeed>()],
            Themes = [.. offer.Themes],
            Audiences = [.. offer.Publics],
            Limits = offer.Limits.Aggregate(OfferLimits.None, (all, code) => all | LimitOf(offer, code)),
            Perimeter = [.. offer.Perimeter],
            AmountMin = offer.AmountMinCents is { } min ? new Money(min) : null,
            AmountMax = offer.AmountMaxCents is { } max ? new Money(max) : null,
            RateMax = offer.RateMaxThousandths is { } rate ? rate / 1000m : null,
            Window = offer.Windows,
            DecisionDays = offer.DecisionDays,
            CapacityPerYear = offer.CapacityPerYear,
            Rule = rule ?? Unreadable,
            // A rule that cannot be read was, as far as anyone can tell, never checked.
            CheckedOn = rule is null ? null : offer.CheckedOn,
        };
    }

    /// <summary>What stands for conditions that cannot be read: only the organisation itself can say.</summary>
    private static Rule Unreadable { get; } = new ManualPredicate("L’organisme confirme-t-il que votre projet remplit ses conditions ?")
    {
        Id = "conditions-a-demander",
        Label = "L’organisme confirme que le projet remplit ses conditions.",
    };

    private Rule? RuleOf(Offer offer)
    {
        var reading = RuleJson.Read(offer.Rule);
        if (reading.IsRule) return reading.Rule;
        faults.Add($"L’offre « {offer.Slug} » a des conditions illisibles : {string.Join(" ", reading.Errors.Take(3))}");
        return null;
    }

    private OfferLimits LimitOf(Offer offer, string code)
    {
        switch (code)
        {
            case "filieres": return OfferLimits.Themes;
            case "publics": return OfferLimits.Audiences;
            case "etapes": return OfferLimits.Stages;
            default:
                Odd(offer, "limite", code);
                return OfferLimits.None;
        }
    }

    private Stage? StageOf(Offer offer, string code)
    {
        if (Codes.TryStage(code, out var stage)) return stage;
        Odd(offer, "étape", code);
        return null;
    }

    private OfferNeed? NeedOf(Offer offer, AnsweredNeed need)
    {
        if (!Codes.TryKind(need.Kind, out var kind))
        {
            Odd(offer, "besoin", need.ToString());
            return null;
        }
        if (need.Nature is null || Codes.KindOf(need.Nature) == kind) return new OfferNeed(kind, need.Nature);
        Odd(offer, "nature de besoin", need.ToString());
        return new OfferNeed(kind, null);
    }

    private void Odd(Offer offer, string what, string code)
        => faults.Add($"L’offre « {offer.Slug} » a une valeur inconnue, {what} : « {code} ».");
}
