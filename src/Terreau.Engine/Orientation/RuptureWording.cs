using System.Collections.Immutable;
using Terreau.Engine.Chain;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;
using Terreau.Engine.Orientation.Scan;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Orientation;

/// <summary>Names the break of the chain for one need, and what could be asked instead.</summary>
internal sealed class RuptureWording(
    OrientationProblem problem,
    Need need,
    Zones zones,
    ImmutableArray<string> places,
    ImmutableArray<OfferAnswer> eligible,
    ImmutableArray<OfferAnswer> toConfirm,
    ImmutableArray<ExcludedOffer> excluded)
{
    private const int Most = 3;

    /// <summary>The first kind that holds, in the order of <see cref="RuptureKind"/>; null when the chain holds.</summary>
    public Rupture? Of(RuptureTally tally)
    {
        if (tally.Known == 0)
            return Named(RuptureKind.Catalogue,
                $"parce que notre catalogue n’en connaît pas encore pour ce besoin : {need.Words}. Il en existe peut-être.", Near());
        if (tally.Existing == 0)
            return Named(RuptureKind.Absent, $"parce que, à votre étape, aucune offre connue ne répond à ce besoin : {need.Words}.",
                Near());
        if (tally.Reaching == 0)
            return Named(RuptureKind.Perimeter, $"parce que ce lieu n’est couvert par aucune offre connue : {PlaceWords()}.",
                Asking(ReasonKind.Perimeter, ReasonKind.Perimeter, "si l’offre peut s’étendre à votre lieu"));
        if (tally.Serving == 0)
            return Named(RuptureKind.AudienceOrTheme, "parce que les offres qui couvrent votre lieu visent d’autres publics ou filières.",
                Asking(ReasonKind.Theme, ReasonKind.Audience, "si votre public ou votre filière peut être accepté"));
        if (tally.Eligible == 0 && tally.ToConfirm == 0)
            return Named(RuptureKind.Eligibility, "parce que votre projet ne remplit pas les conditions des offres existantes.",
                Conditions());
        if (tally.Eligible > 0 && tally.Free == 0)
            return Named(RuptureKind.Capacity, "parce que les offres qui vous conviennent n’ont plus de place.",
                [.. eligible.Where(answer => answer.Offer.IsSaturated).Take(Most)
                    .Select(answer => new Alternative($"Demander une place pour la prochaine période : {answer.Offer.Title}.",
                        answer.Offer.Id))]);
        if (tally.Free > 0 && need.Amount is { } amount && tally.TicketCents is { } cents && cents < amount.Cents)
            return Named(RuptureKind.Amount,
                $"parce que les offres qui conviennent apportent au plus {new Money(cents)} sur {amount}.", Missing(amount, cents));
        if (tally.Free > 0 && tally.EarliestDecision is { } decision && Late(decision) is { } days)
            return Named(RuptureKind.Time,
                $"parce que la première réponse viendrait {French.Count(days, "jour", "jours")} après la date souhaitée.",
                Sooner(decision));
        return null;
    }

    private static Rupture Named(RuptureKind kind, string explanation, IEnumerable<Alternative> alternatives)
    {
        ImmutableArray<Alternative> list = [.. alternatives];
        return new Rupture(kind, explanation, list.IsEmpty
            ? [new Alternative(kind == RuptureKind.Catalogue
                ? "Demander à l’équipe du territoire si elle connaît une aide."
                : "Signaler ce manque au territoire, pour que ses partenaires y répondent.", null)]
            : list);
    }

    private string PlaceWords() => places.IsEmpty ? "lieu non précisé" : French.List([.. places.Select(zones.NameOf)]);

    private IEnumerable<Alternative> Near() => eligible.Concat(toConfirm).Take(Most).Select(answer => new Alternative(
        answer.IsExactNature
            ? $"Regarder cette offre d’une autre étape : {answer.Offer.Title}."
            : $"Regarder cette offre proche : {answer.Offer.Title}.",
        answer.Offer.Id));

    private IEnumerable<Alternative> Asking(ReasonKind one, ReasonKind other, string what) => excluded
        .Where(offer => IsOfNeed(offer.Offer) && offer.Evaluation.Reasons.All(reason => reason.Kind == one || reason.Kind == other))
        .Take(Most)
        .Select(offer => new Alternative($"Demander {Whom(offer.Offer)}{what} : {offer.Offer.Title}.", offer.Offer.Id));

    private IEnumerable<Alternative> Conditions() => excluded
        .Where(offer => IsOfNeed(offer.Offer)
            && offer.Evaluation.Reasons.All(reason => reason.Kind is ReasonKind.Condition or ReasonKind.Amount))
        .OrderBy(offer => offer.Evaluation.Reasons.Length)
        .Take(Most)
        .Select(offer => new Alternative(
            offer.Evaluation.Reasons is [{ Condition: { } condition, IsNegated: false }]
                ? $"Remplir une condition ouvrirait « {offer.Offer.Title} » : {French.Lower(French.Bare(ConditionText.Words(condition)))}."
                : $"Voir les conditions à réunir pour cette offre : {offer.Offer.Title}.",
            offer.Offer.Id));

    private IEnumerable<Alternative> Missing(Money amount, long cents)
    {
        yield return new Alternative($"Chercher ailleurs les {new Money(amount.Cents - cents)} qui manquent.", null);
        foreach (var answer in toConfirm.Where(answer => answer.IsExactNature).Take(Most - 1))
            yield return new Alternative($"Confirmer cette offre pour compléter : {answer.Offer.Title}.", answer.Offer.Id);
    }

    private IEnumerable<Alternative> Sooner(int decision)
    {
        var first = eligible.FirstOrDefault(answer => answer.EarliestDecision?.DayNumber == decision && answer.IsExactNature);
        if (first is not null)
            yield return new Alternative($"Préparer dès maintenant la demande : {first.Offer.Title}.", first.Offer.Id);
        yield return new Alternative("Chercher une avance pour tenir jusqu’à la réponse.", null);
    }

    private int? Late(int decision)
    {
        var wanted = need.By is { } by && by > problem.Day ? by : problem.Day;
        var days = decision - wanted.DayNumber;
        return days > problem.LateAfterDays ? days : null;
    }

    private bool IsOfNeed(Offer offer) => need.Nature is null || offer.Needs.Any(one => one.Kind == need.Kind && one.Nature == need.Nature);

    private static string Whom(Offer offer) => offer.Operator.Length == 0 ? "" : $"à {offer.Operator} ";
}
