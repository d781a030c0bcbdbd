using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Hosting;

/// <summary>
/// What an area brings to the site. It has one such class in its folder, and the site finds it: an area that comes changes no file but
/// its own. Its pages and the mapping of its tables are found too, by the framework; the rest stands here, to be read top to bottom.
/// </summary>
internal interface IArea
{
    /// <summary>Its pages that stand in the menus, on the map of the site and in what search engines read first.</summary>
    IEnumerable<MenuEntry> Menu => [];

    /// <summary>How its data leaves the site, for the page of open data.</summary>
    IEnumerable<WayOut> Ways => [];

    /// <summary>Its lines of the manager's desk.</summary>
    IEnumerable<DeskLine> Desk => [];

    /// <summary>How the addresses begin that are the key of what they show (<see cref="SecretAddresses"/>).</summary>
    IEnumerable<string> Secrets => [];

    /// <summary>
    /// What it works with, in the site and at the console alike; what it does by itself (<see cref="Jobs.Jobs.AddJob"/>).
    /// </summary>
    void AddParts(IServiceCollection services, TerreauOptions options) { }

    /// <summary>What its requests go through before it is known who makes them.</summary>
    void Use(IApplicationBuilder app) { }

    /// <summary>Its addresses beside its pages.</summary>
    void Map(IEndpointRouteBuilder app) { }

    /// <summary>Looks at what must be in order before the site opens.</summary>
    /// <exception cref="StartException">Something is not.</exception>
    void Require(IServiceProvider parts) { }
}

/// <summary>The areas of this program, in the order of their names.</summary>
internal static class Areas
{
    public static readonly IReadOnlyList<IArea> All =
    [
        .. typeof(Areas).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IArea)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (IArea)Activator.CreateInstance(type)!),
    ];
}
