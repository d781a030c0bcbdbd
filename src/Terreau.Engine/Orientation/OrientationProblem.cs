using System.Collections.Immutable;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Orientation;

/// <summary>One thing a project needs.</summary>
public sealed record Need
{
    /// <summary>The kind.</summary>
    public required NeedKind Kind { get; init; }

    /// <summary>The nature, of that kind; null = any.</summary>
    public string? Nature { get; init; }

    /// <summary>The amount sought; null = not known or not about money.</summary>
    public Money? Amount { get; init; }

    /// <summary>The day it must be met; null = as soon as possible.</summary>
    public DateOnly? By { get; init; }

    /// <summary>The words for it: "locaux : cuisine".</summary>
    public string Words => Nature is null ? Codes.Label(Kind) : $"{Codes.Label(Kind)} : {Codes.NatureLabel(Nature)}";
}

/// <summary>A project and what it asks. Stages, themes, publics and places are read from the facts.</summary>
public sealed record OrientationProblem
{
    /// <summary>What is known of the project; what is not there is unknown.</summary>
    public required Facts Facts { get; init; }

    /// <summary>What is needed, in the person's order; each gets its own answer.</summary>
    public required ImmutableArray<Need> Needs { get; init; }

    /// <summary>The day of the answer, in Paris; see <see cref="ParisTime.DayOf"/>.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The weights of the score.</summary>
    public OrientationWeights Weights { get; init; } = OrientationWeights.Default;

    /// <summary>Most offers given with their reasons, for each need and each class; the counts are always of all.</summary>
    public int Shown { get; init; } = 50;

    /// <summary>Months after which a check of an offer is too old.</summary>
    public int StaleAfterMonths { get; init; } = Freshness.DefaultMonths;

    /// <summary>Days of waiting above which the chain is said to break for lack of time.</summary>
    public int LateAfterDays { get; init; } = 90;
}
