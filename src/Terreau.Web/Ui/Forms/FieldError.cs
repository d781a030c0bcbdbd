namespace Terreau.Web.Ui.Forms;

/// <summary>What is wrong with a field, and the field it leads to.</summary>
public sealed record FieldError(string FieldId, string Message);
