using Terreau.Web.Domain.Deciding;

namespace Terreau.Web.Features.History;

/// <summary>A line of a history as one reader may see it.</summary>
/// <param name="Thing">What it concerned, when not the sheet itself; null otherwise.</param>
/// <param name="BackHref">Where to undo it; null for who may not, or where there is nothing to undo.</param>
public sealed record HistoryLine(
    long Id, string When, string Act, string? Thing, string? Why, string Who, IReadOnlyList<ValueChange> Values, string? BackHref);

/// <summary>One page of a history.</summary>
public sealed record HistoryPart(string Name, int Total, int Page, IReadOnlyList<HistoryLine> Lines)
{
    public const int Size = 20;

    public int PageCount => Math.Max(1, (Total + Size - 1) / Size);
}
