namespace Terreau.Web.Hosting.Api;

/// <summary>A parameter that could not be understood: a page says so and goes on without it, the API refuses.</summary>
/// <param name="Parameter">Its name in the address, or the path of a field in a body.</param>
/// <param name="Sentence">What is wrong and what would be right, in plain French.</param>
internal sealed record QueryFault(string Parameter, string Sentence);
