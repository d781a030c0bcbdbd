namespace Terreau.Web.Hosting.Api;

/// <summary>A parameter of an address of the API, as its documentation shows it. Given to an endpoint as metadata.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Description">What it does, in plain French.</param>
/// <param name="Example">A value that works on the territory.</param>
internal sealed record ApiParameter(string Name, string Description, string Example)
{
    /// <summary>True when it may be repeated, each time with another value.</summary>
    public bool IsMany { get; init; }

    /// <summary>True for a whole number.</summary>
    public bool IsNumber { get; init; }

    /// <summary>The only values it takes; empty when open.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
