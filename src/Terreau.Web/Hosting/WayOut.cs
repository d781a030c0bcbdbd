namespace Terreau.Web.Hosting;

/// <summary>One way for data to leave the site; a test opens each example.</summary>
/// <param name="What">Which data.</param>
/// <param name="Format">In words a person can look for.</param>
/// <param name="Address">Where.</param>
/// <param name="Example">An address that answers.</param>
/// <param name="Said">What the example shows.</param>
/// <param name="Media">The media type of its answer.</param>
internal sealed record WayOut(string What, string Format, string Address, string Example, string Said, string Media);
