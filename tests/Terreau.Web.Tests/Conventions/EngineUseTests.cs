using System.Reflection;
using System.Runtime.CompilerServices;

namespace Terreau.Web.Tests.Conventions;

/// <summary>What the Engine offers is what the site asks of it: code that only tests call proves nothing to anyone.</summary>
public sealed class EngineUseTests
{
    /// <summary>Exceptions: type and member, with its reason.</summary>
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["DuplicateIndex.Contains"] = "what was put in is found again: tests alone ask",
        ["DuplicateIndex.Replace"] = "tests hold an index kept up beside one built anew",
        ["Evaluation.Of"] = "one rule on one case: the examples of docs/algorithms",
        ["Facts.With"] = "cases of facts, as examples and the bench write them",
        ["Facts.WithItems"] = "the same",
        ["Facts.Without"] = "the same",
        ["Interval.Add"] = "the named form of an operator",
        ["Lambert93.Project"] = "the way back, which tests hold the way there against",
        ["Money.Add"] = "the named form of an operator",
        ["Money.Subtract"] = "the named form of an operator",
        ["OfferCatalogue.OrientAll"] = "what the bench measures beside the quick way",
        ["OfferWindow.IsOpen"] = "one day of a window, which tests hold the views of days against",
        ["RuleJson.Write"] = "the way back of a rule that was read",
    };

    [Fact]
    public void Types_OfTheEngine_AreReachedFromTheSite()
    {
        var reached = TypeUses.OfTheSite.Pairs.Select(use => use.To).Where(type => type.Assembly == Library).ToHashSet();
        while (TypeUses.OfTheEngine.Pairs
            .Where(use => reached.Contains(use.From) && use.To.Assembly == Library && !reached.Contains(use.To))
            .ToList() is { Count: > 0 } next)
            reached.UnionWith(next.Select(use => use.To));

        // A class of constants leaves no trace where they are used.
        Broken.None(Library.GetExportedTypes().Where(type => !type.IsNested && !reached.Contains(type) && !HoldsConstantsAlone(type))
            .Select(type => type.Name));
    }

    [Fact]
    public void Methods_OfTheEngine_AreCalled()
    {
        var called = TypeUses.OfTheSite.Members.Concat(TypeUses.OfTheEngine.Members).Select(use => use.To).ToHashSet();

        Broken.NoneBut(Kept.Keys, Library.GetExportedTypes().Where(type => !type.IsEnum)
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => IsOurs(method) && !called.Contains(method))
            .Select(method => ($"{type.Name}.{method.Name}", $"{type.Name}.{method.Name}"))));
    }

    private static Assembly Library => typeof(Engine.Orientation.Codes).Assembly;

    private static bool HoldsConstantsAlone(Type type)
        => type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .All(member => member is FieldInfo { IsLiteral: true } or TypeInfo) && type.IsSealed && type.IsAbstract;

    // Not what the compiler writes, what a base asks for, nor what an operator or a comparison needs to be whole.
    private static bool IsOurs(MethodInfo method)
        => !method.IsSpecialName && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null && method.GetBaseDefinition() == method
            && !method.Name.Contains('<', StringComparison.Ordinal)
            && method.Name is not ("Equals" or "CompareTo" or "ToString" or "GetHashCode" or "Deconstruct" or "GetEnumerator")
            && !(method.IsVirtual && method.IsFinal);
}
