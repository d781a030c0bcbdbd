namespace Terreau.Web.Ui.Signs;

/// <summary>A sentence that explains an answer, and what it does to it.</summary>
public sealed record Reason(Verdict Verdict, string Sentence);
