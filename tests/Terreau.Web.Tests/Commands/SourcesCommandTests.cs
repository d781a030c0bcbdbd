namespace Terreau.Web.Tests.Commands;

/// <summary>Files of districts and of grants from the console: dry by default, written once, one sentence for what is none.</summary>
public sealed class SourcesCommandTests : IDisposable
{
    private readonly Terminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task ImportZones_IsDryByDefault_ThenWrites_ThenHasNothingToDo()
    {
        var file = await FileAsync("qpv.geojson", """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","properties":{"code_qp":"QN09399X","lib_qp":"Quartier d’essai","insee_com":"93010"},"geometry":{"type":"Polygon","coordinates":[[[2.47,48.90],[2.48,48.90],[2.48,48.91],[2.47,48.90]]]}},
              {"type":"Feature","properties":{"code_qp":"QN01301X","lib_qp":"Ailleurs","insee_com":"13055"},"geometry":{"type":"Polygon","coordinates":[[[5.37,43.30],[5.38,43.30],[5.38,43.31],[5.37,43.30]]]}}]}
            """);
        string[] asked = ["import", "zones", file, "--kind", "QPV", "--generation", "2024", "--source", "Essai"];
        await terminal.OpenAsync();

        var dry = await terminal.RunAsync(asked);
        var written = await terminal.RunAsync([.. asked, "--write"]);
        var again = await terminal.RunAsync([.. asked, "--write"]);

        Assert.Contains("QN09399X : Quartier d’essai", dry.Output, StringComparison.Ordinal);
        Assert.Contains("2\u00A0contours : 1\u00A0ajouté, 1\u00A0laissé de côté", dry.Output, StringComparison.Ordinal);
        Assert.Contains("Rien n’a été écrit", dry.Output, StringComparison.Ordinal);
        Assert.EndsWith("Écrit.", written.Output.Trim(), StringComparison.Ordinal);
        Assert.Contains("Rien à changer", again.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (dry.Code, written.Code, again.Code));
    }

    [Fact]
    public async Task ImportGrants_IsDryByDefault_ThenWrites_ThenHasNothingToDo()
    {
        await terminal.OpenAsync();
        await terminal.RunAsync("import", "acteurs", await FileAsync("acteurs.csv", "Nom;SIRET;Ville\nLes Jardins;35600000000048;Bondy\n"),
            "--source", "Essai", "--write");
        var file = await FileAsync("subventions.csv", """
            nomAttribuant;idAttribuant;dateConvention;referenceDecision;nomBeneficiaire;idBeneficiaire;objet;montant
            Ville d’Essai;;2025-05-10;R1;Jardins;35600000000048;Un jardin;21 667,00 €
            Ville d’Essai;;2025-05-10;R2;Jean Martin;;Une bourse;100
            """);
        string[] asked = ["import", "subventions", file, "--source", "Essai de subventions"];

        var dry = await terminal.RunAsync(asked);
        var written = await terminal.RunAsync([.. asked, "--write"]);
        var again = await terminal.RunAsync([.. asked, "--write"]);

        Assert.Contains("+ Ville d’Essai → Jardins", dry.Output, StringComparison.Ordinal);
        Assert.Contains("2\u00A0lignes : 1\u00A0ajoutée et 1\u00A0laissée de côté.", dry.Output, StringComparison.Ordinal);
        Assert.Contains("1\u00A0laissée de côté : pour des personnes", dry.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Martin", dry.Output, StringComparison.Ordinal);
        Assert.EndsWith("Écrit.", written.Output.Trim(), StringComparison.Ordinal);
        Assert.Contains("Rien à changer", again.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (dry.Code, written.Code, again.Code));
    }

    [Theory]
    [InlineData("zones", "--kind", "QPV", "--generation", "2024")]
    [InlineData("subventions")]
    public async Task Import_OfAFileThatIsNone_IsOneSentence(string what, params string[] more)
    {
        await terminal.OpenAsync();

        var (code, _, error) = await terminal.RunAsync(
            ["import", what, await FileAsync("autre.json", """{"autre":[]}"""), "--source", "Essai", .. more]);

        Assert.Equal(1, code);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("odbl", "Terreau publie tout sous Licence Ouverte 2.0")]
    [InlineData("libre", "« libre » n’est pas connu. Choix : licence-ouverte")]
    public async Task ImportActors_UnderALicenceThatForbids_OrThatIsNone_IsOneSentence(string licence, string sentence)
    {
        await terminal.OpenAsync();

        var (code, _, error) = await terminal.RunAsync("import", "acteurs",
            await FileAsync("acteurs.csv", "Nom;Ville\nLes Jardins;Bondy\n"), "--source", "Essai", "--licence", licence, "--write");

        Assert.Equal(1, code);
        Assert.Contains(sentence, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportActors_WhoseLicenceIsSaidAfterwards_NotesIt_ThoughNoSheetChanges()
    {
        await terminal.OpenAsync();
        string[] asked = ["import", "acteurs", await FileAsync("acteurs.csv", "Nom;Ville\nLes Jardins;Bondy\n"), "--source", "Essai",
            "--write"];
        await terminal.RunAsync(asked);

        var said = await terminal.RunAsync([.. asked, "--licence", "cc-by"]);
        var again = await terminal.RunAsync([.. asked, "--licence", "cc-by"]);

        Assert.Contains("La licence de la source est notée.", said.Output, StringComparison.Ordinal);
        Assert.EndsWith("Rien à changer.", again.Output.Trim(), StringComparison.Ordinal);
    }

    private async Task<string> FileAsync(string name, string content)
    {
        var path = Path.Combine(terminal.Data, name);
        await File.WriteAllTextAsync(path, content);
        return path;
    }
}
