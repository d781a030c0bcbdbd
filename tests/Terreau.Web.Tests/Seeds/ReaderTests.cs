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
        File.WriteAllText(path, all ? text.Replace(before, after, StringComparison.Ordinal) : text[..at] + after + text[(at + before.Length)..]);
    }

    private string OnlyFault() => Assert.Single(Faults());

    private List<string> Faults() => [.. TerritoryFiles.Read(_folder.Path).Faults.Select(fault => fault.ToString())];
}
