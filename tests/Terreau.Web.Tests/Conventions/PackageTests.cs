using System.Text.Json;
using System.Text.RegularExpressions;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Conventions;

/// <summary>Packages of the site: each one is used by a line of ours.</summary>
public sealed partial class PackageTests
{
    /// <summary>Exceptions: package, reason.</summary>
    private static readonly Dictionary<string, string> UsedOtherwise = new()
    {
        ["Microsoft.EntityFrameworkCore.Design"] = "a tool that makes migrations",
        ["SkiaSharp.NativeAssets.Linux.NoDependencies"] = "the machine code that SkiaSharp calls",
    };

    [Fact]
    public void Packages_OfTheSite_AreEachUsed()
    {
        var used = new[] { typeof(Site).Assembly, typeof(Engine.Orientation.Codes).Assembly }
            .SelectMany(assembly => assembly.GetReferencedAssemblies()).Select(name => name.Name!).ToHashSet(StringComparer.Ordinal);
        using var assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Clone.Root, "src/Terreau.Web/obj/project.assets.json")));
        var restored = assets.RootElement.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject()
            .ToDictionary(package => package.Name.Split('/')[0], package => package.Value, StringComparer.OrdinalIgnoreCase);

        var unused = SourceTree.Under("src", ".csproj").SelectMany(project => Reference().Matches(project.Text))
            .Select(match => match.Groups["name"].Value)
            .Where(name => !Assemblies(name, restored).Any(used.Contains));

        Broken.NoneBut(UsedOtherwise.Keys, unused.Select(name => (name, name)));
    }

    /// <summary>What a package gives to compile against; one that only stands for others gives what they give.</summary>
    private static IEnumerable<string> Assemblies(string package, Dictionary<string, JsonElement> restored)
    {
        if (!restored.TryGetValue(package, out var found)) return [];
        var own = found.TryGetProperty("compile", out var files)
            ? files.EnumerateObject().Select(file => Path.GetFileNameWithoutExtension(file.Name)).Where(name => name is not "_" and not "")
                .ToList() : [];
        if (own.Count > 0) return own;
        return found.TryGetProperty("dependencies", out var others)
            ? others.EnumerateObject().SelectMany(other => Assemblies(other.Name, restored)) : [];
    }

    [GeneratedRegex(@"<PackageReference Include=""(?<name>[^""]+)""")]
    private static partial Regex Reference();
}
