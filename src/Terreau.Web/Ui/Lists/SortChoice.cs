namespace Terreau.Web.Ui.Lists;

/// <summary>An order that a list can be put in, and the address that does it.</summary>
public sealed record SortChoice(string Label, string Href, bool Current);
