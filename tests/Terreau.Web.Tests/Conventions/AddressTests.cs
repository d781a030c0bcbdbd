using System.Text.RegularExpressions;

namespace Terreau.Web.Tests.Conventions;

/// <summary>An address is written once, in the Routes of its feature.</summary>
public sealed partial class AddressTests
{
    /// <summary>Exceptions: file, first part of the address, reason.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["ForPrograms.cs /api"] = "the site knows how the addresses for programs begin, whoever brings them",
        ["AidApi.cs /api"] = "the address is of another site",
        ["ErrorDocument.razor /acteurs"] = "shared components know no feature; an error page leads somewhere",
        ["ErrorDocument.razor /offres"] = "the same",
        ["TerritoryMap.razor /territoire"] = "shared components know no feature; the ground of a map is the same everywhere",
    };

    [Fact]
    public void Addresses_AreWrittenInRoutesAlone()
    {
        var sources = SourceTree.Under("src/Terreau.Web", ".cs", ".razor").ToList();
        var starts = sources.SelectMany(file => Page().Matches(file.Text)).Select(match => match.Groups["start"].Value)
            .ToHashSet(StringComparer.Ordinal);
        var broken = new List<(string, string)>();
        foreach (var file in sources.Where(file => !IsOfRoutes(file)))
        {
            foreach (Match match in Literal().Matches(Comment().Replace(Page().Replace(file.Text, ""), "")))
            {
                var start = match.Groups["start"].Value;
                if (starts.Contains(start)) broken.Add(($"{file.Name} {start}", $"{file.Path}: {match.Value}"));
            }
        }
        Broken.NoneBut(Allowed.Keys, broken);
    }

    private static bool IsOfRoutes(SourceFile file)
        => Path.GetFileNameWithoutExtension(file.Name).EndsWith("Routes", StringComparison.Ordinal);

    [GeneratedRegex(@"@page ""(?<start>/[a-z0-9-]+)[^""]*""")]
    private static partial Regex Page();

    [GeneratedRegex(@"///.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"""(?<start>/[a-z0-9-]+)(?=[/?#""{])[^""\n]*""?")]
    private static partial Regex Literal();
}
