namespace Terreau.Web.Ui.Forms;

/// <summary>What was answered, and where to change it.</summary>
public sealed record Answer(string Question, string Text, string ChangeHref);
