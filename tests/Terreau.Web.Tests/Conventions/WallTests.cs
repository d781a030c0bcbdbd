using System.Text.RegularExpressions;

namespace Terreau.Web.Tests.Conventions;

/// <summary>The walls of the house that the compiler does not guard: who may use whose types.</summary>
public sealed partial class WallTests
{
    /// <summary>What stands under the name on the left may use nothing of what stands on the right.</summary>
    private static readonly (string Room, string[] Closed, string Why)[] Walls =
    [
        ("Domain", ["Features", "Imports", "Exports", "Commands", "Seeds", "Ui", "Hosting", "Search"],
            "the domain knows no page, no form, no import"),
        ("Data", ["Domain", "Features", "Imports", "Exports", "Commands", "Seeds", "Ui", "Hosting", "Search"],
            "the domain stands on the database, which knows nothing of it"),
        ("Search", ["Features", "Imports", "Exports", "Commands", "Seeds", "Ui", "Hosting"], "search is below the features"),
        ("Ui", ["Features", "Imports", "Exports", "Commands", "Seeds", "Data", "Hosting"],
            "shared components know no feature and no database"),
        ("Hosting", ["Features", "Imports", "Commands", "Seeds"], "the site knows no feature: each brings its own (IArea)"),
        ("Imports", ["Features", "Ui", "Exports", "Hosting", "Commands", "Seeds"], "an import has no page and is no seed"),
        ("Exports", ["Features", "Ui", "Imports", "Hosting", "Commands", "Seeds"], "an export has no page"),
        ("Seeds", ["Features", "Ui", "Hosting", "Commands", "Exports"], "a seed has no page"),
        ("Backups", ["Domain", "Features", "Ui", "Exports", "Imports", "Commands", "Seeds", "Search", "Listing"],
            "a backup knows files and tables, not what they mean"),
        ("Listing", ["Features", "Imports", "Commands", "Seeds"], "the one list knows no area"),
        ("Reading", ["Features", "Ui", "Exports", "Hosting", "Commands", "Seeds", "Imports", "Search"],
            "what reads files of reference knows none of them"),
        ("Working",
            ["Data", "Domain", "Features", "Imports", "Exports", "Commands", "Seeds", "Ui", "Hosting", "Search", "Listing", "Reading"],
            "a worker starts at once, and does work that it does not know"),
        ("Features", ["Commands"], "the console stands on the features, not under them"),
    ];

    /// <summary>Exceptions: type or room, room or type it may use, reason.</summary>
    private static readonly (string Type, string Use, string Reason)[] Exceptions =
    [
        ("", "Hosting.StartException", "whoever finds what keeps the program from starting says so in a sentence"),
        ("", "Hosting.TerreauOptions", "the settings of the installation"),
        ("Exports", "Hosting.Api", "programs are told of a fault in one way"),
        ("Data.TerreauDb", "Domain", "its sets name the entities"),
    ];

    [Fact]
    public void Rooms_UseOnlyWhatTheyMay()
    {
        var broken = new List<(string, string)>();
        foreach (var (from, to) in Uses())
        {
            foreach (var (_, _, why) in Walls.Where(wall => Under(from, wall.Room) && wall.Closed.Any(closed => Under(to, closed))))
            {
                var (type, use, _) = Array.Find(Exceptions, allowed => (from == allowed.Type || Under(from, allowed.Type))
                    && (to == allowed.Use || Under(to, allowed.Use)));
                broken.Add(($"{type} {use}", $"{from} uses {to}: {why}"));
            }
        }
        Broken.NoneBut(Exceptions.Select(allowed => $"{allowed.Type} {allowed.Use}"), broken);
    }

    /// <summary>Exceptions: type that other areas may use, reason.</summary>
    private static readonly Dictionary<string, string> Lent = new()
    {
        ["Features.Offers.OfferContact"] = "an offer is reached in the same way wherever it is shown",
    };

    [Fact]
    public void Features_UseOfEachOtherOnlyTheirRoutes()
    {
        var broken = Uses().Where(use => Under(use.From, "Features") && Under(use.To, "Features") && AreaOf(use.From) != AreaOf(use.To)
                && !use.To.EndsWith("Routes", StringComparison.Ordinal))
            .Select(use => (Lent.Keys.FirstOrDefault(lent => lent.Split('.')[^1] == use.To.Split('.')[^1], ""), $"{use.From} uses {use.To}"));
        Broken.NoneBut(Lent.Keys, broken);
    }

    /// <summary>Readers of what others made, and who alone may call them: whoever else did would fall with a file.</summary>
    [Theory]
    [InlineData("Imports.Pipeline.Workbook"), InlineData("Imports.Pipeline.OpenDocument"), InlineData("Imports.Pipeline.ZipGuard")]
    public void Workbooks_AreReadByTheirWorkAlone(string reader)
        => Assert.Equal("Imports.Pipeline.WorkbookWork",
            Assert.Single(Uses().Where(use => use.To == reader).Select(use => use.From).Distinct()));

    [Fact]
    public void LibraryOfWorkbooks_IsUsedByTheirReaderAlone()
        => Assert.Equal("Imports.Pipeline.Workbook", Assert.Single(TypeUses.OfTheSite.Pairs
            .Where(use => use.To.Assembly.GetName().Name == "ExcelDataReader").Select(use => NameOf(use.From)).Distinct()));

    [Fact]
    public void Domain_KnowsNoWeb()
    {
        var broken = TypeUses.OfTheSite.Pairs
            .Where(use => Under(NameOf(use.From), "Domain")
                && use.To.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true)
            .Select(use => $"{NameOf(use.From)} uses {use.To.Name}");
        Broken.None(broken);
    }

    [Fact]
    public void Areas_StandInTheirFolder()
        => Assert.All(Web.Hosting.Areas.All, area => Assert.Matches(AreaName(), area.GetType().FullName!));

    private static IEnumerable<(string From, string To)> Uses()
        => TypeUses.OfTheSite.Pairs.Where(use => use.To.Assembly == use.From.Assembly && IsWritten(use.From))
            .Select(use => (NameOf(use.From), NameOf(use.To)));

    // Migrations are made by a tool, which copies the model into them.
    private static bool IsWritten(Type type)
        => type.Namespace?.StartsWith("Terreau.Web", StringComparison.Ordinal) == true
            && !type.Namespace.Contains(".Migrations", StringComparison.Ordinal);

    private static string NameOf(Type type) => (type.FullName ?? type.Name).Replace("Terreau.Web.", "", StringComparison.Ordinal);

    private static bool Under(string name, string room) => room.Length == 0 || name.StartsWith(room + ".", StringComparison.Ordinal);

    private static string AreaOf(string name) => name.Split('.')[1];

    [GeneratedRegex(@"^Terreau\.Web\.Features\.(\w+\.)*(?<room>\w+)\.\k<room>Area$")]
    private static partial Regex AreaName();
}
