using System.Net;
using System.Text.Json;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Features.Offers;
using Terreau.Web.Features.Orientation;

namespace Terreau.Web.Tests.Features.Orientation;

public sealed class ResultTests(OrientationSite orientation) : IClassFixture<OrientationSite>
{
    [Fact]
    public async Task Walk_KitchenInBondyWithoutSiret_GetsAnAnswerWithReasons()
    {
        var link = await orientation.KitchenInBondyAsync();

        var page = await orientation.Site.PageAsync(OrientationRoutes.Result(link));

        Assert.Matches(@"^Pour votre projet : (aucune|\d+) aides? sûres?, \d+ à confirmer(, \d+ ruptures?)?$",
            page.QuerySelector("h1")!.TextContent.Replace('\u00a0', ' '));
        Assert.Equal(["Financement", "Locaux"], page.QuerySelectorAll(".need h2").Select(head => head.TextContent));
        Assert.Contains("30\u202f000\u00a0€", page.QuerySelector("#financement")!.TextContent, StringComparison.Ordinal);
        var kitchen = page.QuerySelectorAll("#locaux > .resources > .resource h4").Select(head => head.TextContent).ToList();
        Assert.Contains(kitchen, title => title.Contains("uisine", StringComparison.Ordinal));
        Assert.NotEmpty(page.QuerySelectorAll(".guides .resource"));
        Assert.NotEmpty(page.QuerySelectorAll(".first-gestures li"));
        Assert.All(page.QuerySelectorAll(".need .resource"), line => Assert.NotEmpty(line.QuerySelectorAll(".reasons:not(.ways) li")));
        Assert.All(page.QuerySelectorAll(".excluded > li"),
            line => Assert.Contains("arce que", line.TextContent, StringComparison.Ordinal));
        Assert.Equal(5, page.QuerySelectorAll(".path > li").Length);
        Assert.Equal("Émergence", page.QuerySelector(".path [aria-current] b")!.TextContent);
    }

