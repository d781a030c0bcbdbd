using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Directory.Pictures;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Directory.Sheets;

/// <summary>The sheet of an actor in words, ready to be shown.</summary>
internal sealed record SheetWords
{
    public required Organisation Actor { get; init; }
    public required Atlas Atlas { get; init; }
    public required string Name { get; init; }
    public required string? Roles { get; init; }
    public required string? Summary { get; init; }
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>What other sources add, each with the words and the address of its source.</summary>
    public required IReadOnlyList<(string Text, string Source, string? Href)> Later { get; init; }

    public required string? Website { get; init; }

    /// <summary>When it is open; null while unknown.</summary>
    public required SheetHours? Hours { get; init; }

    public required IReadOnlyList<(string Label, IReadOnlyList<(string Text, string? Href)> Links)> Facts { get; init; }
    public required GeoPoint? Point { get; init; }

    /// <summary>How far the position can be trusted, as a sentence.</summary>
    public required string Position { get; init; }

    public required IReadOnlyList<string> Proposes { get; init; }
    public required IReadOnlyList<string> Seeks { get; init; }
    public required IReadOnlyList<(string Title, string Href, string Summary)> Offers { get; init; }
    public required IReadOnlyList<CooperationWords> Cooperations { get; init; }
    public required string Freshness { get; init; }
    public required string SourceTitle { get; init; }
    public required string? SourceHref { get; init; }
    /// <summary>The fields that come from elsewhere than the sheet, by source, each with its words and its address.</summary>
    public required IReadOnlyList<(string Fields, string Source, string? Href)> FieldSources { get; init; }

    public required int CompletePercent { get; init; }
    public required IReadOnlyList<CompletenessLine> Criteria { get; init; }

    /// <summary>The logo and the photos, in the order they came.</summary>
    public required IReadOnlyList<PictureLine> Pictures { get; init; }

    /// <param name="Partners">The other members, each with what stands before its name in the sentence.</param>
    internal sealed record CooperationWords(
        string Name, string Kind, string Status, string Summary, string SourceOn,
        IReadOnlyList<(string Separator, string Name, string Href)> Partners);
}
