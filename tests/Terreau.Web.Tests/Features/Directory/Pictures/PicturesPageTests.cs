using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Features.Directory.Pictures;

public sealed class PicturesPageTests(PicturesPageTests.Shared shared) : IClassFixture<PicturesPageTests.Shared>
{
    private const string Address = "/acteurs/baluchon/images";

    private TestSite Site => shared.Site;

    [Fact]
    public async Task Post_Photo_ShowsOnTheSheetAndIsServedSafely()
    {
        using var sent = await SendAsync(TestPictures.TwoHalves(900, 600, SKEncodedImageFormat.Jpeg), "atelier.jpg",
            "L’atelier <vu> de la rue");

        Assert.Equal("/acteurs/baluchon?fait=image",
            sent.Headers.Location!.ToString().Replace(Site.Client.BaseAddress!.ToString().TrimEnd('/'), "", StringComparison.Ordinal));
        var sheet = await Site.PageAsync("/acteurs/baluchon?fait=image");
        Assert.Contains("L’image est sur la fiche", sheet.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        var image = (IHtmlImageElement)sheet.QuerySelector(".pictures img")!;
        Assert.Contains("L’atelier <vu> de la rue", image.AlternativeText, StringComparison.Ordinal);
        using var visitor = Site.NewClient();
        using var served = await visitor.GetAsync(image.GetAttribute("src"));
        Assert.Equal("image/webp", served.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'none'", served.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", served.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("immutable", served.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var small = SKBitmap.Decode(await served.Content.ReadAsByteArrayAsync());
        Assert.Equal(320, small.Width);
    }

    [Theory, MemberData(nameof(PictureFileTests.Refused), MemberType = typeof(PictureFileTests))]
    public async Task Post_WhatIsNoPicture_AnswersASentenceAndKeepsTheText(string kind, string sentence)
    {
        using var sent = await SendAsync(PictureFileTests.Sent(kind), "image.png", "Texte gardé");

        await RefusedAsync(sent, sentence);
    }

    [Fact]
    public async Task Post_ThirtyMegabytes_AnswersAPageAndTheSiteLives()
    {
        using var sent = await SendAsync(new byte[30_000_000], "photo.jpg", "Texte gardé");

        await RefusedAsync(sent, "Ce fichier pèse 30 Mo : 8 Mo au plus");
        Assert.Equal("Healthy", await Site.Client.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task Post_BeyondTheBound_IsNotReadToItsEnd()
    {
        using var sent = await TrySendAsync(new byte[70_000_000]);

        Assert.True(sent is null || sent.StatusCode == HttpStatusCode.RequestEntityTooLarge, $"{sent?.StatusCode}");
        Assert.Equal("Healthy", await Site.Client.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task Post_NothingChosen_SaysSo()
    {
        using var sent = await SendAsync([], "", "Texte gardé");

        await RefusedAsync(sent, "Choisissez un fichier.");
    }

    [Fact]
    public async Task Post_WithoutText_AsksForItAndForTheFileAgain()
    {
        using var sent = await SendAsync(TestPictures.TwoHalves(90, 60, SKEncodedImageFormat.Png), "a.png", " ");

        var page = await Site.ParseAsync(await sent.Content.ReadAsStringAsync(), Address);
        var summary = page.QuerySelector("#erreurs")!.TextContent;
        Assert.Contains("Dites en une phrase ce que l’image montre.", summary, StringComparison.Ordinal);
        Assert.Contains("Choisissez de nouveau le fichier", summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "pas de parties")]
    [InlineData("multipart/form-data", "--x\r\n\r\n")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"texte\"\r\n\r\nsans fin")]
    [InlineData("text/plain", "bonjour")]
    public async Task Post_WrongMultipart_Answers400WithAPage(string type, string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var sent = await Site.Client.PostAsync(Address, content);

        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Contains("<h1>", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_FromAVisitor_KeepsTheWordsAndNoFile()
    {
        using var visitor = Site.NewClient();
        using var form = new MultipartFormDataContent { { new StringContent("Une phrase écrite"),
            "texte" }, { new ByteArrayContent(new byte[3_000_000]), "fichier", "a.png" } };

        using var sent = await visitor.PostAsync(Address, form);

        Assert.Equal(HttpStatusCode.Unauthorized, sent.StatusCode);
        Assert.Contains("Une phrase écrite", await sent.WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_LogoThenAnother_KeepsOneAndRemovalTakesItAway()
    {
        using var first = await SendAsync(TestPictures.TwoHalves(90, 60, SKEncodedImageFormat.Png), "a.png", "Premier logo", "logo");
        using var second = await SendAsync(TestPictures.TwoHalves(90, 60, SKEncodedImageFormat.Png), "b.png", "Second logo", "logo");

        var sheet = await Site.PageAsync("/acteurs/baluchon");
        Assert.Equal("Second logo", ((IHtmlImageElement)Assert.Single(sheet.QuerySelectorAll(".sheet-logo img"))).AlternativeText);
        var page = await Site.PageAsync(Address);
        var logo = await Site.WithDbAsync(db => db.Pictures.Where(picture => picture.IsLogo).Select(picture => picture.Id).SingleAsync());
        var remove = page.QuerySelectorAll("form")
            .Single(form => form.QuerySelector($"input[name=_handler][value='retirer-{logo:N}']") is not null);
        remove.Id = "retirer";
        using var removed = await Site.SubmitAsync(page, "#retirer");
        Assert.Equal(302, (int)removed.StatusCode);
        Assert.Empty((await Site.PageAsync("/acteurs/baluchon")).QuerySelectorAll(".sheet-logo"));
        using var gone = await Site.Client.GetAsync($"/images/{logo}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Post_SeventhPhoto_IsRefusedAndTheSameFormCountsOnce()
    {
        await using var site = await OwnedAsync("bellastock");
        var form = await site.PageAsync("/acteurs/bellastock/images");
        for (var twice = 0; twice < 2; twice++) using (await SendAsync(site, form, "bellastock")) { }
        Assert.Equal(1, await site.WithDbAsync(db => db.Pictures.CountAsync()));
        for (var at = 1; at < SheetPicture.MostPhotos; at++)
            using (await SendAsync(site, await site.PageAsync("/acteurs/bellastock/images"), "bellastock")) { }

        using var seventh = await SendAsync(site, await site.PageAsync("/acteurs/bellastock/images"), "bellastock");

        Assert.Contains("La fiche porte déjà 6 photos", await seventh.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(SheetPicture.MostPhotos, await site.WithDbAsync(db => db.Pictures.CountAsync()));
    }

    [Fact]
    public async Task Get_PictureOfASheetOutOfSight_IsForItsPeopleAlone()
    {
        await using var site = await OwnedAsync("bellastock");
        using (await SendAsync(site, await site.PageAsync("/acteurs/bellastock/images"), "bellastock")) { }
        var id = await site.WithDbAsync(async db =>
        {
            db.Organisations.Single(sheet => sheet.Slug == "bellastock").Withdraw();
            await db.SaveAsync(new Web.Data.Act("essai", site.Clock.GetUtcNow().UtcDateTime, "retirer"));
            return await db.Pictures.Select(picture => picture.Id).SingleAsync();
        });

        using var own = await site.Client.GetAsync($"/images/{id}");
        using var visitor = site.NewClient();
        using var other = await visitor.GetAsync($"/images/{id}");

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Contains("no-store", own.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private async Task RefusedAsync(HttpResponseMessage sent, string sentence)
    {
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var page = await Site.ParseAsync(await sent.Content.ReadAsStringAsync(), Address);
        Assert.Contains(sentence, page.QuerySelector("#erreurs")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal("Texte gardé", page.QuerySelector("#texte")!.GetAttribute("value"));
    }

    private async Task<HttpResponseMessage?> TrySendAsync(byte[] file)
    {
        try
        {
            return await SendAsync(file, "photo.jpg", "Texte");
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] file, string name, string text, string kind = "photo")
        => await SendAsync(Site, await Site.PageAsync(Address), "baluchon", file, name, text, kind);

    private static async Task<HttpResponseMessage> SendAsync(
        TestSite site, IHtmlDocument page, string slug, byte[]? file = null, string name = "a.png", string text = "Une photo",
        string kind = "photo")
    {
        var inputs = page.QuerySelectorAll("form[enctype] input[type=hidden]").Cast<IHtmlInputElement>();
        using var form = new MultipartFormDataContent();
        foreach (var input in inputs) form.Add(new StringContent(input.Value), input.Name!);
        form.Add(new StringContent(kind), "genre");
        form.Add(new StringContent(text), "texte");
        var content = new ByteArrayContent(file ?? TestPictures.TwoHalves(90, 60, SKEncodedImageFormat.Png));
        // A browser posts a part without a name when no file was chosen.
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue(
            "form-data") { Name = "\"fichier\"", FileName = $"\"{name}\"" };
        form.Add(content);
        return await site.Client.PostAsync($"/acteurs/{slug}/images", form);
    }

    private static async Task<TestSite> OwnedAsync(string slug)
    {
        var site = await TestSite.StartAsync();
        await site.SignInAsync("ines@exemple.fr", organisations: (slug, OrganisationRoles.Editor));
        return site;
    }

    public sealed class Shared : IAsyncLifetime
    {
        internal TestSite Site { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Site = await OwnedAsync("baluchon");

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
