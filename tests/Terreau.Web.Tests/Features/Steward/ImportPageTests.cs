using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Tests.Features.Steward;

/// <summary>A file over HTTP, as the manager sends it: read, mapped, compared, applied.</summary>
public sealed class ImportPageTests : IAsyncLifetime
{
    private TestSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync();
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task File_SentMappedSeenApplied_IsInTheDirectory()
    {
        using var sent = await SendAsync("Ville de Bondy",
            CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("Libellé X;Ville;Tél\nÉpicerie des Coteaux;Bondy;0141600000\n"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var path = sent.Headers.Location!.OriginalString;
        var page = await site.PageAsync(path);
        Assert.Contains("Windows-1252, point-virgule", page.Body!.TextContent, StringComparison.Ordinal);

        using var kept = await site.SubmitAsync(page, "form[method=post]:has(select)", ("colonne-0", "nom"), ("colonne-1", "commune"),
            ("colonne-2", "telephone"));
        var preview = await site.PageAsync(kept.Headers.Location!.OriginalString.Split('#')[0]);
        Assert.Contains("1\u00A0ajoutée", preview.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.Organisations.CountAsync(sheet => sheet.Name == "Épicerie des Coteaux")));
        using var applied = await site.SubmitAsync(preview, "form[method=post]:not(:has(select))");

        Assert.Equal(1, await site.WithDbAsync(db => db.Organisations.CountAsync(sheet => sheet.Name == "Épicerie des Coteaux")));
        Assert.Contains("Ce fichier est appliqué", (await site.PageAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        using var original = await site.Client.GetAsync(path + "/original");
        Assert.Equal("application/octet-stream", original.Content.Headers.ContentType!.MediaType);
        // The next file of the source begins with what was said of the columns.
        using var next = await SendAsync("Ville de Bondy", "Libellé X;Ville\nAutre;Pantin\n"u8.ToArray());
        var again = await site.PageAsync(next.Headers.Location!.OriginalString);
        Assert.Equal("nom", ((IHtmlSelectElement)again.QuerySelector("select[name=colonne-0]")!).Value);
    }

    [Fact]
    public async Task Values_OutsideOurLists_AreGuessedSaidAndTakenAgain()
    {
        using var sent = await SendAsync("Ville de Pantin",
            Encoding.UTF8.GetBytes("Nom;Ville;Filière\nAtelier du canal;Pantin;Réemploi\nAutre atelier;Pantin;Réemploi | Zythologie\n"));
        var path = sent.Headers.Location!.OriginalString;
        var page = await site.PageAsync(path);
        Assert.Equal("economie-circulaire", ((IHtmlSelectElement)page.QuerySelector("select[name=valeur-0]")!).Value);
        Assert.Equal("?", ((IHtmlSelectElement)page.QuerySelector("select[name=valeur-1]")!).Value);
        // A guess that nobody agreed to is not applied.
        Assert.Contains("Réemploi » n’est pas dans la liste", (await site.PageAsync(path + "?voir=changements")).Body!.TextContent,
            StringComparison.Ordinal);

        using var kept = await site.SubmitAsync(page, "form[method=post]:has(select)", ("valeur-1", ""));
        var preview = await site.PageAsync(kept.Headers.Location!.OriginalString.Split('#')[0]);
        Assert.DoesNotContain("n’est pas dans la liste", preview.Body!.TextContent, StringComparison.Ordinal);
        (await site.SubmitAsync(preview, "form[method=post]:not(:has(select))")).Dispose();

        var filieres = await site.WithDbAsync(
            db => db.Organisations.Where(sheet => sheet.Name.EndsWith("telier du canal") || sheet.Name == "Autre atelier")
                .Select(sheet => sheet.Filieres).ToListAsync());
        Assert.Equal(2, filieres.Count);
        Assert.All(filieres, held => Assert.Equal(["economie-circulaire"], held));
        using var next = await SendAsync("Ville de Pantin", Encoding.UTF8.GetBytes("Nom;Ville;Filière\nEncore un;Pantin;REEMPLOI\n"));
        Assert.DoesNotContain("n’est pas dans la liste",
            (await site.PageAsync(next.Headers.Location!.OriginalString + "?voir=changements")).Body!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileOfTheDepartment_CanBeKeptToTheTerritory_AndSoIsTheNextOne()
    {
        const string file =
            "Nom;Commune;Code postal\nAtelier du canal;Pantin;\nAilleurs;Marseille;\nNulle part;;\nLe Pré ou Paris;;93107\n";
        using var sent = await SendAsync("Département", Encoding.UTF8.GetBytes(file));
        var path = sent.Headers.Location!.OriginalString;
        var before = (await site.PageAsync(path + "?voir=changements")).Body!.TextContent;
        Assert.Contains("3\u00A0nouvelles fiches sont sans commune", before, StringComparison.Ordinal);
        Assert.Contains("Choisir de laisser de côté les lignes sans commune", before, StringComparison.Ordinal);

        using var kept = await site.SubmitAsync(await site.PageAsync(path), "form[method=post]:has(select)", ("territoire", "oui"));
        var preview = await site.PageAsync(kept.Headers.Location!.OriginalString.Split('#')[0]);

        // The commune to confirm may be of the territory: its row stays.
        Assert.Contains("4\u00A0lignes : 2\u00A0ajoutées et 2\u00A0laissées de côté.", preview.Body!.TextContent, StringComparison.Ordinal);
        (await site.SubmitAsync(preview, "form[method=post]:not(:has(select))")).Dispose();
        Assert.Equal(["Atelier du canal", "Le Pré ou Paris"],
            await site.WithDbAsync(db => db.Organisations.Where(sheet => sheet.SourceId == "import-departement").Select(sheet => sheet.Name)
                .Order().ToListAsync()));
        using var next = await SendAsync("Département", Encoding.UTF8.GetBytes(file + "Encore ailleurs;Lyon;\n"));
        var again = await site.PageAsync(next.Headers.Location!.OriginalString + "?voir=changements");
        Assert.True(((IHtmlInputElement)again.QuerySelector("#territoire")!).IsChecked);
        Assert.Contains("5\u00A0lignes : 2\u00A0inchangées et 3\u00A0laissées de côté.", again.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Licence_IsSaidOnThePageOfSources_AndTakenAgain_OneThatForbidsComesNotIn()
    {
        using var sent = await SendAsync("Ville de Pantin", Encoding.UTF8.GetBytes("Nom;Ville\nAtelier du canal;Pantin\n"));
        var path = sent.Headers.Location!.OriginalString;

        using var closed = await site.SubmitAsync(await site.PageAsync(path), "form[method=post]:has(select)", ("licence", "odbl"));
        Assert.Contains("ce que « ODbL 1.0 » ne permet pas", WebUtility.HtmlDecode(await closed.Content.ReadAsStringAsync()),
            StringComparison.Ordinal);
        Assert.Equal("", ((IHtmlSelectElement)(await site.PageAsync(path)).QuerySelector("select[name=licence]")!).Value);
        using var kept = await site.SubmitAsync(await site.PageAsync(path), "form[method=post]:has(select)", ("licence", "accord"));
        (await site.SubmitAsync(await site.PageAsync(kept.Headers.Location!.OriginalString.Split('#')[0]),
            "form[method=post]:not(:has(select))")).Dispose();

        Assert.Equal("Accord du producteur pour publier",
            await site.WithDbAsync(db => db.Sources.Where(source => source.Key == "import-ville-de-pantin").Select(source => source.Licence)
                .SingleAsync()));
        Assert.Contains("Accord du producteur pour publier", (await site.PageAsync("/sources")).Body!.TextContent,
            StringComparison.Ordinal);
        // What is applied still takes it back, and the next file begins with what the source says.
        using var unsaid = await site.SubmitAsync(await site.PageAsync(path), "form:has(select[name=licence])", ("licence", ""));
        Assert.Null(await LicenceAsync());
        using var again = await site.SubmitAsync(await site.PageAsync(path), "form:has(select[name=licence])", ("licence", "cc-by"));
        Assert.Equal("CC BY 4.0", await LicenceAsync());
        using var forbidden = await site.SubmitAsync(await site.PageAsync(path), "form:has(select[name=licence])", ("licence", "aucune"));
        Assert.Contains("ne permet pas", WebUtility.HtmlDecode(await forbidden.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("CC BY 4.0", await LicenceAsync());
        using var next = await SendAsync("Ville de Pantin", Encoding.UTF8.GetBytes("Nom;Ville\nAutre atelier;Pantin\n"));
        Assert.Equal("cc-by",
            ((IHtmlSelectElement)(await site.PageAsync(next.Headers.Location!.OriginalString)).QuerySelector(
                "select[name=licence]")!).Value);

        Task<string?> LicenceAsync()
            => site.WithDbAsync(db => db.Sources.Where(source => source.Key == "import-ville-de-pantin").Select(source => source.Licence)
                .SingleAsync());
    }

    [Fact]
    public async Task SignThatIsNone_InTheFileAndInTheSource_IsReadAsUnreadable()
    {
        using var sent = await SendAsync("Ville \uFFFE", Encoding.UTF8.GetBytes("Nom \uFFFE;Ville\nAtelier \uFFFE du canal;Pantin\n"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);

        var page = await site.PageAsync(sent.Headers.Location!.OriginalString + "?voir=changements");

        Assert.Contains("1\u00A0ajoutée", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "nom,siret\nA,1\n", "Donnez un nom à la source")]
    [InlineData("Ville", "", "vide")]
    [InlineData("Ville", "%PDF-1.4", "PDF")]
    public async Task File_ThatCannotBeRead_IsRefusedAndNothingIsKept(string source, string content, string sentence)
    {
        using var refused = await SendAsync(source, Encoding.UTF8.GetBytes(content));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains(sentence, await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.ImportedFiles.CountAsync()));
    }

    [Fact]
    public async Task Apply_AfterSomeoneChangedTheColumns_ShowsTheDifferenceAgain()
    {
        using var sent = await SendAsync("Ville", "Nom;Ville\nÉpicerie des Coteaux;Bondy\n"u8.ToArray());
        var path = sent.Headers.Location!.OriginalString;
        var seen = await site.PageAsync(path + "?voir=changements");
        (await site.SubmitAsync(await site.PageAsync(path), "form[method=post]:has(select)", ("colonne-0", "nom"),
            ("colonne-1", ""))).Dispose();

        using var refused = await site.SubmitAsync(seen, "form[method=post]:not(:has(select))");

        Assert.Contains("ont changé entre-temps", await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.Organisations.CountAsync(sheet => sheet.Name == "Épicerie des Coteaux")));
    }

    [Fact]
    public async Task File_WhoseOriginalIsNoLongerKept_SaysSo()
    {
        using var sent = await SendAsync("Ville", "Nom;Ville\nA;Bondy\n"u8.ToArray());
        System.IO.Directory.Delete(Path.Combine(site.Folder, "imports"), recursive: true);

        var page = await site.PageAsync(sent.Headers.Location!.OriginalString);

        Assert.Contains("n’est plus gardé", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_OfSomeoneWhoMayNotSendOne_IsNotReadAndNotFound()
    {
        var page = await site.PageAsync("/bureau/imports");
        await site.SignInAsync("membre@exemple.fr");

        using var form = new MultipartFormDataContent { { new StringContent("Ville"),
            "source" }, { new ByteArrayContent(new byte[1_000_000]), "fichier", "ville.csv" } };
        foreach (var input in page.QuerySelectorAll("form[enctype] input[type=hidden]").Cast<IHtmlInputElement>())
            form.Add(new StringContent(input.Value), input.Name!);
        using var refused = await site.Client.PostAsync("/bureau/imports", form);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.False(System.IO.Directory.Exists(Path.Combine(site.Folder, "imports")));
    }

    [Fact]
    public async Task Columns_WithoutAName_AreRefused()
    {
        using var sent = await SendAsync("Ville", "Nom;Ville\nA;Bondy\n"u8.ToArray());
        var page = await site.PageAsync(sent.Headers.Location!.OriginalString);

        using var refused = await site.SubmitAsync(page, "form[method=post]:has(select)", ("colonne-0", ""), ("colonne-1", "commune"));

        Assert.Contains("quelle colonne donne le nom", await refused.WordsAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(string source, byte[] file)
    {
        var page = await site.PageAsync("/bureau/imports");
        using var form = new MultipartFormDataContent();
        foreach (var input in page.QuerySelectorAll("form[enctype] input[type=hidden]").Cast<IHtmlInputElement>())
            form.Add(new StringContent(input.Value), input.Name!);
        form.Add(new StringContent(source), "source");
        form.Add(new ByteArrayContent(file), "fichier", "ville.csv");
        return await site.Client.PostAsync("/bureau/imports", form);
    }
}
