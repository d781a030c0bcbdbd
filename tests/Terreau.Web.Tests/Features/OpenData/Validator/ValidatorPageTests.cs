using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;

namespace Terreau.Web.Tests.Features.OpenData.Validator;

/// <summary>A file that a partner drops without account: read, told, forgotten.</summary>
public sealed class ValidatorPageTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    private const string Address = "/validateur";

    private static TestSite Site(SiteFixture shared) => shared.Site;

    [Fact]
    public async Task File_WithFaults_NamesEachWithItsLine()
    {
        var words = await WordsAsync("""
            Identifiant;Nom;SIRET;Ville;Courriel;Divers;Date maj
            1;Épicerie des Coteaux;35600000000048;Bondy;contact@coteaux.fr;x;2026-01-02
            2;;;Bondy;;x;2026-01-02
            3;La Ruche;12345678901234;Pantin;;x;2026-01-02
            4;Le Fil;;Atlantis;pas une adresse;x;2026-01-02
            1;Épicerie des Coteaux;35600000000048;Bondy;;x;2026-01-02
            """);

        Assert.Contains("UTF-8, point-virgule", words, StringComparison.Ordinal);
        Assert.Contains("ligne 3 : il manque le nom", words, StringComparison.Ordinal);
        Assert.Contains("ligne 4 : le numéro « 12345678901234 » n’existe pas au répertoire", words, StringComparison.Ordinal);
        Assert.Contains("ligne 5 : Commune : « Atlantis » n’est pas du territoire.", words, StringComparison.Ordinal);
        Assert.Contains("ligne 5 : Adresse de messagerie de l’organisation : « pas » est laissé de côté", words, StringComparison.Ordinal);
        Assert.Contains("ligne 6 : Épicerie des Coteaux, déjà à la ligne 2", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Rien à redire", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_SaysWhatEachColumnWasTakenForAndWhatTheStandardMisses()
    {
        var page = await CheckedAsync("Raison sociale;CP;Divers\nLa Ruche;93140;x\nLe Fil;93500;y\n"u8.ToArray());
        var (columns, standard) = (Lines(page, "data-columns"), Lines(page, "data-standard"));

        Assert.Contains(columns, line => line.StartsWith("Raison sociale Par exemple : La Ruche NomSûr à ", StringComparison.Ordinal));
        Assert.Contains("Divers Par exemple : x Non reconnue", columns);
        Assert.Contains("Date de mise à jour date_maj obligatoireaucune colonne", standard);
        Assert.Contains("Code postal code_postal conseillépartout", standard);
        Assert.Contains("il manque encore : identifiant et date de mise à jour", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_WithoutAFault_HasNothingToPutRight()
        => Assert.Contains("Rien à redire",
            await WordsAsync("Identifiant;Nom;Ville;Date maj\n1;La Ruche;Bondy;2026-01-02\n2;Le Fil;Pantin;2026-01-02\n"),
            StringComparison.Ordinal);

    [Fact]
    public async Task File_WithoutNames_SaysSoOnce()
    {
        var words = await WordsAsync("Montant;Quantité\n12;3\n14;5\n");

        Assert.Contains("Aucune colonne ne donne le nom", words, StringComparison.Ordinal);
        Assert.DoesNotContain("il manque le nom", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inclusion_OurOwnExports_HaveNothingToPutRight()
    {
        foreach (var address in new[] { "/api/v1/data-inclusion/structures", "/api/v1/data-inclusion/services" })
        {
            var page = await CheckedAsync(await Site(shared).Client.GetByteArrayAsync(address));
            Assert.Contains("Rien à redire", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains("data·inclusion v1", page.Body.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Inclusion_BrokenRecord_NamesItsFields()
    {
        var words = await WordsAsync(
            """[{"source":"x","id":"x--1","nom":"La Ruche","date_maj":"2027-01-01"},{"source":"x","id":"y-2","nom":"ab","date_maj":"2026-01-01","siret":123,"rna":"W1"}]""");

        Assert.Contains("structure 1 (x--1), date_maj : ce jour est à venir", words, StringComparison.Ordinal);
        Assert.Contains("structure 2 (y-2), nom : 2 caractères : il en faut 3 au moins", words, StringComparison.Ordinal);
        Assert.Contains("structure 2 (y-2), siret : il faut un texte entre guillemets", words, StringComparison.Ordinal);
        Assert.Contains("rna : il venait d’une ancienne version", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_LeavesNothingBehind()
    {
        // The page was opened once: the keys of forms are there.
        await Site(shared).PageAsync(Address);
        var secret = $"Zébulon {Guid.NewGuid():N}";
        var before = await StateAsync();

        var words = await WordsAsync(
            $"Nom;Ville;Courriel\n{secret};Bondy;jeanne@exemple.fr\n{string.Concat(Enumerable.Range(0, 20_000).Select(n => $"Asso {n};Pantin;\n"))}");

        Assert.Contains(secret, words, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
        Assert.All(System.IO.Directory.EnumerateFiles(Site(shared).Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)),
            file => Assert.False(Holds(file, secret), $"{file} holds what was sent"));
    }

    [Theory, InlineData("dirty/xlsx"), InlineData("dirty/zip"), InlineData("dirty/bal")]
    public async Task Hostile_AnyFile_IsAnsweredInFiveSeconds(string folder)
    {
        var faults = new List<string>();
        foreach (var file in System.IO.Directory.EnumerateFiles(Clone.Sample(folder)).Order(StringComparer.Ordinal))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            // Of the processor: a machine that does other things too makes no file slow.
            var start = Environment.CpuUsage.TotalTime;
            using var response = await SendAsync(bytes, Path.GetFileName(file));
            var spent = Environment.CpuUsage.TotalTime - start;
            if (spent > TimeSpan.FromSeconds(5)) faults.Add($"{file} took {spent}");
            if (response.StatusCode != HttpStatusCode.OK) faults.Add($"{file} was answered {(int)response.StatusCode}");
            else if (await response.Content.ReadAsStringAsync() is var html && !html.Contains("data-report", StringComparison.Ordinal)
                && !html.Contains("error-summary", StringComparison.Ordinal)) faults.Add($"{file} was not answered");
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Post_OfFilesWithoutEnd_IsLimited()
    {
        await using var site = await TestSite.StartAsync(adjust: options => options with { RateForms = 12 });
        var page = await site.PageAsync(Address);

        var codes = new List<HttpStatusCode>();
        for (var n = 0; n < 4; n++)
        {
            using var form = FormOf(page, "Nom\nA\n"u8.ToArray(), "a.csv");
            using var response = await site.Client.PostAsync(Address, form);
            codes.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], codes);
    }

    [Fact]
    public async Task Page_IsLedToFromOpenDataAndTheMap()
    {
        foreach (var address in new[] { "/donnees-ouvertes", "/plan-du-site" })
            Assert.NotEmpty((await Site(shared).PageAsync(address)).QuerySelectorAll($"a[href='{Address}']"));
        Assert.Contains($"{Address}</loc>", await Site(shared).Client.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
    }

    /// <summary>
    /// Every file of the data folder with its size, every table with its rows, and what lies in the folder of temporary files.
    /// </summary>
    private Task<List<string>> StateAsync() => Site(shared).WithDbAsync(async db =>
    {
        var state = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct()
            .Order(StringComparer.Ordinal))
        {
#pragma warning disable EF1002 // The name comes of the model.
            state.Add($"{table}: {await db.Database.SqlQueryRaw<long>($"SELECT COUNT(*) AS \"Value\" FROM \"{table}\"").SingleAsync()}");
#pragma warning restore EF1002
        }
        state.AddRange(System.IO.Directory.EnumerateFiles(Site(shared).Folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(file => $"{file}: {new FileInfo(file).Length}"));
        state.AddRange(System.IO.Directory.EnumerateFiles(Path.GetTempPath(), "ASPNETCORE_*").Order(StringComparer.Ordinal));
        return state;
    });

    private static bool Holds(string file, string secret)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes.AsSpan(0, read).IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0;
    }

    private async Task<string> WordsAsync(string file) => (await CheckedAsync(Encoding.UTF8.GetBytes(file))).Body!.TextContent;

    private async Task<IHtmlDocument> CheckedAsync(byte[] file)
    {
        using var response = await SendAsync(file, "liste.csv");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        return await Site(shared).ParseAsync(await response.Content.ReadAsStringAsync(), Address);
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] file, string name)
    {
        using var form = FormOf(await Site(shared).PageAsync(Address), file, name);
        return await Site(shared).Client.PostAsync(Address, form);
    }

    private static MultipartFormDataContent FormOf(IHtmlDocument page, byte[] file, string name)
    {
        var form = new MultipartFormDataContent();
        foreach (var input in page.QuerySelectorAll("form[enctype] input[type=hidden]").Cast<IHtmlInputElement>())
            form.Add(new StringContent(input.Value), input.Name!);
        form.Add(new ByteArrayContent(file), "fichier", name);
        return form;
    }

    private static List<string> Lines(IHtmlDocument page, string list)
        => [.. page.QuerySelectorAll($"[{list}] li")
            .Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
