namespace Terreau.Web.Features.Directory;

/// <summary>A parameter that could not be understood: the page says so and goes on without it, the API refuses.</summary>
/// <param name="Parameter">Its name in the address.</param>
/// <param name="Sentence">What is wrong and what would be right, in plain French.</param>
internal sealed record QueryFault(string Parameter, string Sentence);
