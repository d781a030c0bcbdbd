namespace Terreau.Web.Features.Directory.Sheets;

/// <summary>A criterion of completeness as the sheet shows it.</summary>
/// <param name="Label">What is looked for.</param>
/// <param name="Ratio">Between 0 and 1; null where it does not apply.</param>
/// <param name="ToDo">What its people can do about it.</param>
public sealed record CompletenessLine(string Label, decimal? Ratio, string ToDo);
