using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Terreau.Web.Domain.Register;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Sirene;

namespace Terreau.Web.Tests.Imports.Sirene;

public sealed class SireneStockTests : IDisposable
{
    private static readonly string Siren = SireneFolder.Siren(1);

    private readonly SireneFolder files = new SireneFolder().Write(
        [new(SireneFolder.Siret(Siren), "93010") { Band = "11" }, new(SireneFolder.Siret(Siren, 2), "75056"),
            new(SireneFolder.Siret(SireneFolder.Siren(2)), "69123")],
        [new(Siren, "9220", "LES AMIS") { Acronym = "LA" }, new(SireneFolder.Siren(2), "5710", "AILLEURS")]);

    [Theory, InlineData("csv"), InlineData("zip"), InlineData("parquet")]
    public async Task Open_EachForm_GivesTheCommunesAloneWithTheirUnits(string form)
    {
        var asked = files.Asked("93010", "93006");
        if (form == "zip") asked = asked with { Establishments = files.Zip(files.Establishments), Units = files.Zip(files.Units) };
        if (form == "parquet")
            asked = asked with { Establishments = files.Parquet(files.Establishments), Units = files.Parquet(files.Units) };

        var rows = await ReadAsync(asked);

        var row = Assert.Single(rows);
        Assert.Equal((SireneFolder.Siret(Siren), "93010", "11", true), (row.Siret, row.Commune, row.HeadcountBand, row.IsActive));
        Assert.Equal(("12 RUE DE LA PAIX, BIS", new DateOnly(2010, 5, 4)), (row.Address, row.OpenedOn!.Value));
        Assert.Equal(("9220", "LES AMIS", "LA"), (row.Unit!.LegalCategory, row.Unit.Name, row.Unit.Acronym));
        Assert.Equal((new ActivityCode("NAFRev2", "94.99Z"), new ActivityCode("NAF2025", "94.99Y")),
            (row.Activity!.Value, row.ActivityIn2025!.Value));
        Assert.Empty(Directory.EnumerateFileSystemEntries(files.Work));
    }

    [Fact]
    public void Sieve_InBlocksOfAnySize_KeepsTheLinesThatMayBeWantedAndTheHeading()
    {
        const string text =
            "siren,commune\n111111111,93010\n222222222,93009\n333333333,93006\n444444444,69093006\n\"55\",01001\n666666666,75";
        const string kept = "siren,commune\n111111111,93010\n333333333,93006\n444444444,69093006\n\"55\",01001\n666666666,75";
        for (var size = 1; size <= text.Length; size++)
        {
            using var target = new MemoryStream();
            var sieve = new SireneSieve(target,
                columns => columns is ["siren", "commune"] ? SireneSieve.OfCommunes(["93010", "93006", "01001"]) : null);
            foreach (var block in Encoding.UTF8.GetBytes(text).Chunk(size)) Assert.True(sieve.Take(block));
            Assert.True(sieve.End());
            Assert.Equal(kept, Encoding.UTF8.GetString(target.ToArray()));
        }
    }

