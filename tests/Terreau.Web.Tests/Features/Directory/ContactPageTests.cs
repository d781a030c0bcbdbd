using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Search.Projection;
using Terreau.Web.Tests.Hosting;

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

    [Theory, InlineData(false), InlineData(true)]
    public async Task Get_AnyRoute_AsAVisitorOrAMember_TellsNothingOfAContact(bool member)
    {
        if (member) await site.SignInAsync("membre@exemple.fr");
        // The history holds the day they came, and the day they changed.
        await site.WithDbAsync(async db =>
        {
            var sheet = await db.Organisations.SingleAsync(held => held.Slug == Sheet);
            (sheet.Email, sheet.Phone) = ("accueil@baluchon.exemple.fr", "01 41 60 33 44");
            return await db.SaveAsync(new Act("test", site.Clock.GetUtcNow().UtcDateTime, "changer"));
        });
        var id = await site.WithDbAsync(db => db.Organisations.Where(sheet => sheet.Slug == Sheet).Select(sheet => sheet.Id).SingleAsync());
        var told = new List<string>();
        var read = 0;
        foreach (var endpoint in AllRoutes.Of(site).Where(endpoint
            => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true))
        {
            var likely = AllRoutes.Likely(endpoint.RoutePattern);
            var exact = AllRoutes.Filled(endpoint.RoutePattern, part => part.Name switch
            {
                "slug" or "Slug" => Sheet, "collectionId" or "collection" => "acteurs", "Insee" or "insee" => "93063", _ => id.ToString(),
            });
            foreach (var address in new[] { likely, exact }.Distinct())
            {
                using var response = await site.Client.GetAsync(address);
                if (!response.IsSuccessStatusCode) continue;
                read++;
                var text = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
                var digits = string.Concat(text.Where(char.IsAsciiDigit));
                told.AddRange(Secrets.Append("accueil@baluchon.exemple.fr")
                    .Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{address}: {secret}"));
                if (digits.Contains("141601122", StringComparison.Ordinal) || digits.Contains("141603344", StringComparison.Ordinal))
                    told.Add($"{address}: a number");
            }
        }
        Assert.Empty(told);
        Assert.True(read > 60, $"only {read} were read");
        Assert.Contains("à demander sur la fiche", (await site.PageAsync("/acteurs/baluchon/historique")).Body!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestion_ThatLeavesAContactEmpty_LeavesItAsItIs_AndOneThatWritesItChangesIt()
    {
        const string Page = "/acteurs/baluchon/proposer";
        var form = await site.PageAsync(Page);
        Assert.Equal("", form.QuerySelector("[name='f.Phone']")!.GetAttribute("value") ?? "");
        Assert.Contains("elle se demande d’un geste", form.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        using var shown = await site.SubmitAsync(form, "main form[method=post]", ("geste", "voir"), ("f.Phone", "01 41 60 99 88"));
        using var nothing = await site.SubmitAsync(form, "main form[method=post]", ("geste", "envoyer"));
        using var sent = await site.SubmitAsync(form, "main form[method=post]", ("geste", "envoyer"), ("f.Phone", "01 41 60 99 88"));
        var changes = SheetDraft.ChangesFromJson(await site.WithDbAsync(db => db.Amendments.Select(held => held.Changes).SingleAsync()));

        Assert.DoesNotContain("01 41 60 11 22", await shown.WordsAsync(), StringComparison.Ordinal);
        Assert.Contains("Rien n’a changé", await nothing.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal([new FieldChange("Phone", "01 41 60 11 22", "01 41 60 99 88")], changes);
    }

    [Fact]
    public async Task History_ForThePeopleOfTheSheet_SaysTheContactsThatChanged()
    {
        await site.SignInAsync("membre@exemple.fr", organisations: (Sheet, OrganisationRoles.Reader));

        Assert.Contains("bonjour@baluchon.exemple.fr", (await site.PageAsync("/acteurs/baluchon/historique")).Body!.TextContent,
            StringComparison.Ordinal);
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
