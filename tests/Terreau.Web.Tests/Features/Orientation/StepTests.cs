using System.Net;
using Terreau.Web.Features.Orientation;

namespace Terreau.Web.Tests.Features.Orientation;

public sealed class StepTests(OrientationSite orientation) : IClassFixture<OrientationSite>
{
    [Fact]
    public async Task Post_EveryStep_LeadsToTheNextAndKeepsTheAnswer()
    {
        var link = await orientation.BeginAsync();

        Assert.Equal(OrientationRoutes.Stage(link),
            await orientation.FillAsync(OrientationRoutes.Idea(link), ("idee", "Une cuisine partagée à Bondy")));
        Assert.Equal(OrientationRoutes.Place(link), await orientation.FillAsync(OrientationRoutes.Stage(link), ("etapes", "EMERGENCE")));
        Assert.Equal(OrientationRoutes.District(link), await orientation.FillAsync(OrientationRoutes.Place(link), ("communes", "93010")));
        Assert.Equal(OrientationRoutes.Filiere(link),
            await orientation.FillAsync(OrientationRoutes.District(link), ("quartier", "QN09314M")));
        Assert.Equal(OrientationRoutes.Public(link),
            await orientation.FillAsync(OrientationRoutes.Filiere(link), ("filieres", "alimentation-agriculture")));
        Assert.Equal(OrientationRoutes.Structure(link),
            await orientation.FillAsync(OrientationRoutes.Public(link), ("publics", "habitants-qpv")));
        Assert.Equal(OrientationRoutes.Needs(link), await orientation.FillAsync(OrientationRoutes.Structure(link), ("existe", "non")));
        Assert.Equal(OrientationRoutes.Need(link, "FINANCEMENT"),
            await orientation.FillAsync(OrientationRoutes.Needs(link), ("besoins", "LOCAUX"), ("besoins", "FINANCEMENT")));
        Assert.Equal(OrientationRoutes.Need(link, "LOCAUX"),
            await orientation.FillAsync(OrientationRoutes.Need(link, "FINANCEMENT"), ("natures", "subvention"), ("montant", "30 000 €"),
                ("pour", "15/03/2027")));
        Assert.Equal(OrientationRoutes.Result(link),
            await orientation.FillAsync(OrientationRoutes.Need(link, "LOCAUX"), ("natures", "cuisine")));

        var answers = await orientation.AnswersAsync(link);
        Assert.Equal("Une cuisine partagée à Bondy", answers.Idea);
        Assert.Equal(["EMERGENCE"], answers.Stages);
        Assert.Equal(["93010"], answers.Place.Communes);
        Assert.Equal("QN09314M", answers.Place.District);
        Assert.Equal(["alimentation-agriculture"], answers.Filieres);
        Assert.Equal(["habitants-qpv"], answers.Publics);
        Assert.False(answers.Structure.Exists);
        Assert.Equal(3_000_000, answers.Need("FINANCEMENT")!.AmountCents);
        Assert.Equal(new DateOnly(2027, 3, 15), answers.Need("FINANCEMENT")!.For);
        Assert.Equal(["cuisine"], answers.Need("LOCAUX")!.Natures);
    }

    [Fact]
    public async Task Post_ICannotSayYet_LeavesTheAnswerUnknownAndGoesOn()
    {
        var link = await orientation.BeginAsync();
        await orientation.FillAsync(OrientationRoutes.Stage(link), ("etapes", "EMERGENCE"));

        Assert.Equal(OrientationRoutes.Place(link), await orientation.FillAsync(OrientationRoutes.Stage(link), ("suite", "passer")));
        Assert.Equal(OrientationRoutes.Filiere(link), await orientation.FillAsync(OrientationRoutes.Place(link), ("suite", "passer")));
        Assert.Equal(OrientationRoutes.Public(link), await orientation.FillAsync(OrientationRoutes.Filiere(link), ("suite", "passer")));
        Assert.Equal(OrientationRoutes.Structure(link), await orientation.FillAsync(OrientationRoutes.Public(link), ("suite", "passer")));
        Assert.Equal(OrientationRoutes.Needs(link), await orientation.FillAsync(OrientationRoutes.Structure(link), ("suite", "passer")));

        var answers = await orientation.AnswersAsync(link);
        Assert.Empty(answers.Stages);
        Assert.False(answers.Place.IsKnown);
        Assert.Null(answers.Structure.Exists);
    }

