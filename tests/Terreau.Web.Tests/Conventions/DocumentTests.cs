using System.Text.RegularExpressions;

namespace Terreau.Web.Tests.Conventions;

/// <summary>
/// Documents that lead somewhere: each is found from the table of docs/README.md, and each section of measures has its verb.
/// </summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Documents_AreEachNamedInTheTable()
    {
        var table = SourceTree.Under("docs", ".md").Single(file => file.Path.EndsWith("docs/README.md", StringComparison.Ordinal));
        var named = Link().Matches(table.Text).Select(match => match.Groups["to"].Value).ToHashSet();

        var missing = SourceTree.Under("docs", ".md")
            .Where(file => file != table && !file.Path.Contains("/decisions/", StringComparison.Ordinal))
            .Select(file => file.Path.Split("docs/")[^1]).Where(path => !named.Contains(path));

        Assert.Empty(missing);
    }

    [Fact]
    public void Links_OfEveryDocument_LeadToAFile()
    {
        var root = new[] { "README.md", "STYLE.md", "CHANGELOG.md" }.Select(name => Path.Combine(Clone.Root, name));
        var documents = root.Concat(Directory.EnumerateFiles(Path.Combine(Clone.Root, "docs"), "*.md", SearchOption.AllDirectories));

        var broken = documents.SelectMany(path => Link().Matches(File.ReadAllText(path)).Select(match => match.Groups["to"].Value)
            .Where(to => !to.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, to)))
            .Select(to => $"{path}: {to}"));

        Assert.Empty(broken);
    }

    [Fact]
    public void Measures_OfEachVerbOfTheBench_HaveTheirSection_AndNoOther()
    {
        var document = File.ReadAllText(Path.Combine(Clone.Root, "docs", "measured.md"));
        var verbs = SourceTree.Under("benchmarks", ".cs").SelectMany(file => Verb().Matches(file.Text))
            .Select(match => match.Groups["name"].Value);

        var marks = Mark().Matches(document).Select(match => $"{match.Groups["kind"].Value} {match.Groups["name"].Value}").ToList();
        var opened = marks.Where(mark => mark.StartsWith("bench", StringComparison.Ordinal)).Select(mark => mark[6..]).ToList();

        // Each section is opened, then closed, before the next.
        Assert.Equal(opened.SelectMany(name => new[] { $"bench {name}", $"end {name}" }), marks);
        Assert.Equal(verbs.Order(StringComparer.Ordinal), opened.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\]\((?<to>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"new Command\(""(?<name>[a-z-]+)""")]
    private static partial Regex Verb();

    [GeneratedRegex(@"^<!-- (?<kind>bench|end) (?<name>[a-z-]+) -->$", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
