namespace Terreau.Web.Ui.Layout;

/// <summary>Where a page is named.</summary>
[Flags]
internal enum Named
{
    /// <summary>On the map of the site, which search engines read too.</summary>
    OnMap = 1,

    /// <summary>At the head of every page.</summary>
    AtHead = 2,

    /// <summary>At the foot of every page.</summary>
    AtFoot = 4,
}

/// <summary>A page that is named on others.</summary>
/// <param name="Place">Lines stand from the lowest to the highest; from 100 on they are about the site itself.</param>
internal sealed record MenuEntry(int Place, string Label, string Address, Named Where);

/// <summary>The pages that are named, in the order of their places.</summary>
internal sealed class SiteMenu(IReadOnlyCollection<MenuEntry> entries)
{
    public IReadOnlyList<MenuEntry> Head { get; } = Of(entries, Named.AtHead);
    public IReadOnlyList<MenuEntry> Foot { get; } = Of(entries, Named.AtFoot);
    public IReadOnlyList<MenuEntry> Map { get; } = Of(entries, Named.OnMap);

    private static List<MenuEntry> Of(IEnumerable<MenuEntry> entries, Named where)
        => [.. entries.Where(entry => entry.Where.HasFlag(where)).OrderBy(entry => entry.Place)];
}
