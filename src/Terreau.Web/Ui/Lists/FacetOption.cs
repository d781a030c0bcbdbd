namespace Terreau.Web.Ui.Lists;

/// <summary>A value that a list can be narrowed to, and how many results it holds.</summary>
/// <param name="Value">What goes in the address.</param>
/// <param name="Label">What is read.</param>
/// <param name="Count">Results under the other criteria; null when it is not counted.</param>
/// <param name="Selected">Whether the query holds it.</param>
public sealed record FacetOption(string Value, string Label, int? Count, bool Selected);
