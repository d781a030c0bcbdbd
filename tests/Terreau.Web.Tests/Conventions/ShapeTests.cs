using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Terreau.Web.Tests.Conventions;

/// <summary>Code that is read without scrolling sideways, and methods that are held in mind at once.</summary>
public sealed class ShapeTests
{
    private const int Widest = 140;
    private const int LongestMethod = 60;
    private const int MostWays = 20;

    /// <summary>How many lines of which file are still wider, as told by <see cref="Lines_AreNotWide"/>. The list only shrinks.</summary>
    private const string WideLines = "tests/Terreau.Web.Tests/Conventions/wide-lines.txt";

    /// <summary>Exceptions: type and method, reason.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["OfferCatalogue.Scan"] = "the one loop over all offers: parted, it would be slower",
    };

    [Fact]
    public void Lines_AreNotWide()
    {
        var wide = SourceTree.Under("src", ".cs", ".razor", ".css", ".ts").Concat(SourceTree.Under("tests", ".cs"))
            .Concat(SourceTree.Under("benchmarks", ".cs"))
            .ToDictionary(file => file.Path, file => file.Text.Split('\n').Select((line, at) => (Line: at + 1, line.TrimEnd().Length))
                .Where(line => line.Length > Widest).ToList());
        var allowed = File.ReadLines(Path.Combine(Clone.Root, WideLines)).Select(line => line.Split(' ', 2))
            .ToDictionary(line => line[1], line => int.Parse(line[0], CultureInfo.InvariantCulture), StringComparer.Ordinal);

        Broken.None(wide.Where(file => file.Value.Count > allowed.GetValueOrDefault(file.Key)).Select(file =>
            $"{file.Key}: {file.Value.Count} lines are wider than {Widest}, {allowed.GetValueOrDefault(file.Key)} of them old: "
            + string.Join(", ", file.Value.Select(line => $"{line.Line} ({line.Length})")))
            .Concat(allowed.Where(line => wide.GetValueOrDefault(line.Key, []).Count < line.Value).Select(line =>
                $"{line.Key}: {wide.GetValueOrDefault(line.Key, []).Count} wide lines are left of {line.Value}; write it in {WideLines}")));
    }

    [Fact]
    public void Methods_AreHeldInMind()
    {
        var broken = SourceTree.Under("src", ".cs", ".razor").SelectMany(Methods)
            .Where(method => method.Lines > LongestMethod || method.Ways > MostWays)
            .Select(method => (method.Name, $"{method.Name}: {method.Lines} lines, {method.Ways} ways"));

        Broken.NoneBut(Allowed.Keys, broken);
    }

    [Theory]
    [InlineData("if (a && b) return 1; return c ?? 2;", 4)]
    [InlineData("foreach (var x in y) { try { F(); } catch { } }", 3)]
    [InlineData("switch (a) { case 1: case 2: return; default: return; }", 3)]
    [InlineData("return a switch { > 3 => 1, 2 when b => 2, 1 => 3, _ => 4 };", 3)]
    [InlineData("void Inner() { while (a) { } } Inner();", 2)]
    public void Ways_OfAMethod_CountWhatMayTurn(string body, int expected)
        => Assert.Equal(expected, Assert.Single(Methods(new SourceFile("A.cs", $"class A {{ void M() {{ {body} }} }}"))).Ways);

    /// <summary>Methods, constructors, properties with a body; local functions and lambdas count in what holds them.</summary>
    private static IEnumerable<Method> Methods(SourceFile file)
        => CSharpSyntaxTree.ParseText(SourceTree.CodeOf(file)).GetRoot().DescendantNodes()
            .Where(node => node is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or IndexerDeclarationSyntax)
            .Select(node => new Method($"{OwnerOf(node, file)}.{NameOf(node)}", LinesOf(node), 1 + node.DescendantNodes().Sum(Turns)));

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    /// <summary>How many more ways a piece of code opens. A table read down, one constant after the other, opens none.</summary>
    private static int Turns(SyntaxNode node) => node switch
    {
        IfStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax => 1,
        CaseSwitchLabelSyntax or CasePatternSwitchLabelSyntax or CatchClauseSyntax or ConditionalExpressionSyntax => 1,
        SwitchExpressionArmSyntax { WhenClause: null, Pattern: ConstantPatternSyntax or DiscardPatternSyntax } => 0,
        SwitchExpressionArmSyntax => 1,
        BinaryExpressionSyntax binary
            when binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression => 1,
        AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) => 1,
        _ => 0,
    };

    private static string OwnerOf(SyntaxNode node, SourceFile file)
        => node.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault()?.Identifier.Text
            ?? Path.GetFileNameWithoutExtension(file.Name);

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ConstructorDeclarationSyntax => "new",
        _ => node.Kind().ToString(),
    };

    private sealed record Method(string Name, int Lines, int Ways);
}
