using Microsoft.AspNetCore.Components;

namespace Terreau.Web.Ui.Layout;

internal static class PageAddress
{
    /// <summary>The path and query of the page, for links inside it: "/acteurs?q=jardin".</summary>
    public static string Address(this NavigationManager navigation) => "/" + navigation.ToBaseRelativePath(navigation.Uri);
}
