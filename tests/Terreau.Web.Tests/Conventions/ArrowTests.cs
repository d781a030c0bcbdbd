using System.Reflection;
using System.Text.RegularExpressions;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Conventions;

/// <summary>The walls of the house that the compiler does not guard.</summary>
public sealed partial class ArrowTests
{
    /// <summary>What the folder on the left may not name.</summary>
    private static readonly (string Folder, string[] Forbidden, string Why)[] Walls =
    [
        ("src/Terreau.Web/Domain", ["Terreau.Web.Features", "Terreau.Web.Imports", "Terreau.Web.Exports", "Terreau.Web.Commands", "Terreau.Web.Seeds", "Terreau.Web.Ui", "Terreau.Web.Hosting", "Terreau.Web.Search", "Microsoft.AspNetCore"],
            "the domain knows no page, no form, no import"),
        ("src/Terreau.Web/Search", ["Terreau.Web.Features", "Terreau.Web.Imports", "Terreau.Web.Exports", "Terreau.Web.Commands", "Terreau.Web.Seeds", "Terreau.Web.Ui"],
            "search is below the features"),
        ("src/Terreau.Web/Ui", ["Terreau.Web.Features", "Terreau.Web.Imports", "Terreau.Web.Exports", "Terreau.Web.Commands", "Terreau.Web.Seeds", "Terreau.Web.Data"],
            "shared components know no feature and no database"),
        ("src/Terreau.Web/Imports", ["Terreau.Web.Features", "Terreau.Web.Ui", "Terreau.Web.Exports", "Terreau.Web.Seeds"], "an import has no page and is no seed"),
        ("src/Terreau.Web/Exports", ["Terreau.Web.Features", "Terreau.Web.Ui", "Terreau.Web.Imports"], "an export has no page"),
        ("src/Terreau.Web/Seeds", ["Terreau.Web.Features", "Terreau.Web.Ui"], "a seed has no page"),
    ];

    /// <summary>Exceptions: file, name it may use, reason.</summary>
    private static readonly (string File, string Name, string Reason)[] Exceptions =
    [
    ];

    [Fact]
    public void Folders_NameOnlyWhatTheyMay()
    {
        var broken = new List<string>();
        foreach (var (folder, forbidden, why) in Walls)
        {
            if (!Directory.Exists(Path.Combine(Clone.Root, folder))) continue;
            foreach (var file in SourceTree.Under(folder, ".cs", ".razor"))
            {
                foreach (var name in forbidden.Where(name => Regex.IsMatch(file.Text, $@"(using|@using|@inject|\()\s*(static\s+)?{Regex.Escape(name)}\b")))
                {
                    if (!Exceptions.Any(allowed => allowed.File == file.Path && allowed.Name == name)) broken.Add($"{file.Path} names {name}: {why}");
                }
            }
        }
        Assert.Empty(broken);
    }

    [Fact]
    public void Features_UseOfEachOtherOnlyTheirRoutes()
    {
        var broken = new List<string>();
        var areas = SourceTree.Under("src/Terreau.Web/Features", ".cs", ".razor").ToLookup(file => file.Path.Split('/')[3]);
        foreach (var file in areas.SelectMany(area => area))
        {
            foreach (Match match in FeatureUsing().Matches(file.Text))
            {
                var other = match.Groups["area"].Value;
                if (other == file.Path.Split('/')[3]) continue;
                // What the other area defines, by its file names; its addresses alone are for others.
                var used = areas[other].Select(defined => Path.GetFileNameWithoutExtension(defined.Name))
                    .Where(name => name != "_Imports" && !name.EndsWith("Routes", StringComparison.Ordinal) && Regex.IsMatch(file.Text, $@"\b{name}\b")).ToList();
                if (used.Count > 0) broken.Add($"{file.Path} uses {string.Join(", ", used)} of {other}");
            }
        }
        Assert.Empty(broken);
    }

    [Fact]
    public void Engine_KnowsNeitherDatabaseNorWeb()
    {
        var references = typeof(Engine.Orientation.Codes).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();

        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Terreau.Web", StringComparison.Ordinal));
    }

    [Fact]
    public void Engine_ReadsNoClockAndNoFile()
    {
        var broken = SourceTree.Under("src/Terreau.Engine", ".cs")
            .Where(file => Outside().IsMatch(file.Text)).Select(file => file.Path);
        Assert.Empty(broken);
    }

    [Fact]
    public void Instants_ComeFromTheClockOfTheSite()
    {
        var broken = SourceTree.Under("src/Terreau.Web", ".cs", ".razor")
            .Where(file => Now().IsMatch(file.Text)).Select(file => file.Path);
        Assert.Empty(broken);
    }

    [Fact]
    public void Program_IsATableOfContents()
        => Assert.True(File.ReadAllLines(Path.Combine(Clone.Root, "src/Terreau.Web/Program.cs")).Length < 60);

    [Fact]
    public void Classes_OfTheSite_AreSealedOrAbstractOrStatic()
    {
        // Razor pages and components are generated public and open; everything we write is closed.
        var open = typeof(Site).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && type.Namespace?.StartsWith("Terreau.Web", StringComparison.Ordinal) == true)
            .Where(type => !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)
                && !typeof(Microsoft.EntityFrameworkCore.Migrations.Migration).IsAssignableFrom(type)
                && !typeof(Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot).IsAssignableFrom(type)
                && type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
                && !type.Name.StartsWith('<') && type.Name != "_Imports")
            .Select(type => type.FullName!);
        Assert.Empty(open);
    }

    [GeneratedRegex(@"Terreau\.Web\.Features\.(?<area>\w+)")]
    private static partial Regex FeatureUsing();

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)|File\.(Read|Write|Open)|Random\.Shared|Environment\.TickCount")]
    private static partial Regex Outside();

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    private static partial Regex Now();
}
