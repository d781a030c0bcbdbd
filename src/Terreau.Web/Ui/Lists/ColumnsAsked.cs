using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Ui.Lists;

/// <summary>The choice of columns for a file of a list.</summary>
public sealed record ColumnsAsked
{
    /// <summary>What the file will hold: "12 acteurs · Romainville".</summary>
    public required string Sentence { get; init; }

    public required IReadOnlyList<Choice> Columns { get; init; }
    public required IReadOnlyCollection<string> Chosen { get; init; }

    /// <summary>What the list was asked, kept in the file.</summary>
    public required IReadOnlyList<(string Name, string Value)> Kept { get; init; }

    public required IReadOnlyList<(string Label, string Address)> Files { get; init; }
    public required string BackHref { get; init; }
}