    [Fact]
    public async Task Get_BeforeTheNeeds_SaysWhatIsMissing()
    {
        var link = await orientation.BeginAsync();
        var page = await orientation.Site.PageAsync(OrientationRoutes.Result(link));
        Assert.Contains("votre idée", page.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(OrientationRoutes.Idea(link), page.QuerySelector(".empty a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Post_Reply_RunsAgainAtOnceAndSaysWhatChanged()
    {
        var link = await orientation.KitchenInBondyAsync();
        var page = await orientation.Site.PageAsync(OrientationRoutes.Result(link));
        // An offer that waits for one answer alone is out when that answer is no.
        var alone = page.QuerySelectorAll(".need > .resources > .resource").First(line =>
            line.QuerySelectorAll(".reasons .to-confirm").Length == 1
            && line.QuerySelector(".reply form [value=non]") is not null);
        var action = alone.QuerySelector(".reply form")!.GetAttribute("action")!;
        var fact = Uri.UnescapeDataString(action.Split("fait=")[1].Split('&')[0]);

        using var response = await orientation.Site.SubmitAsync(page, $".resource .reply form[action='{action}']", ("valeur", "non"));
        var after = await orientation.Site.PageAsync(response.Headers.Location!.ToString());

        Assert.False((await orientation.AnswersAsync(link)).Facts[fact].GetBoolean());
        Assert.Contains("N’est plus possible", after.QuerySelector(".notice.success .changes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(after.QuerySelectorAll(".answers .question"), question => question.TextContent.Length > 0);
    }

    [Fact]
    public async Task Post_StepFromTheResult_ComesBackAndSaysWhatChanged()
    {
        var link = await orientation.KitchenInBondyAsync();

        var back = await orientation.FillAsync(OrientationRoutes.Stage(link).ThenResult(), ("etapes", "LANCEMENT"));
        var page = await orientation.Site.PageAsync(back);

        Assert.StartsWith(OrientationRoutes.Result(link) + "?depuis=", back, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll(".changes li"));
        var same = await orientation.FillAsync(OrientationRoutes.Stage(link).ThenResult(), ("etapes", "LANCEMENT"));
        Assert.Contains("rien d’autre ne change", (await orientation.Site.PageAsync(same)).QuerySelector(".notice.success")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NeedAddedFromTheResult_IsAskedAboutThenComparedWithWhatStoodBefore()
    {
        var link = await orientation.KitchenInBondyAsync();

        var next = await orientation.FillAsync(
            OrientationRoutes.Needs(link).ThenResult(), ("besoins", "FINANCEMENT"), ("besoins", "LOCAUX"), ("besoins", "ACCOMPAGNEMENT"));
        var back = await orientation.FillAsync(next, ("natures", "incubation"));

        Assert.StartsWith(OrientationRoutes.Need(link, "ACCOMPAGNEMENT"), next, StringComparison.Ordinal);
        var page = await orientation.Site.PageAsync(back);
        Assert.Contains("S’ajoute", page.QuerySelector(".changes")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_IDoNotKnow_DoesNotAskTheSameQuestionAgain()
    {
        var link = await orientation.KitchenInBondyAsync();
        var page = await orientation.Site.PageAsync(OrientationRoutes.Result(link));
        var asked = page.QuerySelector(".next-question .lead")!.TextContent;

        using var response = await orientation.Site.SubmitAsync(page, ".next-question form", ("suite", "passer"));
        var after = await orientation.Site.PageAsync(response.Headers.Location!.ToString());

        Assert.NotEqual(asked, after.QuerySelector(".next-question .lead")?.TextContent);
    }

    [Fact]
    public async Task Get_EveryAddressOfAnOffer_LeadsToTheOffers()
    {
        var link = await orientation.KitchenInBondyAsync();
        var page = await orientation.Site.PageAsync(OrientationRoutes.Result(link));
        var slugs = await orientation.Site.WithDbAsync(db => Task.FromResult(db.Offers.Select(offer => offer.Slug).ToList()));
        var addresses = slugs.Select(OfferRoutes.Sheet).ToHashSet();
        Assert.All(page.QuerySelectorAll(".resource h4 a, .excluded > li > a"),
            anchor => Assert.Contains(anchor.GetAttribute("href")!, addresses));
    }

    [Fact]
    public async Task Get_Document_HasTheAnswerWithoutAnythingToPress()
    {
        var link = await orientation.KitchenInBondyAsync();
        var page = await orientation.Site.PageAsync(OrientationRoutes.Document(link));
        Assert.StartsWith("Pour votre projet", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("cuisine partagée", page.QuerySelector(".document .idea")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".document .need form, .document .need details"));
    }

    [Fact]
    public async Task Get_Exports_SayTheSameAsThePageAndAnswerTheApiAlike()
    {
        var link = await orientation.KitchenInBondyAsync();
        var page = await orientation.Site.PageAsync(OrientationRoutes.Result(link));

        using var export = JsonDocument.Parse(await orientation.Site.Client.GetStringAsync(OrientationRoutes.Export(link, "json")));
        using var sent = await orientation.Site.Client.PostAsync(
            OrientationRoutes.Api, new StringContent(export.RootElement.GetProperty("profil").GetRawText(), System.Text.Encoding.UTF8,
                "application/json"));
        using var answered = JsonDocument.Parse(await sent.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        foreach (var part in new[] { "resume", "besoins", "questionSuivante", "aidesSures", "ruptures" })
            Assert.Equal(export.RootElement.GetProperty(part).GetRawText(), answered.RootElement.GetProperty(part).GetRawText());
        Assert.Equal(page.QuerySelector("h1")!.TextContent, answered.RootElement.GetProperty("resume").GetString());
        var shown = page.QuerySelectorAll(".need > .resources > .resource h4, .need .others .resource h4").Select(head => head.TextContent);
        var given = answered.RootElement.GetProperty("besoins").EnumerateArray()
            .SelectMany(need => need.GetProperty("sures").EnumerateArray().Concat(need.GetProperty("aConfirmer").EnumerateArray()))
            .Select(offer => offer.GetProperty("titre").GetString());
        Assert.Equal(given, shown);
        var csv = await orientation.Site.Client.GetStringAsync(OrientationRoutes.Export(link, "csv"));
        Assert.Contains("À confirmer", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Erase_ReallyDeletes()
    {
        var link = await orientation.KitchenInBondyAsync();
        var hash = SecretHash.Of(link);
        var end = await orientation.FillAsync(OrientationRoutes.Erase(link));
        Assert.Equal(OrientationRoutes.Erased, end);
        await orientation.Site.PageAsync(end);
        using var gone = await orientation.Site.Client.GetAsync(OrientationRoutes.Result(link));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.False(await orientation.Site.WithDbAsync(db => Task.FromResult(db.Projects.Any(project => project.LinkHash == hash))));
        var told = await orientation.Site.WithDbAsync(db => Task.FromResult(
            db.Journal.Where(line => line.Subject == nameof(Project)).AsEnumerable().Select(line => line.Before + line.After).ToList()));
        Assert.DoesNotContain(told, line => line.Contains("traiteurs", StringComparison.Ordinal)
            || line.Contains(hash.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("resultat"), InlineData("document"), InlineData("resultat.json"), InlineData("resultat.csv"),
        InlineData("reponse?fait=label.esus")]
    public async Task Get_UnknownLink_Answers404(string page)
    {
        using var response = await orientation.Site.Client.GetAsync($"{OrientationRoutes.Private}/{new string('c', 40)}/{page}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("label.esus", "valeur", "oui")]
    [InlineData("statut.famille", "valeur", "ASSOCIATION")]
    [InlineData("effectif", "valeur", "3")]
    [InlineData("ca", "valeur", "30k")]
    [InlineData("dateCreation", "valeur", "15/03/2020")]
    [InlineData("siege.commune", "valeur", "93010")]
    [InlineData("public.zones", "valeur", "COMMUNE:93010")]
    [InlineData("partenaires", "type1", "ENTREPRISE")]
    public async Task Post_EveryKindOfQuestion_IsKept(string fact, string field, string value)
    {
        var link = await orientation.KitchenInBondyAsync();
        var back = await orientation.FillAsync($"{OrientationRoutes.Reply(link)}?fait={fact}&retour=resultat", (field, value));
        Assert.StartsWith(OrientationRoutes.Result(link), back, StringComparison.Ordinal);
        var answers = await orientation.AnswersAsync(link);
        Assert.True(answers.Facts.ContainsKey(fact) || answers.Structure.Family is not null || answers.Structure.Headcount is not null);
        await orientation.Site.PageAsync(back);
    }

    [Theory]
    [InlineData("label.esus", "peut-être")]
    [InlineData("ca", "beaucoup")]
    [InlineData("dateCreation", "hier")]
    [InlineData("statut.famille", "ROYAUME")]
    public async Task Post_ReplyThatCannotBeRead_SaysItAtTheField(string fact, string value)
    {
        var link = await orientation.KitchenInBondyAsync();
        var page = await orientation.RefusedAsync($"{OrientationRoutes.Reply(link)}?fait={fact}&retour=resultat", ("valeur", value));
        Assert.NotNull(page.QuerySelector("#valeur-erreur"));
    }

    [Theory]
    [InlineData("rien.du.tout"), InlineData("stade"), InlineData("manuel.inconnu"), InlineData("")]
    public async Task Get_QuestionThatNobodyAsks_Answers404(string fact)
    {
        var link = await orientation.BeginAsync();
        using var response = await orientation.Site.Client.GetAsync($"{OrientationRoutes.Reply(link)}?fait={Uri.EscapeDataString(fact)}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
