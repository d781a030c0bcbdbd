namespace Terreau.Web.Hosting.Guards;

/// <summary>What a request costs the site: each kind has a measure of its own a minute, for each network address.</summary>
internal enum Cost
{
    /// <summary>Nothing worth counting: files of the site itself, and whether it is well.</summary>
    None,

    /// <summary>A page, or one thing of the API.</summary>
    Page,

    /// <summary>What one page loads many of: tiles, pictures, outlines.</summary>
    Piece,

    /// <summary>A search, or a computation as long.</summary>
    Search,

    /// <summary>A whole list written out.</summary>
    File,

    /// <summary>A form that is posted.</summary>
    Form,

    /// <summary>A way in that is asked for or tried.</summary>
    SignIn,

    /// <summary>The contacts of someone, one by one.</summary>
    Contact,

    /// <summary>An address that is the key of what it opens.</summary>
    Secret,

    /// <summary>A file of someone without account.</summary>
    Upload,
}

/// <summary>What reading and posting at an address cost, where it is not a page and a form.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class CostsAttribute(Cost reading = Cost.Page, Cost posting = Cost.Form) : Attribute
{
    public Cost Reading => reading;
    public Cost Posting => posting;
}

internal static class CostMetadata
{
    public static TBuilder Costs<TBuilder>(this TBuilder endpoints, Cost cost) where TBuilder : IEndpointConventionBuilder
        => endpoints.WithMetadata(new CostsAttribute(cost, cost));
}
