using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Engine.Hours;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Imports.Hours;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Imports;

/// <summary>Hours in the forms of three publishers, and in the files of actors.</summary>
public sealed class PublishedHoursTests
{
    private const string Agency =
        """[{"jour":1,"horaireFerme":"N","horaireEnContinu":"N","ouvertureMatin":"08:30","fermetureMatin":"12:00","ouvertureApresMidi":"13:00","fermetureApresMidi":"16:30"},{"jour":2,"horaireFerme":"O"},{"jour":3,"horaireFerme":"N","horaireEnContinu":"O","ouvertureMatin":"08:30","fermetureApresMidi":"12:30"}]""";
    private const string Course =
        """[{"jour":"Samedi","dateDebut":"1970-01-01 10:00","dateFin":"1970-01-01 12:00"},{"jour":"lundi","dateDebut":"1970-01-01 10:00","dateFin":"1970-01-01 12:00"},{"jour":"mardi","dateDebut":"1970-01-01 18:00","dateFin":null}]""";
    private const string Place =
        """{"monday":{"open":true,"timeslot":[{"start":900,"end":1200},{"start":1400,"end":1730}]},"tuesday":{"open":true,"timeslot":[]},"wednesday":{"open":false,"timeslot":[]},"thursday":{"open":false},"friday":{"open":false},"saturday":{"open":false},"sunday":{"open":false},"closedHolidays":"CLOSED","description":"Sonner\n au \"12\""}""";

