using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Terreau.Web.Tests.Conventions;

/// <summary>A page asks for what its reader may see, in words, or says here why it looks at the rest.</summary>
public sealed class AudienceTests
{
    /// <summary>The sets whose rows are not for everyone.</summary>
    private static readonly string[] Kept = ["Organisations", "Pictures", "Projects", "JoinRequests", "Invitations", "Amendments",
        "ErrorReports", "Members"];

    /// <summary>The words that say who may see a row.</summary>
    private static readonly string[] Words = ["VisibleTo", "EditableBy", "Published", "Add", "AddRange", "Remove", "RemoveRange"];

    /// <summary>What reads for no reader: the clock, and the desk, whose pages ask for Moderate.</summary>
    private static readonly string[] Inner = ["Deadline", "QueueKind", "RulingKind"];

    /// <summary>Exceptions: room or type, why it looks at what is not for everyone.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["Features/Steward"] = "the desk sees what waits and what was refused; each of its pages asks for Moderate",
        ["Features/Accounts"] = "a person sees what is theirs, found by their own account or the key they hold",
        ["Rulings"] = "what decisions have in common",
        ["DirectoryArea"] = "the gate asks which organisation is meant, before anything of it is read",
        ["Doers"] = "tells those of the organisation apart, by what they are and not by name",
        ["ErrorReporting"] = "whether the same report was sent before",
        ["HistoryReading"] = "the lines of a sheet that was found by VisibleTo",
        ["PictureEndpoints"] = "joined with the sheets that are visible",
        ["SheetAlbum"] = "the pictures of a sheet that was found by EditableBy",
        ["SheetPeople"] = "the people of a sheet that was found by VisibleTo, for those who run it",
        ["SheetProposals"] = "an address must be free among all sheets, also those that wait",
    };

    [Fact]
    public void Queries_OfFeatures_SayWhoMaySee()
    {
        var silent = SourceTree.Under("src/Terreau.Web/Features", ".cs", ".razor").SelectMany(file => Silent(file).Select(query =>
            (Allowed.Keys.FirstOrDefault(room => file.Path.Contains($"/{room}/", StringComparison.Ordinal)) ?? query.Type,
                $"{query.Type}: {query.Text}")));
        Broken.NoneBut(Allowed.Keys, silent);
    }

    [Theory]
    [InlineData("db.Organisations.Published().First()", 0)]
    [InlineData("db.Organisations.AsNoTracking().VisibleTo(user).Where(x => x.A)", 0)]
    [InlineData("db.Organisations.Where(x => x.A)", 1)]
    [InlineData("db.Grants.Join(db.Organisations, a => a.B, b => b.C, (a, b) => a)", 1)]
    [InlineData("db.Organisations.Add(sheet)", 0)]
    [InlineData("db.Organisations.Where(x => x.A)", 0, "Deadline")]
    public void Query_WithoutAWord_IsSilent(string query, int expected, string of = "Question")
        => Assert.Equal(expected, Silent(new SourceFile("A.cs", $"class A : {of} {{ object M() => {query}; }}")).Count());

    private static IEnumerable<(string Type, string Text)> Silent(SourceFile file)
        => CSharpSyntaxTree.ParseText(SourceTree.CodeOf(file)).GetRoot().DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(access => Kept.Contains(access.Name.Identifier.Text)
                && access.Expression is IdentifierNameSyntax { Identifier.Text: "db" or "Db" } && !IsSaid(access) && !IsInner(access))
            .Select(access => (OwnerOf(access, file), access.Parent?.Parent?.ToString().Split('\n')[0] ?? access.ToString()));

    // Up the chain of calls that starts at the set.
    private static bool IsSaid(ExpressionSyntax set)
    {
        for (SyntaxNode at = set; at.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax; at = at.Parent)
        {
            if (at.Parent is MemberAccessExpressionSyntax next && next.Expression == at && Words.Contains(next.Name.Identifier.Text))
                return true;
        }
        return false;
    }

    private static bool IsInner(SyntaxNode node)
        => node.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault()?.BaseList is { } bases
            && bases.Types.Any(of => Inner.Contains(of.Type.ToString()));

    private static string OwnerOf(SyntaxNode node, SourceFile file)
        => node.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault()?.Identifier.Text ?? Path.GetFileNameWithoutExtension(file.Name);
}