    [Theory]
    [InlineData(0, "123456789,x\n", true)]
    [InlineData(0, "\"123456789\",x\n", true)]
    [InlineData(0, "123456780,123456789\n", false)]
    [InlineData(1, "123456780,123456789\r\n", true)]
    [InlineData(1, "123456789,123456780\n", false)]
    [InlineData(1, "\"a,123456780\",x\n", true)]
    [InlineData(0, "12345678,x\n", true)]
    [InlineData(0, "12345678X,x\n", true)]
    public void Sieve_OfUnits_LosesOnlyLinesOfOtherUnits(int column, string line, bool kept)
        => Assert.Equal(kept, SireneSieve.OfUnits([123_456_789], column)(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public async Task Open_StockWithoutNaf2025_ReadsItAsUnknown()
    {
        using var old = new SireneFolder()
            .Write([new(SireneFolder.Siret(Siren), "93010")], [new(Siren, "9220", "LES AMIS")], withNaf2025: false);

        Assert.Null(Assert.Single(await ReadAsync(old.Asked("93010"))).ActivityIn2025);
    }

    [Fact]
    public async Task Open_FilesExchanged_NamesTheMissingColumn()
    {
        var asked = files.Asked("93010");

        var refusal = await Assert.ThrowsAsync<StartException>(
            () => ReadAsync(asked with { Establishments = asked.Units, Units = asked.Establishments }));

        Assert.Contains("« siret »", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_LineWithAQuoteThatNeverCloses_IsRefusedAndLeavesNothing()
    {
        await File.AppendAllTextAsync(files.Establishments, "\"" + new string('x', 3_000_000), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<StartException>(() => ReadAsync(files.Asked("93010")));

        Assert.Empty(Directory.EnumerateFileSystemEntries(files.Work));
    }

    [Fact]
    public async Task Open_FieldOverTwoLines_IsReadAllTheSame()
    {
        var text = await File.ReadAllTextAsync(files.Establishments, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(files.Establishments, text.Replace("DE LA PAIX, BIS", "DE LA PAIX\nBIS", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        Assert.Equal("12 RUE DE LA PAIX\nBIS", Assert.Single(await ReadAsync(files.Asked("93010"))).Address);
    }

    [Fact]
    public async Task Open_LinesEndedAsOnWindowsAfterAByteOrderMark_AreRead()
    {
        foreach (var path in new[] { files.Establishments, files.Units })
        {
            var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(path, text.Replace("\n", "\r\n", StringComparison.Ordinal), new UTF8Encoding(true),
                TestContext.Current.CancellationToken);
        }

        var row = Assert.Single(await ReadAsync(files.Asked("93010")));

        Assert.Equal(("94.99Y", "LES AMIS"), (row.ActivityIn2025!.Value.Code, row.Unit!.Name));
    }

    [Fact]
    public async Task Open_FileCutWithinALine_IsRefused()
    {
        var text = await File.ReadAllTextAsync(files.Establishments, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(files.Establishments, text[..^60], TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<StartException>(() => ReadAsync(files.Asked("93010")));
    }

    [Fact]
    public async Task Open_UnitsGivenAsTheListOfEssFrance_AreRefused()
    {
        var refusal = await Assert.ThrowsAsync<StartException>(() => ReadAsync(files.Asked("93010") with { EssList = files.Units }));

        Assert.Contains("liste d’ESS France", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AfterAnImportThatWasKilled_TakesAwayWhatItLeft_NotWhatAnotherHolds()
    {
        var left = Directory.CreateDirectory(Path.Combine(files.Work, "sirene-abandonne")).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "reste.csv"), "reste", TestContext.Current.CancellationToken);
        using var other = SireneWorkFolder.Open(Directory.CreateDirectory(files.At("travail")).FullName);
        Assert.False(Directory.Exists(left));

        await ReadAsync(files.Asked("93010"));

        Assert.Equal([other.Path], Directory.EnumerateDirectories(files.Work));
    }

    [Fact]
    public async Task Open_ZipThatPacksTooWell_IsRefusedBeforeItIsUnpacked()
    {
        await File.WriteAllTextAsync(files.At("bombe.csv"), new string('0', 50_000_000), TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<StartException>(
            () => ReadAsync(files.Asked("93010") with { Establishments = files.Zip(files.At("bombe.csv")) }));

        Assert.Contains("refusée", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ZipThatLiesOnItsSize_IsRefusedAndLeavesNothing()
    {
        await File.WriteAllTextAsync(files.At("bombe.csv"), new string('0', 20_000_000), TestContext.Current.CancellationToken);
        var zip = files.Zip(files.At("bombe.csv"));
        var bytes = await File.ReadAllBytesAsync(zip, TestContext.Current.CancellationToken);
        var truth = BitConverter.GetBytes(20_000_000);
        for (var at = bytes.AsSpan().IndexOf(truth); at >= 0; at = bytes.AsSpan().IndexOf(truth))
            BitConverter.GetBytes(900_000).CopyTo(bytes, at);
        await File.WriteAllBytesAsync(zip, bytes, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<StartException>(() => ReadAsync(files.Asked("93010") with { Establishments = zip }));

        Assert.Empty(Directory.EnumerateFileSystemEntries(files.Work));
    }

    [Fact]
    public async Task Open_ZipOfTwoFiles_IsRefused()
    {
        var zip = files.Zip(files.Establishments);
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Update)) archive.CreateEntry("autre.csv");

        await Assert.ThrowsAsync<StartException>(() => ReadAsync(files.Asked("93010") with { Establishments = zip }));
    }

    [Fact]
    public async Task Open_EveryDirtyFile_IsRefusedInOneSentenceAndLeavesNothing()
    {
        var dirty = Directory.EnumerateFiles(Clone.Sample("dirty"), "*", SearchOption.AllDirectories).ToList();
        Assert.True(dirty.Count > 60, $"{dirty.Count} files");
        foreach (var path in dirty)
        {
            // Of the processor: a machine that does other things too makes no file slow.
            var start = Environment.CpuUsage.TotalTime;
            var refusal = await Assert.ThrowsAsync<StartException>(() => ReadAsync(files.Asked("93010") with { Establishments = path }));

            Assert.DoesNotContain('\n', refusal.Message);
            Assert.True(Environment.CpuUsage.TotalTime - start < TimeSpan.FromSeconds(5), path);
            Assert.Empty(Directory.EnumerateFileSystemEntries(files.Work));
        }
    }

    [Fact]
    public async Task Open_TrueColumnsOfEstablishments_AreReadAsTheirOwnersRead()
    {
        var expected = Expected("directories/sirene/expectedSirene.json");
        var asked = files.Asked([.. expected.Select(one => one.GetProperty("code_commune").GetString()!)]) with { Establishments =
            Clone.Sample("directories/sirene/sireneTestData.csv") };

        var rows = (await ReadAsync(asked)).ToDictionary(row => row.Siren);

        foreach (var one in expected)
        {
            var row = rows[one.GetProperty("siren").GetString()!];
            Assert.Equal(
                (one.GetProperty("code_commune").GetString(), one.GetProperty("code_postal").GetString(),
                    one.GetProperty("ape").GetString(), true),
                (row.Commune, row.Postcode, row.Activity!.Value.Code, row.IsActive));
            Assert.Equal(one.TryGetProperty("siege", out var office) && office.GetBoolean(), row.IsHeadOffice);
        }
        Assert.Equal("NAFRev1", rows["121212123"].Activity!.Value.Nomenclature);
        Assert.False(rows["121212123"].IsActive);
    }

    [Theory, InlineData("sireneULTestData.csv"), InlineData("test_uniteLegale.csv")]
    public async Task Open_TrueColumnsOfUnits_AreRead(string name)
    {
        var path = Clone.Sample("directories/sirene/" + name);
        var lines = (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Where(line => line.Length > 0).ToList();
        var category = lines[0].Split(',').IndexOf("categorieJuridiqueUniteLegale");
        var units = lines.Skip(1).Select(line => line.Split(',')).ToDictionary(line => line[0], line => line[category]);
        using var own = new SireneFolder().Write(units.Keys.Select(siren => new SireneFolder.Establishment(siren + "00011", "93010")), []);

        var rows = await ReadAsync(own.Asked("93010") with { Units = path });

        Assert.Equal(units, rows.ToDictionary(row => row.Siren, row => row.Unit!.LegalCategory));
    }

    public void Dispose() => files.Dispose();

    private static async Task<List<SireneRow>> ReadAsync(SireneAsked asked)
    {
        await using var stock = await SireneStock.OpenAsync(asked, TestContext.Current.CancellationToken);
        var rows = new List<SireneRow>();
        await foreach (var row in stock.RowsAsync(TestContext.Current.CancellationToken)) rows.Add(row);
        Assert.Equal(stock.Establishments, rows.Count);
        return rows;
    }

    private static List<JsonElement> Expected(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Clone.Sample(path), Encoding.UTF8));
        return [.. document.RootElement.GetProperty("tuples").EnumerateArray().Select(one => one.Clone())];
    }
}