    [Theory]
    [InlineData("france_travail", 9), InlineData("reseau_alpha", 5), InlineData("soliguide", 2)]
    public void Pairs_OfDataInclusion_AreAllExact(string publisher, int count)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Clone.Sample($"calendar/opening_hours_{publisher}_to_osm.json")));
        var cases = file.RootElement.GetProperty("cases").EnumerateArray().ToList();

        Assert.Equal(count, cases.Count);
        Assert.All(cases, one =>
        {
            var hours = one.GetProperty("horaires");
            var expected = one.GetProperty("expected").GetString();
            Assert.Equal(expected, publisher switch { "france_travail" => PublishedHours.OfFranceTravail(hours),
                "reseau_alpha" => PublishedHours.OfReseauAlpha(hours), _ => PublishedHours.OfSoliguide(hours) });
            if (expected is null) return;
            Assert.True(OpeningHours.TryParse(expected, out var read), expected);
            Assert.Equal(expected, read.ToString());
            if (hours.ValueKind == JsonValueKind.Object || hours.GetArrayLength() > 0)
                Assert.Equal(expected, PublishedHours.OfCell(hours.GetRawText()));
        });
    }

    [Theory]
    [InlineData(Agency, "Mo 08:30-12:00,13:00-16:30 open \"Sans rendez-vous\"; We 08:30-12:30 open \"Sans rendez-vous\"; PH off")]
    [InlineData(Course, "Mo,Sa 10:00-12:00 open; Tu open")]
    [InlineData(Place,
        "Mo 09:00-12:00,14:00-17:30 open, Tu open, We closed, Th closed, Fr closed, Sa closed, Su closed; PH closed || \"Sonner au '12'\"")]
    [InlineData("[]", "")]
    [InlineData("lundi 9h-12h", "lundi 9h-12h")]
    public void OfCell_TheThreeForms_AreOsm(string cell, string expected) => Assert.Equal(expected, PublishedHours.OfCell(cell));

    [Theory]
    [InlineData("[1]"), InlineData("[{}]"), InlineData("{"), InlineData("{}"), InlineData("[[[[[[[[[[1]]]]]]]]]]"),
        InlineData("""{"monday":{"open":"oui"}}""")]
    [InlineData("""[{"jour":8,"horaireFerme":"N"}]""")]
    [InlineData("""[{"jour":1,"horaireFerme":"N","horaireEnContinu":"O","ouvertureMatin":"08:00"}]""")]
    [InlineData("""[{"jour":1,"horaireFerme":"N","horaireEnContinu":"N","ouvertureMatin":"08:00"}]""")]
    [InlineData("""[{"jour":1,"horaireFerme":"N","horaireEnContinu":"N","ouvertureMatin":"8 h","fermetureMatin":"12:00"}]""")]
    [InlineData("""[{"jour":1,"ouvertureMatin":"08:00","fermetureMatin":"12:00"},{"jour":1,"ouvertureMatin":"09:00","fermetureMatin":"12:00"}]""")]
    [InlineData("""[{"jour":"lundi","dateDebut":"9h","dateFin":"10h"}]""")]
    [InlineData("""[{"jour":"lundredi","dateDebut":"1970-01-01 10:00","dateFin":"1970-01-01 12:00"}]""")]
    public void OfCell_WhatIsNotOfTheForm_IsNotMended(string cell) => Assert.Equal(cell, PublishedHours.OfCell(cell));

    [Theory]
    [InlineData("horaires"), InlineData("horaires_accueil"), InlineData("opening_hours"), InlineData("Horaires d'ouverture"),
        InlineData("HORAIRE"), InlineData("Jours et horaires")]
    public void Heading_OfHours_IsFound(string heading)
    {
        var table = TableFile.Read(Encoding.UTF8.GetBytes($"Nom;{heading}\nLe Jardin;lundi 9h-12h\nLa Ruche;Mo-Fr 09:00-12:00\n")).Table;

        Assert.Same(ImportTarget.Hours, ColumnGuessing.Of(table)[1].Target);
    }

    [Fact]
    public async Task Rows_WithHours_KeepWhatIsUnderstoodAndTellTheRest()
    {
        await using var site = await TestSite.StartAsync();

        var diff = await CompareAsync(site,
            "Nom;Commune;Horaires\nLe Jardin;Bondy;du lundi au vendredi 9h-12h / 14h-18h\nLa Ruche;Bondy;samedi matin\nLe Four;Bondy;Mo-Fr 9:00-12:00\nLa Scierie;Bondy;Mo[1] 09:00-12:00\n");

        Assert.Equal(["Mo-Fr 09:00-12:00,14:00-18:00", null, "Mo-Fr 09:00-12:00", null],
            diff.Added.Select(record => record.Values.GetValueOrDefault("OpeningHours")));
        var warnings = diff.Told().Lines(Outcome.Warned).ToList();
        Assert.Equal(["ligne 3", "ligne 5"], warnings.Select(warning => warning.Key));
        Assert.Contains("Horaires d’ouverture : « samedi matin » est laissé de côté. « matin » n’a pas d’heures.", warnings[0].Words,
            StringComparison.Ordinal);
        Assert.Contains("rang d’un jour", warnings[1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonList_WithTheFormsOfPublishers_IsRead()
    {
        await using var site = await TestSite.StartAsync();

        var diff = await CompareAsync(site,
            $$"""[{"nom":"Le Jardin","commune":"Bondy","horaires":{{Agency}}},{"nom":"La Ruche","commune":"Bondy","horaires":{{Place}}},{"nom":"Le Four","commune":"Bondy","horaires":{{Course}}}]""");

        Assert.Equal(3, diff.Added.Count(record => record.Values.ContainsKey("OpeningHours")));
        Assert.StartsWith("Mo 08:30-12:00,13:00-16:30 open", diff.Added[0].Values["OpeningHours"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"jour":"\ud800","dateDebut":"1970-01-01 09:30"}]""")]
    [InlineData("""[{"jo\ud800":"lundi"}]""")]
    [InlineData("""{"monday":"\udfff"}""")]
    public void OfCell_HalfOfASign_StaysAsItIs(string cell) => Assert.Equal(cell, PublishedHours.OfCell(cell));

    private static async Task<ActorDiff> CompareAsync(TestSite site, string file)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var table = TableFile.Read(Encoding.UTF8.GetBytes(file)).Table;
        return await scope.ServiceProvider.GetRequiredService<ActorImport>()
            .CompareAsync(table, ImportMapping.Of(table, ColumnGuessing.Of(table)), "import-ville", CancellationToken.None);
    }

    [Fact]
    public void TryRead_RealDirectories_AreMostlyUnderstoodAndNeverThrow()
    {
        var cells = new List<string>();
        foreach (var (file, heading) in new[] { ("angers", "HORAIRE"), ("aix-en-provence", "horaires"), ("la-creuse", "horaires") })
        {
            using var list = JsonDocument.Parse(File.ReadAllText(Clone.Sample($"directories/mednum/{file}.json")));
            cells.AddRange(list.RootElement.EnumerateArray()
                .Select(row => row.TryGetProperty(heading, out var cell) ? cell.GetString() ?? "" : "").Where(cell => cell.Length > 0));
        }

        var refused = cells.Where(cell => HoursText.Refusal(cell) is not null).ToList();

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{cells.Count - refused.Count} of {cells.Count} understood; refused:\n{string.Join('\n', refused.Select(cell => $"{cell} -> {HoursText.Refusal(cell)}"))}");
        Assert.True(cells.Count > 90 && refused.Count * 10 < cells.Count * 4, $"{refused.Count} of {cells.Count}");
        Assert.All(refused, cell => Assert.EndsWith(".", HoursText.Refusal(cell), StringComparison.Ordinal));
    }
}
