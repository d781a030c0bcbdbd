using System.Collections.Immutable;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Orientation;

/// <summary>A need an offer answers: a kind, and the nature when it is not the whole kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Nature">A nature of that kind; null = the whole kind, less precisely.</param>
public sealed record OfferNeed(NeedKind Kind, string? Nature);

/// <summary>
/// Which of its filières, publics and stages the source of an offer makes a condition. On the others a difference only weighs.
/// </summary>
[Flags]
public enum OfferLimits
{
    /// <summary>None: it says where it helps most, not whom it refuses.</summary>
    None = 0,

    /// <summary>A project of another filière is refused.</summary>
    Themes = 1,

    /// <summary>A project for other publics is refused.</summary>
    Audiences = 2,

    /// <summary>A project at another stage is refused.</summary>
    Stages = 4,
}

/// <summary>What the engine needs to know of an offer. Immutable; lists may be in any order.</summary>
public sealed record Offer
{
    /// <summary>Its stable identity (its slug); ties are broken on it.</summary>
    public required string Id { get; init; }

    /// <summary>Its name on screen.</summary>
    public required string Title { get; init; }

    /// <summary>Who carries it; "" when not known.</summary>
    public string Operator { get; init; } = "";

    /// <summary>The stages it serves; empty = all.</summary>
    public ImmutableArray<Stage> Stages { get; init; } = [];

    /// <summary>The needs it answers; at least one.</summary>
    public required ImmutableArray<OfferNeed> Needs { get; init; }

    /// <summary>The filières it serves; empty = all.</summary>
    public ImmutableArray<string> Themes { get; init; } = [];

    /// <summary>The publics the projects it helps are for, never who carries them; empty or "tous" = all.</summary>
    public ImmutableArray<string> Audiences { get; init; } = [];

    /// <summary>Which of filières, publics and stages exclude; see <see cref="OfferLimits"/>.</summary>
    public OfferLimits Limits { get; init; } = OfferLimits.None;

    /// <summary>Zone codes; their union. Empty = not known, hence to confirm.</summary>
    public ImmutableArray<string> Perimeter { get; init; } = [];

    /// <summary>The least it deals with; null = no least or not known.</summary>
    public Money? AmountMin { get; init; }

    /// <summary>The most it deals with for one project; null = not limited or not known.</summary>
    public Money? AmountMax { get; init; }

    /// <summary>The largest share of the cost it may pay, between 0 and 1; null = not limited or not known.</summary>
    public decimal? RateMax { get; init; }

    /// <summary>When one may ask.</summary>
    public OfferWindow Window { get; init; } = OfferWindow.Unknown;

    /// <summary>True for a call for projects or a prize: outside its dates nobody can ask.</summary>
    public bool IsCall => Needs.Any(need => need.Nature is "appel-a-projets" or "prix");

    /// <summary>Days between asking and the decision; null = not known.</summary>
    public int? DecisionDays { get; init; }

    /// <summary>Projects it can take in a year; null = not known.</summary>
    public int? CapacityPerYear { get; init; }

    /// <summary>True when it is known to take no more projects this year.</summary>
    public bool IsSaturated { get; init; }

    /// <summary>Its conditions.</summary>
    public Rule Rule { get; init; } = Rule.None;

    /// <summary>The day it was last checked at its source; null = never: it is then at best to confirm.</summary>
    public DateOnly? CheckedOn { get; init; }

    /// <summary>How complete its sheet is, between 0 and 1; see <see cref="SheetQuality"/>. Null = computed from this record.</summary>
    public decimal? Quality { get; init; }
}

/// <summary>How complete a sheet is: the mean of the criteria that apply.</summary>
public static class SheetQuality
{
    /// <summary>The mean of the criteria that are not null, rounded to two decimals, halves to even; null when none applies.</summary>
    public static decimal? Mean(params IEnumerable<decimal?> criteria)
    {
        var applicable = criteria.Where(criterion => criterion is not null).Select(criterion => criterion!.Value).ToList();
        return applicable.Count == 0 ? null : Math.Round(applicable.Sum() / applicable.Count, 2, MidpointRounding.ToEven);
    }

    /// <summary>
    /// From the offer alone, 1 for each point that is known: perimeter, dates, decision time, conditions, operator, and
    /// for funding an amount.
    /// </summary>
    public static decimal Of(Offer offer) => Mean(
        offer.Perimeter.IsEmpty ? 0 : 1,
        offer.Window.IsUnknown ? 0 : 1,
        offer.DecisionDays is null ? 0 : 1,
        offer.Rule == Rule.None ? 0 : 1,
        offer.Operator.Length == 0 ? 0 : 1,
        offer.Needs.All(need => need.Kind != NeedKind.Funding) ? null : offer.AmountMin is null && offer.AmountMax is null ? 0 : 1)!.Value;
}
