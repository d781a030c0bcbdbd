using System.Text.RegularExpressions;

namespace Terreau.Web.Tests.Conventions;

/// <summary>The sources of this clone as text, without what is generated or installed.</summary>
internal static partial class SourceTree
{
    private static readonly string[] Generated = ["/bin/", "/obj/", "/node_modules/", "/Migrations/", "/wwwroot/"];

    public static IEnumerable<SourceFile> Under(string folder, params string[] endings)
        => Directory.EnumerateFiles(Path.Combine(Clone.Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => path.Replace('\\', '/'))
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))
                && !Array.Exists(Generated, part => path.Contains(part, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(Path.GetRelativePath(Clone.Root, path).Replace('\\', '/'), File.ReadAllText(path)));

    /// <summary>The Terreau namespaces a file names: in usings, in @using, or in full.</summary>
    public static IEnumerable<string> Names(SourceFile file)
        => FullName().Matches(WithoutComments(file.Text)).Select(match => match.Value)
            .Where(name => !file.Text.Contains($"namespace {name};", StringComparison.Ordinal)).Distinct();

    /// <summary>The C# of a file; the code of a page is the body of a class.</summary>
    public static string CodeOf(SourceFile file)
    {
        if (!file.Path.EndsWith(".razor", StringComparison.Ordinal)) return file.Text;
        var at = file.Text.IndexOf("@code {", StringComparison.Ordinal);
        return at < 0 ? "" : $"class {Path.GetFileNameWithoutExtension(file.Name)} {file.Text[(at + "@code ".Length)..]}";
    }

    private static string WithoutComments(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"Terreau\.(Web|Engine)(\.[A-Z]\w*)*")]
    private static partial Regex FullName();

    [GeneratedRegex(@"^\s*//.*$|^\s*@namespace.*$|^\s*namespace .*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}

internal sealed record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);
    public int Lines => Text.Count(c => c == '\n');
}
