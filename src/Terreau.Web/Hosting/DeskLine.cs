using Terreau.Web.Data;

namespace Terreau.Web.Hosting;

/// <summary>A line of the manager's desk: where it leads, and how much waits or happened there.</summary>
/// <param name="Place">Lines stand from the lowest to the highest.</param>
/// <param name="Unit">What is counted: in the singular, or in both numbers with a bar between them.</param>
/// <param name="Count">Counts, from the instant of seven days ago for what has no end.</param>
internal sealed record DeskLine(
    int Place, string Label, string Href, string Unit, Func<TerreauDb, DateTime, CancellationToken, Task<int>> Count)
{
    public string Counted(int count) => Unit.Split('|') is [var one, var many] ? French.Count(count, one, many) : French.Count(count, Unit);
}
