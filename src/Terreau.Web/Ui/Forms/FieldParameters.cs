using Microsoft.AspNetCore.Components;

namespace Terreau.Web.Ui.Forms;

/// <summary>What every field has: a name, a label, a hint, an error, and the ids that tie them together.</summary>
public abstract class FieldParameters : ComponentBase
{
    /// <summary>The name posted with the form; also the id unless one is given.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>The question or the name of the field, always visible.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The id of the control; an error summary leads to it.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>A sentence under the label.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong and what to do; null when nothing is.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>True when the field may be left empty: it is said beside the label.</summary>
    [Parameter]
    public bool Optional { get; set; }

    internal string ControlId => Id ?? Name.Replace('.', '-');

    internal string HintId => $"{ControlId}-aide";

    internal string ErrorId => $"{ControlId}-erreur";

    internal string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (_, null) => HintId,
        (null, _) => ErrorId,
        _ => $"{HintId} {ErrorId}",
    };

    internal string? Invalid => Error is null ? null : "true";
}
