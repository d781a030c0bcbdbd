using Terreau.Web.Domain;

using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Tests.Seeds;

public sealed class ReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReaderTests()
    {
        foreach (var file in Directory.EnumerateFiles(Clone.Territory))
            File.Copy(file, Path.Combine(_folder.Path, Path.GetFileName(file)));
    }

    [Fact]
    public void Read_UnknownKey_NamesFileEntryAndKey()
    {
        Change("zones.yml", "    name: Bondy\n", "    name: Bondy\n    surnom: La belle\n");
        Assert.Equal("zones.yml, COMMUNE:93010 : la clé « surnom » n'est pas connue.", OnlyFault());
    }

    [Fact]
    public void Read_UnknownCode_NamesIt()
    {
        Change("zones.yml", "    level: TERRITOIRE\n", "    level: TERRE\n");
        Assert.Equal("zones.yml, EPT:200057875 : « TERRE » n'est pas un code connu pour « level ».", OnlyFault());
    }

    [Fact]
    public void Read_MissingKey_NamesIt()
    {
        Change("zones.yml", "    name: Bondy\n", "");
        Assert.Equal("zones.yml, COMMUNE:93010 : la clé « name » manque.", OnlyFault());
    }

    [Fact]
    public void Read_UnknownSource_NamesIt()
    {
        Change("zones.yml", "source: ign-admin-express }", "source: carte-de-memoire }", all: false);
        Assert.EndsWith("la source « carte-de-memoire » n'est pas dans sources.yml.", OnlyFault(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SwappedCoordinates_SaysSo()
    {
        Change("zones.yml", "lat: 48.", "lat: 2.", all: false);
        Assert.Contains("inversées", OnlyFault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offers.yml", "    checkedOn: null\n", "", "« checkedOn » manque")]
    [InlineData("offers.yml", "    checkedOn: 2026-11-23\n", "    checkedOn: 23/11/2026\n", "n'est pas un jour")]
    [InlineData("offers.yml", "kind: LOCAUX, nature: cuisine", "kind: FINANCEMENT, nature: cuisine", "n'est pas du genre « FINANCEMENT »")]
    [InlineData("offers.yml", "windows: permanent\n", "windows: toujours\n", "« windows » vaut permanent")]
    [InlineData("offers.yml", "windows: permanent\n", "windows: { annuel: { from: \"02-30\", to: \"03-15\" } }\n", "deux jours")]
    [InlineData("offers.yml", "windows: permanent\n", "windows: [{ opens: 2026-03-02, closes: 2026-03-01 }]\n", "finit avant de commencer")]
    [InlineData("offers.yml", "{ min: 1000, max: 10000", "{ min: 10001, max: 10000", "dépasse le plus haut")]
    [InlineData("offers.yml", "rateMax: 0.8", "rateMax: 80", "entre 0 et 1")]
    [InlineData("offers.yml", "value: 1\n", "value: un\n", "attend un nombre")]
    [InlineData("offers.yml", "operator: { organisation: lab3s }", "operator: { organisation: lab4s }",
        "« lab4s » n'est pas une organisation connue")]
    [InlineData("offers.yml", "perimeter: [COMMUNE:93010]", "perimeter: [COMMUNE:75056]", "n'est pas une zone connue")]
    [InlineData("offers.yml", "flag: porteur.femme", "flag: porteur.feminin", "le fait « porteur.feminin »")]
    [InlineData("offers.yml", "values: [ASSOCIATION, COLLECTIF]", "values: [ASSOCIATION, AMICALE]", "« AMICALE » n’est pas une réponse")]
    [InlineData("organisations.yml", "siren: \"829850874\"", "siren: \"829850875\"", "n'est pas un numéro Siren")]
    [InlineData("organisations.yml", "siren: null\n", "siren: \"552100554\"\n", "« siren » est rempli sans source")]
    [InlineData("organisations.yml", "roles: [ENTREPRENEUR_SOCIAL]\n", "roles: []\n", "au moins un rôle")]
    [InlineData("organisations.yml", "    source: dossier-french-impact-2018\n", "", "« source » manque")]
    [InlineData("organisations.yml", "    sourceDate: 2018-10\n", "    sourceDate: octobre 2018\n", "n'est pas une date")]
    [InlineData("organisations.yml", "  - slug: moulinot\n", "  - slug: simplon\n", "est écrite deux fois")]
    [InlineData("cooperations.yml", "danone", "danonne", "« danonne » n'est pas une organisation connue")]
    [InlineData("filieres.yml", "challenges: [jeunesse]", "challenges: [vieillesse]", "n'est pas un défi connu")]
    [InlineData("portrait.yml", "value: 0.18", "value: 18", "entre 0 et 1")]
    [InlineData("synonyms.yml", "purpose: \"acheter\", sort: verbe", "purpose: \"acheter\", sort: intention",
        "porte une nature ou une filière")]
    public void Read_OneThingWrong_SaysWhichAndWhere(string file, string before, string after, string sentence)
    {
        Change(file, before, after, all: false);
        var fault = OnlyFault();
        Assert.StartsWith(file, fault, StringComparison.Ordinal);
        Assert.Contains(sentence, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BrokenYaml_NamesTheLine()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "sources.yml"), "sources:\n  - id: a\n   title: b\n");
        Assert.Matches("^sources.yml, ligne 3 : ", Faults()[0]);
    }

    [Fact]
    public void Read_MissingFile_SaysSo()
    {
        File.Delete(Path.Combine(_folder.Path, "territory.yml"));
        Assert.Equal(["territory.yml, fichier : le fichier manque."], Faults());
    }

    [Fact]
    public void World_OfAFaultyReading_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => TerritoryFiles.Read(Path.Combine(_folder.Path, "absent")).World);

    [Theory]
    [InlineData("2018", true)]
    [InlineData("2018-10", true)]
    [InlineData("2018-10-31", true)]
    [InlineData("2018-13", false)]
    [InlineData("octobre 2018", false)]
    [InlineData("", false)]
    public void PartialDate_OfATextWritten_ReadsOnlyWhatItIs(string text, bool readable)
    {
        Assert.Equal(readable, PartialDate.TryParse(text, out var date));
        if (readable) Assert.Equal(text, date.Written);
    }

    public void Dispose() => _folder.Dispose();

    private void Change(string file, string before, string after, bool all = true)
    {
        var path = Path.Combine(_folder.Path, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(before, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} no longer holds what this test changes");
        File.WriteAllText(path, all ? text.Replace(before, after, StringComparison.Ordinal)
            : text[..at] + after + text[(at + before.Length)..]);
    }

    private string OnlyFault() => Assert.Single(Faults());

    private List<string> Faults() => [.. TerritoryFiles.Read(_folder.Path).Faults.Select(fault => fault.ToString())];
}
