using System.Text.RegularExpressions;

namespace Terreau.Web.Tests.Conventions;

/// <summary>Names, lengths and documents of the house.</summary>
public sealed partial class NamingTests
{
    private const int LongestFile = 400;

    private static readonly string[] Attics = ["Common", "Shared", "Utils", "Helpers", "Models", "ViewModels"];

    /// <summary>Exceptions: type name, reason.</summary>
    private static readonly Dictionary<string, string> AllowedNames = new()
    {
        ["PurposeBase"] = "a base of purposes, as staff call their file",
    };

    [Fact]
    public void Types_DoNotEndWithEmptyWords()
    {
        var broken = SourceTree.Under("src", ".cs", ".razor")
            .SelectMany(file => TypeName().Matches(file.Text).Select(match => match.Groups["name"].Value)
                .Append(Path.GetFileNameWithoutExtension(file.Name)))
            .Where(name => EmptyEnding().IsMatch(name)).Select(name => (name, name));
        Broken.NoneBut(AllowedNames.Keys, broken);
    }

    [Fact]
    public void Folders_AreNoAttics()
    {
        var broken = Directory.EnumerateDirectories(Path.Combine(Clone.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
                && !path.Contains("/bin/", StringComparison.Ordinal))
            .Where(path => Attics.Contains(Path.GetFileName(path)));
        Broken.None(broken);
    }

    [Fact]
    public void Pages_SayTheirTitleThroughSiteTitle()
    {
        // The document has no outlet for the framework's own head components: what they say would be lost in silence.
        var broken = SourceTree.Under("src/Terreau.Web", ".razor")
            .Where(file => file.Text.Contains("<PageTitle", StringComparison.Ordinal)
                || file.Text.Contains("<HeadContent", StringComparison.Ordinal))
            .Select(file => file.Path);
        Broken.None(broken);
    }

    [Fact]
    public void Files_AreShort()
    {
        var broken = SourceTree.Under("src", ".cs", ".razor", ".css", ".ts").Concat(SourceTree.Under("tests", ".cs"))
            .Concat(SourceTree.Under(Bench, ".cs"))
            .Where(file => file.Lines > LongestFile)
            .Select(file => $"{file.Path}: {file.Lines} lines");
        Broken.None(broken);
    }

    [Fact]
    public void Text_SaysNothingOfMachines()
    {
        var broken = SourceTree.Under("src", ".cs", ".razor", ".ts", ".css").Concat(SourceTree.Under("tests", ".cs"))
            .Concat(SourceTree.Under("docs", ".md"))
            .Where(file => MachinePath().IsMatch(file.Text) && file.Name != "NamingTests.cs").Select(file => file.Path);
        Broken.None(broken);
    }

    private static string Bench => "benchmarks";

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\w(Manager|Helper|Helpers|Utils?|Service|Processor|Info|Base|Impl|Wrapper)$")]
    private static partial Regex EmptyEnding();

    [GeneratedRegex(@"(?<![\w.])/(work|root|home)/\w")]
    private static partial Regex MachinePath();
}
