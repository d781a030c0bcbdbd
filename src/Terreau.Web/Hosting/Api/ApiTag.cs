namespace Terreau.Web.Hosting.Api;

/// <summary>What a chapter of the description of the API holds. Given as metadata to one of its endpoints.</summary>
internal sealed record ApiTag(string Name, string Description);
