namespace Terreau.Web.Ui.Lists;

/// <summary>A criterion in force, or a mention; with an address, following it takes the criterion away.</summary>
public sealed record Chip(string Label, string? RemoveHref = null);
