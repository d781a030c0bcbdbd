using Microsoft.AspNetCore.Components;
using Terreau.Web.Ui.Lists;

namespace Terreau.Web.Tests.Ui;

public sealed class ListTests
{
    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(1, 12, "1 2 … 12")]
    [InlineData(4, 12, "1 2 3 4 5 … 12")]
    [InlineData(6, 12, "1 … 5 6 7 … 12")]
    [InlineData(12, 12, "1 … 11 12")]
    public void Pager_AnyPage_ShowsEndsAndNeighbours(int page, int count, string expected)
    {
        var body = Rendered.Of(Pager.Of(page, count, p => $"?page={p}", ResourceAssetCollection.Empty));
        var shown = body.QuerySelectorAll(".page, a:not([rel])")
            .Select(link => link.TextContent.Replace("Page ", "", StringComparison.Ordinal));
        Assert.Equal(expected, string.Join(' ', shown));
        Assert.Equal(page > 1 && count > 1 ? $"?page={page - 1}" : null, body.QuerySelector("[rel=prev]")?.GetAttribute("href"));
        Assert.Equal(page < count ? $"?page={page + 1}" : null, body.QuerySelector("[rel=next]")?.GetAttribute("href"));
    }

    [Fact]
    public void Facet_ManyValues_KeepsTheChosenInSight()
    {
        var options = Enumerable.Range(1, 12).Select(n => new FacetOption($"v{n}", $"Valeur {n}", n * 1000, n == 11)).ToList();
        var body = Rendered.Of(new FacetText { Legend = "Commune", Name = "commune", Options = options, Limit = 3 }
            .ToMarkup(ResourceAssetCollection.Empty));
        Assert.Equal(["v1", "v2", "v3", "v11"],
            body.QuerySelectorAll("fieldset > .choices input").Select(box => box.GetAttribute("value")));
        Assert.Equal(8, body.QuerySelectorAll("details details input").Length);
        Assert.True(body.QuerySelector("details")!.HasAttribute("open"));
        Assert.Equal("commune", body.QuerySelector("input")!.GetAttribute("name"));
    }

    [Fact]
    public void Facet_NoValue_IsNotShown()
        => Assert.Equal("", new FacetText { Legend = "Label", Name = "label", Options = [] }.ToMarkup(ResourceAssetCollection.Empty).Value
            ?? "");

    [Fact]
    public void Chips_Several_AreEachRemovableAndAllAtOnce()
    {
        var body = Rendered.Of(Chip.List([new("Bondy", "/acteurs?f=a"), new("Alimentation", "/acteurs?c=b")], "/acteurs",
            ResourceAssetCollection.Empty));
        Assert.Equal(["/acteurs?f=a", "/acteurs?c=b", "/acteurs"], body.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.StartsWith("Retirer : Bondy", body.QuerySelector("a")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataTable_Sorted_SaysByWhatAndTurnsOver()
    {
        var columns = new Column<int>[]
        {
            new() { Title = "Commune", Text = n => $"C{n}", SortKey = "c" },
            new() { Title = "Part", Text = n => $"{n} %", SortKey = "p", Numeric = true },
        };
        var body = await Rendered.OfAsync<DataTable<int>>(
            ("Caption", "Parts"), ("Id", "parts"), ("Columns", columns), ("Rows", new[] { 1, 2 }), ("Sort", "p"),
            ("SortHref", (Func<string, bool, string>)((key, down) => $"?tri={key}&sens={(down ? "bas" : "haut")}")));
        var heads = body.QuerySelectorAll("thead th");
        Assert.Null(heads[0].GetAttribute("aria-sort"));
        Assert.Equal("ascending", heads[1].GetAttribute("aria-sort"));
        Assert.Equal(["?tri=c&sens=haut", "?tri=p&sens=bas"], heads.Select(head => head.QuerySelector("a")!.GetAttribute("href")));
        Assert.Equal(["C1", "C2"], body.QuerySelectorAll("tbody th[scope=row]").Select(cell => cell.TextContent));
    }
}
