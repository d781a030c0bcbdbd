using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Ui.Lists;

/// <summary>What a list page shows of a query, apart from the results themselves.</summary>
public sealed record ListView
{
    public required string TabTitle { get; init; }

    /// <summary>The query read aloud: "12 acteurs · alimentation · Romainville".</summary>
    public required string Sentence { get; init; }

    /// <summary>The address of the list, without its query.</summary>
    public required string Action { get; init; }

    public required string SearchValue { get; init; }
    public required string SearchLabel { get; init; }

    /// <summary>Parameters sent back unchanged with the form: what the query carries and no field shows.</summary>
    public required IReadOnlyList<(string Name, string Value)> Kept { get; init; }

    public required IReadOnlyList<Chip> Chips { get; init; }
    public required IReadOnlyList<SortChoice> Sorts { get; init; }
    public required IReadOnlyList<FacetText> Facets { get; init; }

    /// <summary>Where distances are counted from; null when the list does not ask.</summary>
    public PlaceChoice? Place { get; init; }

    /// <summary>The amount sought; null when the list does not ask.</summary>
    public AmountChoice? Amount { get; init; }

    /// <summary>What was not understood, in sentences.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Unknown words, and those that were searched instead.</summary>
    public required IReadOnlyList<(string Typed, string ReadAs)> Corrections { get; init; }

    /// <summary>How the words were read, in sentences: synonyms, places.</summary>
    public IReadOnlyList<string> Readings { get; init; } = [];

    /// <summary>What is to be said when results do not answer all that was asked; without a title it is no surprise.</summary>
    public (string? Title, string Sentence)? Reach { get; init; }

    public bool IsTextIgnored { get; init; }

    /// <summary>True when equals are in an order that changes each day.</summary>
    public bool HasTurningOrder { get; init; }

    public required int Total { get; init; }
    public required int Page { get; init; }
    public required int PageCount { get; init; }
    public required Func<int, string> PageHref { get; init; }

    /// <summary>The list as files: "12 acteurs en tableur".</summary>
    public required IReadOnlyList<(string Label, string Href)> Files { get; init; }

    public required string ColumnsHref { get; init; }

    /// <summary>When nothing was found: each criterion that may be given up, and what there is without it.</summary>
    public required IReadOnlyList<(string Label, string Href, string Count)> Ways { get; init; }

    /// <summary>When nothing was found: words to try instead, and what they find.</summary>
    public IReadOnlyList<(string Label, string Href, string Count)> Near { get; init; } = [];
}

/// <summary>A place to count distances from, and how far.</summary>
public sealed record PlaceChoice(
    string OriginName, string? Origin, IReadOnlyList<Choice> Origins, string RadiusName, string? Radius, IReadOnlyList<Choice> Radii);

/// <summary>An amount in euros, as it was typed, and what is wrong with it.</summary>
public sealed record AmountChoice(string Name, string Label, string? Value, string? Error);
