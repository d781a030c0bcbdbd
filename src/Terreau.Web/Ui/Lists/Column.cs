using Microsoft.AspNetCore.Components;

namespace Terreau.Web.Ui.Lists;

/// <summary>A column of a <see cref="DataTable{TRow}"/>.</summary>
/// <typeparam name="TRow">What a row is.</typeparam>
public sealed record Column<TRow>
{
    /// <summary>The head of the column.</summary>
    public required string Title { get; init; }

    /// <summary>The text of a cell; <see cref="Content"/> goes before it.</summary>
    public Func<TRow, string?>? Text { get; init; }

    /// <summary>The content of a cell, when it is more than text.</summary>
    public RenderFragment<TRow>? Content { get; init; }

    /// <summary>Figures, set right.</summary>
    public bool Numeric { get; init; }

    /// <summary>The name of this order in the address; null when the column does not sort.</summary>
    public string? SortKey { get; init; }

    /// <summary>The text of the foot of the column, a total as a rule.</summary>
    public string? Foot { get; init; }
}
