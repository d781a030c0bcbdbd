using System.Text.RegularExpressions;

namespace Terreau.Web.Tests.Ui;

public sealed partial class IconTests
{
    private static readonly string Web = Path.Combine(Clone.Root, "src", "Terreau.Web");

    private static readonly string[] Listed = File.ReadAllLines(Path.Combine(Web, "Assets", "icons.txt"));

    private static readonly string Sources = string.Concat(
        new[] { "Ui", "Features" }.SelectMany(
            folder => Directory.EnumerateFiles(Path.Combine(Web, folder), "*", SearchOption.AllDirectories))
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(File.ReadAllText));

    [Fact]
    public void Icon_UsedOnAPage_IsInTheSprite()
    {
        var used = IconName().Matches(Sources).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(used);
        Assert.Empty(used.Except(Listed));
    }

    [Fact]
    public void Icon_InTheSprite_IsUsedSomewhere() =>
        Assert.Equal("", string.Join(' ', Listed.Where(name => !Sources.Contains($"\"{name}\"", StringComparison.Ordinal))));

    [GeneratedRegex(@"(?:Icon(?: |Name| Name)*=|Icons\.Of\([aA]ssets, )""([a-z0-9-]+)""")]
    private static partial Regex IconName();
}
