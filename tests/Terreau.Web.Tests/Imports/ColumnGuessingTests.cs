using System.Text;
using System.Text.Json;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Imports;

public sealed class ColumnGuessingTests
{
    private static readonly (string Theirs, string Ours)[] Shared =
    [
        ("id", "cle"), ("nom", "nom"), ("pivot", "siret"), ("commune", "commune"), ("code_postal", "code-postal"),
        ("code_insee", "code-insee"), ("adresse", "adresse"), ("complement_adresse", "complement"), ("latitude", "latitude"),
        ("longitude", "longitude"), ("telephone", "telephone"), ("courriels", "courriel"), ("site_web", "site"), ("date_maj", "mis-a-jour"),
        ("presentation_resume", "resume"), ("presentation_detail", "presentation"),
    ];

    /// <summary>Six real directories and how a person mapped each: what we find of it, told and held.</summary>
    [Fact]
    public void Directories_MappedByHand_AreMostlyFoundAlike()
    {
        var (found, asked, missed) = (0, 0, new List<string>());
        foreach (var name in new[] { "aix-en-provence", "angers", "etapes-numerique", "gironde", "la-creuse", "maine-et-loire" })
        {
            var folder = Clone.Sample("directories/mednum");
            var table = TableFile.Read(File.ReadAllBytes(Path.Combine(folder, name + ".json"))).Table;
            var mapping = ImportMapping.Of(table, ColumnGuessing.Of(table));
            using var theirs = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name + ".config.json")));
            foreach (var (field, ours) in Shared)
            {
                if (!theirs.RootElement.TryGetProperty(field, out var said)) continue;
                string[] columns = said.TryGetProperty("colonne", out var one) ? [one.GetString()!]
                    : said.TryGetProperty("joindre", out var join)
                    ? [.. join.GetProperty("colonnes").EnumerateArray().Select(column => column.GetString()!)] : [];
                // A column that the file does not have, or never fills, is nothing to find.
                columns = [.. columns.Where(column => table.Headings.Contains(column)
                    && table.Column(Array.IndexOf([.. table.Headings], column)).Any(text => !Blank.Is(text)))];
                if (columns.Length == 0) continue;
                asked++;
                if (columns.All(column => mapping.TargetOf(column)?.Code == ours)) found++;
                else missed.Add(
                    $"{name}: {field} is {string.Join('+', columns)}, taken for {string.Join('+', columns.Select(column => mapping.TargetOf(column)?.Code ?? "nothing"))}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{found} of {asked} fields found as mapped by hand ({100.0 * found / asked:F0} %); others: {string.Join("; ", missed)}");
        Assert.True(found * 100 >= asked * 90, $"{found} of {asked}: {string.Join("; ", missed)}");
    }

    [Fact]
    public void Heading_AgainstWhatIsHeld_ContentWins()
    {
        var guesses = Of("Coord. X;Coord. Y;Nom\n44,83;-0,58;A\n44,90;-0,57;B\n");

        Assert.Equal(["latitude", "longitude", "nom"], guesses.Select(guess => guess.Target!.Code));
    }

    [Fact]
    public void Column_NamedForNothingButFullOfNumbers_IsFoundByThem()
    {
        var guess = Of("Structure;Code X\nLa Poste;35600000000048\nDINUM;13002526500013\n")[1];

        Assert.Equal("siret", guess.Target!.Code);
        Assert.Contains("100", guess.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Column_NamedSiretButFullOfNames_IsNotOne()
        => Assert.NotEqual("siret", Of("raison_sociale;siret\nHALAGE;MOTS ET REGARDS\nAPIJ;REV'ELLES\n")[1].Target?.Code);

    [Fact]
    public void Mapping_OfTheSourceBefore_LeadsTheNext()
    {
        var table = TableFile.Read(Encoding.UTF8.GetBytes("Titre;Autre titre;Ville\nA;B;Bondy\n")).Table;
        var confirmed = new ImportMapping(new Dictionary<string, string> { ["Autre titre"] = "nom" });

        var mapping = ImportMapping.Of(table, ColumnGuessing.Of(table)).After(confirmed, table);

        Assert.Equal((null, "nom", "commune"),
            (mapping.TargetOf("Titre")?.Code, mapping.TargetOf("Autre titre")?.Code, mapping.TargetOf("Ville")?.Code));
    }

    [Theory]
    [InlineData("21 667,00 €", 21667.0)]
    [InlineData("1 234,5", 1234.5)]
    [InlineData("46.21", 46.21)]
    [InlineData("475198,121680863", 475198.121680863)]
    public void Number_AsTheFrenchWriteIt_IsRead(string text, double expected) => Assert.Equal(expected, ImportTarget.Number(text));

    [Theory]
    [InlineData("48.89, 2.45", true), InlineData("48,89 2,45", true), InlineData("48.89;2.45", true), InlineData("[2.45, 48.89]", true)]
    [InlineData("48,9", false), InlineData("2,45", false), InlineData("12 500", false), InlineData("Bondy", false)]
    public void Point_OfTwoNumbers_IsNotOneFrenchNumber(string text, bool isPoint)
    {
        Assert.Equal(isPoint, ImportTarget.Degrees(text) is not null);
        if (isPoint) Assert.Equal((48.89, 2.45), ImportTarget.Degrees(text));
    }

    [Theory]
    [InlineData("07/12/2021"), InlineData("2021-12-07"), InlineData("2021-12-07 19:00:45"), InlineData("7/12/2021"), InlineData("20211207")]
    public void Day_InAnyUsualWay_IsRead(string text) => Assert.Equal(new DateOnly(2021, 12, 7), ImportTarget.Day(text));

    private static IReadOnlyList<ColumnGuess> Of(string text) => ColumnGuessing.Of(TableFile.Read(Encoding.UTF8.GetBytes(text)).Table);
}
