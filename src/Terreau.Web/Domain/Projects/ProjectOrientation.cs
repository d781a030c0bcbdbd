using System.Collections.Immutable;
using Terreau.Engine.Orientation;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Projects;

/// <summary>Asks the engine what fits a project. Page, export, document and API all ask here, and get the same.</summary>
internal sealed class ProjectOrientation(OfferCatalogueCache catalogues, AtlasCache atlases, int staleMonths)
{
    /// <summary>Most offers of a class given with their reasons.</summary>
    private const int Shown = 100;

    private const int MostGuides = 3;

    public async Task<OrientedProject> OrientAsync(ProjectAnswers answers, DateOnly day, CancellationToken cancel = default)
    {
        var atlas = await atlases.GetAsync(cancel);
        var shelf = await catalogues.GetAsync(cancel);
        return Orient(answers, day, shelf, atlas, staleMonths);
    }

    /// <summary>The same, given all it rests on.</summary>
    public static OrientedProject Orient(ProjectAnswers answers, DateOnly day, CompiledOffers shelf, Atlas atlas, int staleMonths)
    {
        var needs = answers.Needs.SelectMany(NeedsOf).ToImmutableArray();
        var result = shelf.Catalogue.Orient(new OrientationProblem
        {
            Facts = ProjectFacts.Of(answers, atlas), Needs = needs, Day = day, StaleAfterMonths = staleMonths, Shown = Shown,
        });
        return new OrientedProject
        {
            Answers = answers,
            Result = result,
            Shelf = shelf,
            Guides = GuidesOf(answers, result.Problem, shelf),
            Needs =
            [
                .. answers.Needs.Select(asked => OrientedNeed.Of(
                    asked.Kind, [.. result.Needs.Where(answer => Codes.Of(answer.Need.Kind) == asked.Kind)], day)),
            ],
        };
    }

    /// <summary>
    /// Who receives someone that does not know whom to ask, for a beginner: never refused, best first. A beginner has no stage yet, or
    /// one of the first two.
    /// </summary>
    private static IReadOnlyList<OfferAnswer> GuidesOf(ProjectAnswers answers, OrientationProblem problem, CompiledOffers shelf)
    {
        if (answers.Stages.Count > 0 && !answers.Stages.Any(stage => stage is "EMERGENCE" or "AMORCAGE")) return [];
        var lost = new Need { Kind = NeedKind.Administration, Nature = "interlocuteur" };
        var answer = shelf.Catalogue.Orient(problem with { Needs = [lost] }).Needs[0];
        return
        [
            .. answer.Eligible.Concat(answer.ToConfirm.OrderByDescending(OrientedNeed.Suits))
                .Where(one => one.IsExactNature && shelf.Offers[one.Offer.Id].IsGeneralist).Take(MostGuides),
        ];
    }

    /// <summary>One need of the engine for each nature; natures not known are one need of the whole kind.</summary>
    private static IEnumerable<Need> NeedsOf(NeedAnswer asked)
    {
        if (!Codes.TryKind(asked.Kind, out var kind)) return [];
        return asked.Natures.Count == 0 ? [NeedOf(asked, kind, null)] : asked.Natures.Select(nature => NeedOf(asked, kind, nature));
    }

    private static Need NeedOf(NeedAnswer asked, NeedKind kind, string? nature) => new()
    {
        Kind = kind, Nature = nature, By = asked.For, Amount = asked.AmountCents is { } cents ? new Money(cents) : null,
    };
}

/// <summary>What fits a project, on a day.</summary>
public sealed record OrientedProject
{
    public required ProjectAnswers Answers { get; init; }
    public required OrientationResult Result { get; init; }
    public required CompiledOffers Shelf { get; init; }
    public required IReadOnlyList<OrientedNeed> Needs { get; init; }

    /// <summary>Who receives whoever is lost; empty for a project that is no beginner's.</summary>
    public required IReadOnlyList<OfferAnswer> Guides { get; init; }

    /// <summary>The whole sheet of an offer of the answer.</summary>
    public Offers.Offer Sheet(OfferAnswer answer) => Shelf.Offers[answer.Offer.Id];

    /// <summary>How many different offers are sure for at least one need.</summary>
    public int SureCount => SureIds.Count();

    /// <summary>How many different offers are to confirm, and sure for no need.</summary>
    public int ToConfirmCount => Needs.SelectMany(need => need.ToConfirm).Select(answer => answer.Offer.Id).Distinct().Except(SureIds)
        .Count();

    public int RuptureCount => Needs.Sum(need => need.Breaks.Count);

    /// <summary>The most useful question that the person has not already said they cannot answer.</summary>
    public UsefulQuestion? NextQuestion
        => Result.Questions.FirstOrDefault(question => !Answers.Facts.ContainsKey(question.FactId));

    private IEnumerable<string> SureIds => Needs.SelectMany(need => need.Sure).Select(answer => answer.Offer.Id).Distinct();
}
