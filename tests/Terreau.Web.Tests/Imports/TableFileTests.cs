using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Imports;

/// <summary>Tables in every dress, true and hostile: each is read exactly, or refused in one sentence.</summary>
public sealed class TableFileTests
{
    private static readonly string[] Spectrum = ["comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates",
        "newlines", "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"];

    public static TheoryData<string> SpectrumFiles => [.. Spectrum];

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16-be", "utf-16-bare", "windows-1252"];

    [Theory, MemberData(nameof(SpectrumFiles))]
    public void Csv_OfTheSpectrum_IsReadExactly(string name)
    {
        var folder = Clone.Sample("dirty/csv-spectrum");
        var table = Read(File.ReadAllBytes(Path.Combine(folder, "csvs", name + ".csv")));
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "json", name + ".json")));

        // The numbers of phones were replaced in one of the two files only.
        var compared = table.Headings.Index().Where(heading => !heading.Item.Contains("Phone", StringComparison.Ordinal)).ToList();
        var rows = table.Rows
            .Select(row => compared.ToDictionary(heading => heading.Item, heading => row[heading.Index].ReplaceLineEndings("\n"))).ToList();

        var wanted = expected.RootElement.ValueKind == JsonValueKind.Array
            ? [.. expected.RootElement.EnumerateArray()] : new[] { expected.RootElement };
        Assert.Equal(wanted.Select(row => row.EnumerateObject().Where(one => !one.Name.Contains("Phone", StringComparison.Ordinal))
            .ToDictionary(one => one.Name, one => one.Value.GetString()!.ReplaceLineEndings("\n"))), rows);
    }

    [Theory, MemberData(nameof(Encodings))]
    public void Csv_InAnyEncoding_KeepsItsAccents(string encoding)
    {
        const string text = "Nom;Ville\nÉpicerie à l’œuvre;Noisy-le-Sec\n";
        byte[] file = encoding switch
        {
            "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            "utf-16-be" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
            "utf-16-bare" => Encoding.Unicode.GetBytes("Nom;Ville\nEpicerie;Noisy\n"),
            "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(text),
        };

        var table = Read(file);

        Assert.Equal(["Nom", "Ville"], table.Headings);
        Assert.Equal(encoding == "utf-16-bare" ? "Epicerie" : "Épicerie à l’œuvre", Assert.Single(table.Rows)[0]);
    }

    [Theory, InlineData(';'), InlineData(','), InlineData('\t'), InlineData('|')]
    public void Csv_WithAnySeparator_HasItsColumns(char separator)
    {
        var text = string.Join('\n', Enumerable.Range(0, 20)
            .Select(n => string.Join(separator, n == 0 ? "Nom" : $"Asso {n}", n == 0 ? "Objet" : "\"Un, deux; trois\"", n == 0
                ? "Ville" : "Bondy")));

        var table = Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(["Nom", "Objet", "Ville"], table.Headings);
        Assert.Equal("Un, deux; trois", table.Rows[7][1]);
        Assert.Equal(9, table.Rows[7].Line);
    }

    [Fact]
    public void Csv_SayingItsSeparatorWithATitleAboveAndAQuotedNewline_IsRead()
    {
        var table = Read(Encoding.UTF8
            .GetBytes("sep=;\nAssociations de la ville;;\n;;\nNom;Adresse;Ville\n\"La\nRuche\";1 rue X;Bondy\nB;2;Pantin\n"));

        Assert.Equal(["Nom", "Adresse", "Ville"], table.Headings);
        Assert.Equal(["La\nRuche", "B"], table.Column(0));
        Assert.Equal([5, 7], table.Rows.Select(row => row.Line));
        Assert.Contains(table.Notices, notice => notice.Contains("ligne 4", StringComparison.Ordinal));
    }

    [Fact]
    public void Csv_TwiceEncoded_IsPutRight()
    {
        var broken = Encoding.UTF8.GetBytes(
            CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(Encoding.UTF8.GetBytes("Nom;Commune\nÉcole;Le Pré\n")));

        var table = Read(broken);

        Assert.Equal("École", table.Rows[0][0]);
        Assert.Single(table.Notices);
    }

    [Fact]
    public void Csv_WithoutHeadings_NumbersItsColumns()
    {
        var table = Read(Encoding.UTF8.GetBytes("La Ruche;contact@ruche.fr;93140\nB;b@b.fr;93500\n"));

        Assert.Equal(["Colonne 1", "Colonne 2", "Colonne 3"], table.Headings);
        Assert.Equal(2, table.Rows.Count);
    }

    [Fact]
    public void Csv_WithYearsAsHeadings_KeepsThem()
    {
        var table = Read(Encoding.UTF8.GetBytes("Nom;Ville;2021;2022\nLa Ruche;Bondy;12000;15000\n"));

        Assert.Equal(["Nom", "Ville", "2021", "2022"], table.Headings);
        Assert.Single(table.Rows);
    }

    [Fact]
    public void Json_NestedUnderAName_IsFlattened()
    {
        var table = Read(
            """{"total":2,"results":[{"nom":"A","lieu":{"ville":"Bondy"},"tags":["x","y"]},{"nom":"B","siret":35600000000048}]}"""u8.ToArray());

        Assert.Equal(["nom", "lieu.ville", "tags", "siret"], table.Headings);
        Assert.Equal(["x ; y", ""], table.Column(2));
        Assert.Equal("35600000000048", table.Rows[1][3]);
    }

    [Fact]
    public async Task OpenDocument_WithRepeatedCellsAndRows_IsReadAsSeen()
    {
        const string content = """
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
            <office:body><office:spreadsheet><table:table table:name="Feuille">
            <table:table-row><table:table-cell><text:p>Nom</text:p></table:table-cell><table:table-cell><text:p>CP</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
            <table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1000"><text:p>01000</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            </table:table></office:spreadsheet></office:body></office:document-content>
            """;
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry("content.xml").Open());
            writer.Write(content);
        }

        var table = await Tables.ReadAsync(file.ToArray());

        Assert.Equal(["Nom", "CP"], table.Headings);
        Assert.Equal(["A", "01000"], Assert.Single(table.Rows).Cells);
    }

    [Theory]
    [InlineData(2, 30, "B", "« A » ne l’est pas")]
    [InlineData(10, 30, "A", "« B » ne l’est pas")]
    [InlineData(0, 3, "B", null)]
    public void Sheets_TheFirstIsRead_UnlessItIsTheCoverOfALargerOne(int first, int second, string read, string? notice)
    {
        var choice = new SheetChoice();
        choice.Offer("A", Rows(first));
        choice.Offer("B", Rows(second));

        var table = choice.Table("classeur");

        Assert.Equal($"classeur, feuille « {read} »", table.Form);
        if (notice is null) Assert.Empty(table.Notices);
        else Assert.EndsWith(notice + ".", Assert.Single(table.Notices), StringComparison.Ordinal);

        static List<SourceRow> Rows(int count)
            => [.. Enumerable.Range(1, count)
                .Select(line => new SourceRow(line, line == 1 ? ["Nom", "Ville", "Objet"] : [$"Asso {line}", "Bondy", "Jardin"]))];
    }

    [Fact]
    public void Sheets_BehindManyEmptyOnes_AndAListOfNamesAlone_AreRead()
    {
        var empty = new SheetChoice();
        for (var at = 0; at < 9; at++) empty.Offer($"Vide {at}", []);
        Assert.False(empty.IsSettled);
        empty.Offer("Données", [new SourceRow(1, ["Nom", "Ville", "Objet"]), new SourceRow(2, ["A", "Bondy", "Jardin"])]);
        Assert.Equal("classeur, feuille « Données »", empty.Table("classeur").Form);

        var names = new SheetChoice();
        names.Offer("Noms", [.. Enumerable.Range(1, 25).Select(line => new SourceRow(line, [line == 1 ? "Nom" : $"Asso {line}"]))]);
        Assert.True(names.IsSettled);
    }

    [Fact]
    public void Sheets_WithoutARow_AreRefused() => Assert.Throws<UnreadableFileException>(() => new SheetChoice().Table("classeur"));

    [Theory]
    [InlineData("", "vide")]
    [InlineData("%PDF-1.7 …", "PDF")]
    [InlineData("{\"a\": [}", "ligne 1")]
    [InlineData("[1, 2, 3]", "liste d’objets")]
    [InlineData("\0\u0001\u0002binaire", "n’est pas un tableau")]
    public async Task File_ThatIsNoTable_IsRefusedInOneSentence(string text, string word)
        => Assert.Contains(word, await Tables.RefusalOfAsync(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public async Task Zip_WithTooManyFilesOrTooLarge_IsRefusedBeforeItIsOpened()
    {
        var many = Zip(archive => { for (var n = 0; n < 3000; n++) archive.CreateEntry($"f{n}"); });
        var bomb = Zip(archive =>
        {
            using var entry = archive.CreateEntry("xl/workbook.xml", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1_000_000];
            for (var n = 0; n < 310; n++) entry.Write(zeros);
        });
        Assert.True(bomb.Length < 1_000_000);

        Assert.Contains("3000 fichiers", await Tables.RefusalOfAsync(many), StringComparison.Ordinal);
        Assert.Contains("trop grand", await Tables.RefusalOfAsync(bomb), StringComparison.Ordinal);
    }

    /// <summary>Every hostile file: a table or one sentence, long before the reader is ended.</summary>
    [Theory, InlineData("xlsx"), InlineData("zip"), InlineData("bal")]
    public async Task Dirty_AnyFile_IsReadOrRefusedInTime(string folder)
    {
        var (read, refused, faults) = (0, 0, new List<string>());
        foreach (var file in Directory.EnumerateFiles(Clone.Sample("dirty/" + folder)).Order())
        {
            var reading = await Tables.Reader.ReadAsync(await File.ReadAllBytesAsync(file), TestContext.Current.CancellationToken);
            if (reading.IsRead) read++;
            else if (reading.Refusal is { Length: > 10 and < 200 } sentence && sentence.EndsWith('.') | sentence.EndsWith('?')
                && !sentence.Contains("secondes", StringComparison.Ordinal)) refused++;
            else faults.Add($"{Path.GetFileName(file)}: {reading.Refusal}");
        }

        TestContext.Current.SendDiagnosticMessage($"{folder}: {read} read, {refused} refused");
        Assert.Empty(faults);
        Assert.True(folder == "zip" ? refused > 20 : read > 20, $"{read} read, {refused} refused");
    }

    [Theory, InlineData("SampleSS.xls"), InlineData("SampleSS.xlsx"), InlineData("InlineStrings.xlsx"), InlineData("unicodeSheetName.xlsx")]
    public async Task Workbook_OldOrNew_IsRead(string name)
        => Assert.NotEmpty((await Tables.ReadAsync(await File.ReadAllBytesAsync(Clone.Sample("dirty/xlsx/" + name)))).Rows);

    private static SourceTable Read(byte[] file)
    {
        var reading = TableFile.Read(file);
        Assert.True(reading.IsRead, reading.IsRead ? "" : reading.Refusal);
        return reading.Table;
    }

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true)) fill(archive);
        return file.ToArray();
    }

    [Theory]
    [InlineData("""[{"nom":"Le \ud800 Jardin"},{"nom":"La Ruche"}]""")]
    [InlineData("""[{"n\ud800om":"Le Jardin"},{"nom":"La Ruche"}]""")]
    [InlineData("""[{"nom":"La Ruche","liste":["\udfff"]}]""")]
    public void Read_JsonWithHalfOfASign_IsReadOrRefusedWithASentence(string json)
    {
        var reading = TableFile.Read(System.Text.Encoding.UTF8.GetBytes(json));

        Assert.True(reading.IsRead ? reading.Table.Rows.Count > 0 : reading.Refusal.Length > 0);
        Assert.Null(Web.Imports.DataInclusion.InclusionFile
            .Of(System.Text.Encoding.UTF8.GetBytes(json), new DateOnly(2026, 11, 28), CancellationToken.None));
    }

    [Fact]
    public void Of_DataInclusionWithHalfOfASign_DoesNotFall()
    {
        var file = """[{"id":"a","source":"essai","nom":"\ud800","date_maj":"2026-01-01","horaires_accueil":"Mo\udc00"}]"""u8.ToArray();

        Assert.Null(
            Record.Exception(() => Web.Imports.DataInclusion.InclusionFile.Of(file, new DateOnly(2026, 11, 28), CancellationToken.None)));
    }
}