    [Theory]
    [InlineData("idee", "idee", "   ", "Dites votre idée")]
    [InlineData("etape", "etapes", "", "Cochez une situation")]
    [InlineData("etape", "etapes", "NULLE_PART", "Cochez une situation")]
    [InlineData("lieu", "communes", "75056", "Cochez au moins une commune")]
    [InlineData("filiere", "filieres", "magie", "Cochez au moins un domaine")]
    [InlineData("public", "publics", "", "Cochez au moins une réponse")]
    [InlineData("structure", "existe", "peut-être", "Choisissez oui ou non")]
    [InlineData("besoins", "besoins", "TOUT", "Cochez au moins un besoin")]
    [InlineData("besoins/financement", "montant", "beaucoup", "Écrivez un montant en chiffres")]
    [InlineData("besoins/financement", "montant", "-5", "ne peut pas être négatif")]
    [InlineData("besoins/financement", "montant", "99999999999999", "trop grand")]
    [InlineData("besoins/financement", "pour", "demain", "Écrivez une date")]
    [InlineData("besoins/financement", "pour", "2020-01-01", "est passée")]
    public async Task Post_WhatCannotBeRead_SaysItAtTheField(string step, string field, string value, string sentence)
    {
        var link = await orientation.BeginAsync();
        var page = await orientation.RefusedAsync($"{OrientationRoutes.Private}/{link}/{step}", (field, value));

        Assert.Contains(sentence, page.QuerySelector(".error-summary")?.TextContent, StringComparison.Ordinal);
        Assert.Contains(sentence, page.QuerySelector($"#{field}-erreur")?.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.GetElementById(field));
        Assert.StartsWith("À revoir", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_IdeaTooLong_KeepsItOnThePageAndSaysByHowMuch()
    {
        var link = await orientation.BeginAsync();
        var idea = new string('x', 2001);

        var page = await orientation.RefusedAsync(OrientationRoutes.Idea(link), ("idee", idea));

        Assert.Equal(idea, page.QuerySelector("textarea")!.TextContent);
        Assert.Contains("2\u202f001", page.QuerySelector("#idee-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await orientation.AnswersAsync(link)).Idea);
    }

    [Fact]
    public async Task Post_EveryoneAndSomeone_AsksToKeepOne()
    {
        var link = await orientation.BeginAsync();
        var page = await orientation.RefusedAsync(OrientationRoutes.Public(link), ("publics", "tous"), ("publics", "jeunes"));
        Assert.Contains("Gardez «", page.QuerySelector("#publics-erreur")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EMERGENCE", "LANCEMENT")]
    [InlineData("EMERGENCE", "AMORCAGE", "LANCEMENT")]
    public async Task Post_StagesThatDoNotFollow_AreRefused(params string[] stages)
    {
        var link = await orientation.BeginAsync();
        var page = await orientation.RefusedAsync(OrientationRoutes.Stage(link), [.. stages.Select(stage => ("etapes", stage))]);
        Assert.Contains("deux qui se suivent", page.QuerySelector("#etapes-erreur")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200057875", "200057875")]
    [InlineData("200 057 875", "200057875")]
    [InlineData("130 025 265 00013", "130025265")]
    public async Task Post_SirenOrSiret_KeepsTheSiren(string typed, string kept)
    {
        var link = await orientation.BeginAsync();
        await orientation.FillAsync(OrientationRoutes.Structure(link), ("existe", "oui"), ("famille", "ASSOCIATION"), ("effectif", "1-2"),
            ("siren", typed));
        var structure = (await orientation.AnswersAsync(link)).Structure;
        Assert.Equal(kept, structure.Siren);
        Assert.Equal("ASSOCIATION", structure.Family);
        Assert.Equal((1, 2), (structure.Headcount!.Min, structure.Headcount.Max));
    }

    [Theory]
    [InlineData("000000000")]
    [InlineData("200057876")]
    [InlineData("12")]
    [InlineData("٢٠٠٠٥٧٨٧٥")]
    public async Task Post_FalseSiren_IsRefused(string typed)
    {
        var link = await orientation.BeginAsync();
        var page = await orientation.RefusedAsync(OrientationRoutes.Structure(link), ("existe", "oui"), ("siren", typed));
        Assert.Contains("n’est pas un SIREN", page.QuerySelector("#siren-erreur")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NoStructure_ForgetsWhatWasSaidOfOne()
    {
        var link = await orientation.BeginAsync();
        await orientation.FillAsync(OrientationRoutes.Structure(link), ("existe", "oui"), ("famille", "ASSOCIATION"));
        await orientation.FillAsync(OrientationRoutes.Structure(link), ("existe", "non"), ("famille", "ASSOCIATION"));
        Assert.Null((await orientation.AnswersAsync(link)).Structure.Family);
    }

    [Fact]
    public async Task Post_AnotherCommune_ForgetsADistrictThatIsNotThere()
    {
        var link = await orientation.BeginAsync();
        await orientation.FillAsync(OrientationRoutes.Place(link), ("communes", "93010"));
        await orientation.FillAsync(OrientationRoutes.District(link), ("quartier", "QN09314M"));
        await orientation.FillAsync(OrientationRoutes.Place(link), ("communes", "93055"));
        Assert.Null((await orientation.AnswersAsync(link)).Place.District);
    }

    [Fact]
    public async Task Post_CommuneWithoutPriorityDistrict_SkipsTheQuestion()
    {
        var link = await orientation.BeginAsync();
        Assert.Equal(OrientationRoutes.Filiere(link), await orientation.FillAsync(OrientationRoutes.Place(link), ("communes", "93045")));
    }

    [Fact]
    public async Task Get_StepsAnsweredBefore_AreFilledAndListed()
    {
        var link = await orientation.BeginAsync();
        await orientation.FillAsync(OrientationRoutes.Idea(link), ("idee", "Un café pour les mères"));
        await orientation.FillAsync(OrientationRoutes.Stage(link), ("etapes", "EMERGENCE"), ("etapes", "AMORCAGE"));

        var back = await orientation.Site.PageAsync(OrientationRoutes.Idea(link));
        Assert.Equal("Un café pour les mères", back.QuerySelector("textarea")!.TextContent);
        Assert.Contains("Émergence et Amorçage", back.QuerySelector(".answered")!.TextContent, StringComparison.Ordinal);
        var stages = await orientation.Site.PageAsync(OrientationRoutes.Stage(link));
        Assert.Equal(2, stages.QuerySelectorAll("input[name=etapes][checked]").Length);
    }

    [Fact]
    public async Task Get_PlaceAndAmountSaidInTheIdea_AreProposedAndAreNoAnswerYet()
    {
        var link = await orientation.BeginAsync();
        await orientation.FillAsync(OrientationRoutes.Idea(link), ("idee", "Une cantine à Bondy, il nous faut 30 000 €."));
        await orientation.FillAsync(OrientationRoutes.Needs(link), ("besoins", "FINANCEMENT"));

        var place = await orientation.Site.PageAsync(OrientationRoutes.Place(link));
        Assert.Equal("93010", place.QuerySelector("input[name=communes][checked]")?.GetAttribute("value"));
        Assert.Contains("« Bondy »", place.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var need = await orientation.Site.PageAsync(OrientationRoutes.Need(link, "FINANCEMENT"));
        Assert.Equal("30\u202f000", need.QuerySelector("input[name=montant]")?.GetAttribute("value"));
        Assert.Contains("« 30 000 € »", need.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var answers = await orientation.AnswersAsync(link);
        Assert.False(answers.Place.IsKnown);
        Assert.Null(answers.Need("FINANCEMENT")!.AmountCents);
    }

    [Fact]
    public async Task Post_TwoTabs_EachKeepsItsOwnAnswer()
    {
        var link = await orientation.BeginAsync();
        var one = await orientation.Site.PageAsync(OrientationRoutes.Idea(link));
        var other = await orientation.Site.PageAsync(OrientationRoutes.Public(link));

        using var first = await orientation.Site.SubmitAsync(other, "main form", ("publics", "jeunes"));
        using var second = await orientation.Site.SubmitAsync(one, "main form", ("idee", "Un atelier vélo"));

        var answers = await orientation.AnswersAsync(link);
        Assert.Equal("Un atelier vélo", answers.Idea);
        Assert.Equal(["jeunes"], answers.Publics);
    }

    [Fact]
    public async Task Post_SameBeginningTwice_StartsOneProject()
    {
        var page = await orientation.Site.PageAsync(OrientationRoutes.Start);
        using var first = await orientation.Site.SubmitAsync(page, "form.begin");
        using var second = await orientation.Site.SubmitAsync(page, "form.begin");
        Assert.Equal(HttpStatusCode.Found, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
    }

    [Theory]
    [InlineData("idee"), InlineData("etape"), InlineData("lieu"), InlineData("quartier"), InlineData("filiere"), InlineData("public")]
    [InlineData("structure"), InlineData("besoins"), InlineData("besoins/financement"), InlineData("effacer")]
    public async Task Get_UnknownLink_Answers404(string step)
    {
        foreach (var link in new[] { new string('a', 40), "court", "%C3%A9%20'", new string('A', 40) })
        {
            using var response = await orientation.Site.Client.GetAsync($"{OrientationRoutes.Private}/{link}/{step}");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task Post_UnknownLinkOrNeed_Answers404()
    {
        var link = await orientation.BeginAsync();
        var page = await orientation.Site.PageAsync(OrientationRoutes.Erase(link));
        using (await orientation.Site.SubmitAsync(page, "main form")) { }
        using var again = await orientation.Site.SubmitAsync(page, "main form");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);

        var other = await orientation.BeginAsync();
        using var need = await orientation.Site.Client.GetAsync($"{OrientationRoutes.Private}/{other}/besoins/bonheur");
        Assert.Equal(HttpStatusCode.NotFound, need.StatusCode);
    }

    [Fact]
    public async Task Get_PrivatePage_StaysOutOfCachesAndSearchEngines()
    {
        var link = await orientation.BeginAsync();
        foreach (var address in new[] { OrientationRoutes.Idea(link), OrientationRoutes.Idea(new string('b', 40)) })
        {
            using var response = await orientation.Site.Client.GetAsync(address);
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
            Assert.Contains("noindex", response.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Post_WithoutToken_IsRefused()
    {
        var link = await orientation.BeginAsync();
        using var response = await orientation.Site.Client.PostAsync(
            OrientationRoutes.Idea(link), new FormUrlEncodedContent([new("_handler", "etape"), new("idee", "x")]));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null((await orientation.AnswersAsync(link)).Idea);
    }
}
