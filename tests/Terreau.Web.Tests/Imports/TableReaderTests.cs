using System.Globalization;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.Logging.Abstractions;
using MiniExcelLibs;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Tests.Commands;
using Terreau.Web.Working;

namespace Terreau.Web.Tests.Imports;

/// <summary>Workbooks are read by a process of their own: as before where they are true, within limits where they are not.</summary>
public sealed class TableReaderTests
{
    private const string Late = "demande plus de 2\u00A0secondes de lecture";

    // What is not stopped by the clock has all the time a busy machine may take.
    public static TheoryData<string, int, string> Hostile => new()
    {
        { nameof(HostileBooks.FarCell), 2, Late }, { nameof(HostileBooks.Pieces), 2, Late },
        { nameof(HostileBooks.Texts), 120, "devient trop grand" }, { nameof(HostileBooks.FarRow), 120, "est abîmé" },
        { nameof(HostileBooks.Sectors), 120, "devient trop grand" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task Read_WorkbookMadeToExhaust_IsOneSentence(string book, int seconds, string said)
    {
        var reading = await Tables.Within(new TerreauOptions { ReadSeconds = seconds, ReadMegabytes = 128 })
            .ReadAsync(Book(book), TestContext.Current.CancellationToken);

        Assert.False(reading.IsRead);
        Assert.Contains(said, reading.Refusal, StringComparison.Ordinal);
        Assert.EndsWith(".", reading.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WorkbookThatBringsItsReaderDown_IsOneSentence()
    {
        // This suite does not know the work, and ends.
        var suite = WorkerStart.Of(typeof(TableReaderTests).Assembly.Location, Environment.ProcessPath);
        using var others = new Workers(suite, NullLogger<Workers>.Instance);

        var reading = await new TableReader(others, new TerreauOptions())
            .ReadAsync(HostileBooks.FarRow, TestContext.Current.CancellationToken);

        Assert.Equal("Ce classeur arrête le programme qui le lit. Ouvrez-le, puis enregistrez-le de nouveau, ou en CSV.", reading.Refusal);
    }

    [Fact]
    public async Task Read_TextThatTakesTooLong_IsTheSameSentence()
    {
        var rows = string.Concat(Enumerable.Range(0, 190_000)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"\"{row}\";a;b;c;d\n")));

        var reading = await Tables.Within(new TerreauOptions { ReadSeconds = 0 }).ReadAsync(
            System.Text.Encoding.UTF8.GetBytes(rows), TestContext.Current.CancellationToken);

        Assert.Contains("de lecture", reading.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_GivenUp_StopsReading()
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tables.Reader.ReadAsync(HostileBooks.FarCell, giveUp.Token));
    }

    [Fact]
    public async Task Read_WorkbookOfManyTexts_IsWhatItWasInThisProcess()
    {
        // More texts than are remembered, long ones, empty ones, some that come again, and signs that two bytes do not hold.
        var rows = Enumerable.Range(0, 40_000).Select(row => new
        {
            Nom = $"Structure {row}", Ville = row % 3 == 0 ? "Bondy" : "", Numero = $"n° {row % 50_000}",
            Texte = row % 1_000 == 0 ? new string('é', 300) + row : "😀",
        });
        using var file = new MemoryStream();
        await file.SaveAsAsync(rows, cancellationToken: TestContext.Current.CancellationToken);

        await SameAsync(file.ToArray());
    }

    [Theory, InlineData("dirty/xlsx"), InlineData("offers/subventions")]
    public async Task Read_SampleWorkbooks_AreWhatTheyWereInThisProcess(string folder)
    {
        var files = Directory.EnumerateFiles(Clone.Sample(folder)).Where(file => Path.GetExtension(file) is ".xlsx" or ".xls" or ".ods")
            .ToList();
        foreach (var file in files) await SameAsync(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.True(files.Count > 10, $"{files.Count} workbooks");
    }

    /// <summary>Wrong bytes where they hurt: in the tables of sectors of old workbooks, and anywhere.</summary>
    [Theory, InlineData("SampleSS.xls"), InlineData("1904DateWindowing.xls"), InlineData("SampleSS.xlsx")]
    public async Task Read_WorkbookWithWrongBytes_IsATableOrOneSentence(string name)
    {
        var (whole, random) = (await File.ReadAllBytesAsync(Clone.Sample("dirty/xlsx/" + name)), new Random(20261201));
        int[] wrong = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];
        var refused = 0;
        for (var turn = 0; turn < 25; turn++)
        {
            var file = whole.ToArray();
            var end = turn % 2 == 0 ? 600 : file.Length;
            for (var bytes = random.Next(1, 20); bytes > 0; bytes--) file[random.Next(8, end)] = (byte)wrong[random.Next(wrong.Length)];

            var reading = await Tables.Reader.ReadAsync(file, TestContext.Current.CancellationToken);

            if (reading.IsRead) continue;
            refused++;
            Assert.True(reading.Refusal is { Length: > 10 and < 200 } && reading.Refusal.EndsWith('.'), reading.Refusal);
        }
        Assert.True(refused > 5, $"{refused} refused");
    }

    [Fact]
    public async Task Request_OfAWorkbook_IsDoneAgainByHandWithTheSameAnswer()
    {
        using var terminal = new Terminal();
        using var request = new MemoryStream();
        new WorkbookWork().WriteRequest(HostileBooks.FarRow, request);

        var first = await terminal.GiveAsync(request.ToArray(), "worker");
        var second = await terminal.GiveAsync(request.ToArray(), "worker");

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Equal(first.Output, second.Output);
        using var answer = new BinaryReader(new MemoryStream(first.Output));
        Assert.Equal(TableFile.Damaged, new WorkbookWork().Answer(answer).Refusal);
    }

    [Theory]
    [InlineData("acteurs"), InlineData("subventions")]
    public async Task Console_GivenAWorkbookWithoutEnd_SaysSoInTime(string verb)
    {
        using var terminal = new Terminal();
        terminal.Settings["TERREAU_READ_SECONDS"] = "2";
        var file = Path.Combine(terminal.Data, "liste.xlsx");
        await File.WriteAllBytesAsync(file, HostileBooks.Pieces, TestContext.Current.CancellationToken);

        var (code, _, error) = await terminal.RunAsync("import", verb, file, "--source", "Essai");

        Assert.Equal(1, code);
        Assert.Contains(Late, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/validateur"), InlineData("/bureau/imports")]
    public async Task Page_GivenAHostileWorkbook_SaysSo_AndTheSiteServesOn(string address)
    {
        await using var site = await TestSite.StartAsync(adjust: options => options with { ReadSeconds = 2 });
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);
        var page = await site.PageAsync(address);
        using var form = new MultipartFormDataContent { { new StringContent("Ville"), "source" } };
        foreach (var input in page.QuerySelectorAll("form[enctype] input[type=hidden]").Cast<IHtmlInputElement>())
            form.Add(new StringContent(input.Value), input.Name!);
        form.Add(new ByteArrayContent(HostileBooks.Pieces), "fichier", "liste.xlsx");

        using var answer = await site.Client.PostAsync(address, form, TestContext.Current.CancellationToken);

        Assert.Contains(Late, await answer.WordsAsync(), StringComparison.Ordinal);
        Assert.True((await site.Client.GetAsync("/acteurs?q=baluchon", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
    }

    private static byte[] Book(string name) => (byte[])typeof(HostileBooks).GetProperty(name)!.GetValue(null)!;

    /// <summary>A worker gives what its work gives without one.</summary>
    private static async Task SameAsync(byte[] file)
    {
        var (asked, answer) = (new MemoryStream(), new MemoryStream());
        new WorkbookWork().Ask(file, new BinaryWriter(asked));
        asked.Position = 0;
        var work = new WorkbookWork();
        work.Do(new BinaryReader(asked), () => { }, new BinaryWriter(answer));
        answer.Position = 0;
        var here = new WorkbookWork().Answer(new BinaryReader(answer));

        var there = await Tables.Reader.ReadAsync(file, TestContext.Current.CancellationToken);

        Assert.Equal(here.IsRead, there.IsRead);
        if (!here.IsRead)
        {
            Assert.Equal(here.Refusal, there.Refusal);
            return;
        }
        var direct = Direct(file);
        Assert.Equal((direct.Form, direct.Rows.Count), (there.Table.Form, there.Table.Rows.Count));
        Assert.Equal(direct.Headings, there.Table.Headings);
        Assert.Equal(direct.Notices, there.Table.Notices);
        foreach (var (one, other) in direct.Rows.Zip(there.Table.Rows))
        {
            Assert.Equal(one.Line, other.Line);
            Assert.Equal(one.Cells, other.Cells);
        }
    }

    /// <summary>Without the way there and back.</summary>
    private static SourceTable Direct(byte[] file) => file switch
    {
        [0xD0, ..] => Workbook.Read(file, "classeur Excel ancien (.xls)"),
        _ when ZipGuard.Check(file).Contains("content.xml") => OpenDocument.Read(file),
        _ => Workbook.Read(file, "classeur Excel"),
    };
}
