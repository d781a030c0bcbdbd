using System.Net;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Features.Directory.Editing;

namespace Terreau.Web.Tests.Features.Directory;

public sealed class ReportPageTests(DirectorySite shared) : IClassFixture<DirectorySite>
{
    private const string Address = "/acteurs/baluchon/signaler";

    private TestSite Site => shared.Site;

    [Fact]
    public async Task Post_Message_IsKeptOnceAndGivesAReference()
    {
        const string Message = "L’adresse a changé en 2025.\r\nElle est à Pantin.";
        var form = await Site.PageAsync(Address);

        using var first = await Site.SubmitAsync(form, "form[method=post]", ("Form.Message", Message));
        using var second = await Site.SubmitAsync(form, "form[method=post]", ("Form.Message", Message));

        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        var thanks = await Site.PageAsync(first.Headers.Location!.IsAbsoluteUri
            ? first.Headers.Location.PathAndQuery : first.Headers.Location.ToString());
        var reports = await Site.WithDbAsync(db => db.ErrorReports.Where(report => report.Message.Contains("Pantin")).ToListAsync());
        var report = Assert.Single(reports);
        Assert.Equal(("/acteurs/baluchon", "L’adresse a changé en 2025.\nElle est à Pantin."), (report.Page, report.Message));
        Assert.Contains(ErrorReporting.ReferenceOf(report), thanks.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Écrivez ce qui est faux ou ce qui manque.")]
    [InlineData("faux", "Donnez un peu plus de détails : quelques mots suffisent.")]
    public async Task Post_TooLittle_SaysSoOnThePageAndKeepsIt(string message, string sentence)
    {
        var form = await Site.PageAsync(Address);

        using var response = await Site.SubmitAsync(form, "form[method=post]", ("Form.Message", message));

        var page = await Site.ParseAsync(await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(sentence, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(message, page.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task Post_TooMuch_SaysSoOnThePage()
    {
        var form = await Site.PageAsync(Address);

        using var response = await Site.SubmitAsync(form, "form[method=post]", ("Form.Message", new string('é', 2001)));

        var page = await Site.ParseAsync(await response.Content.ReadAsStringAsync());
        Assert.Contains("dépasse 2000 caractères", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_FieldThatPeopleDoNotSee_IsDroppedWithoutAWord()
    {
        var form = await Site.PageAsync(Address);

        using var response = await Site.SubmitAsync(form, "form[method=post]", ("Form.Message", "Achetez mes montres pas chères"),
            ("Form.Site", "http://spam"));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(0, await Site.WithDbAsync(db => db.ErrorReports.CountAsync(report => report.Message.Contains("montres"))));
    }

    [Fact]
    public async Task Post_WithoutToken_IsRefused()
    {
        using var response = await Site.Client
            .PostAsync(Address, new FormUrlEncodedContent([new("_handler", "signaler"), new("Form.Message", "Un message sans jeton")]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Get_UnknownActor_Answers404()
    {
        using var response = await Site.Client.GetAsync("/acteurs/personne/signaler");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("<script>")]
    [InlineData("S-12345678x")]
    public async Task Get_MadeUpReference_ShowsTheForm(string reference)
    {
        var page = await Site.PageAsync($"{Address}?merci={Uri.EscapeDataString(reference)}");

        Assert.NotNull(page.QuerySelector("form[method=post]"));
    }
}
