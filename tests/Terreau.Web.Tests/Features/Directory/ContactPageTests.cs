using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Tests.Features.Directory;

/// <summary>How to reach an organisation is given to people who ask for it, and to no program that collects.</summary>
public sealed class ContactPageTests : IAsyncLifetime
{
    private const string Sheet = "baluchon";
    private static readonly string[] Secrets = ["Salimata Ouattara", "coordinatrice-des-tournees", "salimata@exemple.fr", "06 12 34 56 78",
        "0612345678", "bonjour@baluchon.exemple.fr", "01 41 60 11 22"];

    private TestSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync();
        await PutAsync(Audience.Public);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Get_AnyAddress_TellsNothingOfAContact()
    {
        await using (var scope = site.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IndexFeed>().RebuildAsync(CancellationToken.None);
        foreach (var address in new[]
        {
            "/acteurs/baluchon", "/acteurs/baluchon/contact", "/acteurs", "/acteurs?q=baluchon", "/acteurs/export.csv", "/api/v1/acteurs",
            "/api/v1/acteurs/baluchon", "/sitemap.xml", "/robots.txt", "/acteurs/baluchon/signaler",
        })
        {
            var text = WebUtility.HtmlDecode(await site.Client.GetStringAsync(address));
            Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
        using var workbook = new ZipArchive(await site.Client.GetStreamAsync("/acteurs/export.xlsx"));
        foreach (var part in workbook.Entries)
        {
            using var reader = new StreamReader(await part.OpenAsync());
            var text = await reader.ReadToEndAsync();
            Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
        Assert.All(await DatabaseText.RawAsync(Path.Combine(site.Folder, "index")),
            text => Assert.DoesNotContain("salimata", text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Post_FromTheSheet_ShowsTheDetailsOnceToAPerson()
    {
        using var shown = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon"), "form[data-contact]");
        var page = await site.ParseAsync(await shown.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("Salimata Ouattara", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='mailto:salimata@exemple.fr']"));
        Assert.NotNull(page.QuerySelector("a[href='tel:0141601122']"));
        Assert.Contains("no-store", shown.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("noindex", shown.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='/acteurs/baluchon/signaler']"));
    }

    [Fact]
    public async Task Post_WithoutToken_TellsNothing()
    {
        using var refused = await site.Client
            .PostAsync("/acteurs/baluchon/contact", new FormUrlEncodedContent([new("_handler", "coordonnees")]));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.DoesNotContain("salimata", await refused.WordsAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Post_DetailsOfAPerson_AreReservedUntilSomeoneSaysOtherwise()
    {
        await PutAsync(null);

        using var visitor = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon"), "form[data-contact]");
        var forAll = await visitor.WordsAsync();
        await site.SignInAsync("membre@exemple.fr", organisations: (Sheet, OrganisationRoles.Reader));
        using var member = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon"), "form[data-contact]");

        Assert.Contains("bonjour@baluchon.exemple.fr", forAll, StringComparison.Ordinal);
        Assert.DoesNotContain("alimata", forAll, StringComparison.Ordinal);
        Assert.Contains("Salimata Ouattara", await member.WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SheetWithoutContact_HasNoButton()
        => Assert.Null((await site.PageAsync("/acteurs/bond-innov")).QuerySelector("form[data-contact]"));

    [Fact]
    public async Task Get_Robots_KeepsContactsOut()
        => Assert.Contains("Disallow: /acteurs/*/contact", await site.Client.GetStringAsync("/robots.txt"), StringComparison.Ordinal);

    [Fact]
    public async Task Edit_WideningAContact_NeedsTheAgreementAndRecordsIt_HidingItWithdraws()
    {
        await PutAsync(null);
        var id = await site.SignInAsync("membre@exemple.fr", organisations: (Sheet, OrganisationRoles.Owner));
        const string Form = "main form[method=post]";

        using var refused = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/modifier"), Form, ("geste", "enregistrer"),
            ("f.Reserved.ContactEmail", "Public"));
        var none = await site.WithDbAsync(db => db.Consents.CountAsync());
        using var widened = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/modifier"), Form, ("geste", "enregistrer"),
            ("f.Reserved.ContactEmail", "Public"), ("accord", "oui"));
        var given = await site.WithDbAsync(db => db.Consents.SingleAsync());
        using var hidden = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/modifier"), Form, ("geste", "enregistrer"),
            ("f.Reserved.ContactEmail", "Organisation"));
        var withdrawn = await site.WithDbAsync(db => db.Consents.SingleAsync());

        Assert.Contains("Cochez l’accord", await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(0, none);
        Assert.Equal(HttpStatusCode.Redirect, widened.StatusCode);
        Assert.Equal((id, null), (given.AccountId, given.WithdrawnAt));
        Assert.EndsWith("/ContactEmail", given.Subject, StringComparison.Ordinal);
        Assert.NotNull(withdrawn.WithdrawnAt);
        Assert.DoesNotContain(await DatabaseText.NamingAsync(site, "salimata"), cell => cell.Table == "Journal");
    }

    private Task<int> PutAsync(Audience? audience) => site.WithDbAsync(async db =>
    {
        var sheet = await db.Organisations.SingleAsync(held => held.Slug == Sheet);
        (sheet.Email, sheet.Phone) = ("bonjour@baluchon.exemple.fr", "01 41 60 11 22");
        (sheet.ContactName, sheet.ContactRole, sheet.ContactEmail, sheet.ContactPhone) = ("Salimata Ouattara", "coordinatrice-des-tournees",
            "salimata@exemple.fr", "06 12 34 56 78");
        sheet.Reserved = audience is { } wide ? ReservedFields.OfPersons.ToDictionary(field => field, _ => wide) : [];
        return await db.SaveAsync(new Act("test", site.Clock.GetUtcNow().UtcDateTime, "préparer"));
    });
}
