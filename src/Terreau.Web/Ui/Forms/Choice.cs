namespace Terreau.Web.Ui.Forms;

/// <summary>A value that a field offers.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null);
