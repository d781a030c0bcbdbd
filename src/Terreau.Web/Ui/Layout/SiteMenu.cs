namespace Terreau.Web.Ui.Layout;

/// <summary>A line of a menu.</summary>
/// <param name="Place">Lines stand from the lowest to the highest.</param>
internal sealed record MenuEntry(int Place, string Label, string Address);

/// <summary>The lines at the head and at the foot of every page.</summary>
internal sealed class SiteMenu(IEnumerable<MenuEntry> head, IEnumerable<MenuEntry> foot)
{
    public IReadOnlyList<MenuEntry> Head { get; } = [.. head.OrderBy(entry => entry.Place)];

    public IReadOnlyList<MenuEntry> Foot { get; } = [.. foot.OrderBy(entry => entry.Place)];
}
