namespace Terreau.Web.Ui.Forms;

/// <summary>A step of a form: done and open to change, current, or to come.</summary>
/// <param name="Label">What the step is about, in two or three words.</param>
/// <param name="State">Where the person is.</param>
/// <param name="Href">The address of the step; null when it cannot be opened yet.</param>
public sealed record Step(string Label, StepState State, string? Href = null);

/// <summary>Where the person is, seen from a step.</summary>
public enum StepState
{
    /// <summary>Answered.</summary>
    Done,

    /// <summary>On screen.</summary>
    Current,

    /// <summary>Not seen yet.</summary>
    ToCome,
}
