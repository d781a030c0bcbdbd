using System.Reflection;
using System.Text.RegularExpressions;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Conventions;

/// <summary>What the Engine does without, where the time comes from, and what stays closed.</summary>
public sealed partial class ArrowTests
{
    [Fact]
    public void Engine_KnowsNeitherDatabaseNorWeb()
    {
        var references = typeof(Engine.Orientation.Codes).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();

        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || name.StartsWith("Terreau.Web", StringComparison.Ordinal));
    }

    [Fact]
    public void Engine_ReadsNoClockAndNoFile()
    {
        var broken = SourceTree.Under("src/Terreau.Engine", ".cs")
            .Where(file => Outside().IsMatch(file.Text)).Select(file => file.Path);
        Broken.None(broken);
    }

    [Fact]
    public void Instants_ComeFromTheClockOfTheSite()
    {
        var broken = SourceTree.Under("src/Terreau.Web", ".cs", ".razor")
            .Where(file => Now().IsMatch(file.Text)).Select(file => file.Path);
        Broken.None(broken);
    }

    [Fact]
    public void Program_IsATableOfContents()
        => Assert.True(File.ReadAllLines(Path.Combine(Clone.Root, "src/Terreau.Web/Program.cs")).Length < 60);

    [Fact]
    public void Classes_OfTheSite_AreSealedOrAbstractOrStatic()
    {
        // Razor pages and components are generated public and open; everything we write is closed.
        var open = typeof(Site).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }
                && type.Namespace?.StartsWith("Terreau.Web", StringComparison.Ordinal) == true)
            .Where(type => !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)
                && !typeof(Microsoft.EntityFrameworkCore.Migrations.Migration).IsAssignableFrom(type)
                && !typeof(Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot).IsAssignableFrom(type)
                && type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
                && !type.Name.StartsWith('<') && type.Name != "_Imports")
            .Select(type => type.FullName!);
        Broken.None(open);
    }

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)|File\.(Read|Write|Open)|Random\.Shared|Environment\.TickCount")]
    private static partial Regex Outside();

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    private static partial Regex Now();
}
