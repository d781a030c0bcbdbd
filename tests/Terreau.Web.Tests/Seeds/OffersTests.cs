using System.Text.Json;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;
using Terreau.Web.Domain;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Tests.Seeds;

public sealed class OffersTests
{
    private static readonly IReadOnlyList<OfferEntry> Offers = World.EstEnsemble.Offers;

    [Fact]
    public void Offers_OfTheTerritory_AreFortyAtLeast() => Assert.True(Offers.Count >= 40, $"{Offers.Count} offers");

    [Fact]
    public void Offers_TakenTogether_CoverEveryStageKindAndNature()
    {
        Assert.Equal(Vocabulary.Stages.Terms.Select(term => term.Code).Order(),
            Offers.SelectMany(offer => offer.Stages).Distinct().Order());
        Assert.Equal(Vocabulary.NeedKinds.Terms.Select(term => term.Code).Order(),
            Offers.SelectMany(offer => offer.Needs.Select(need => need.Kind)).Distinct().Order());
        Assert.Equal(Vocabulary.Natures.Terms.Select(term => term.Code).Order(),
            Offers.SelectMany(offer => offer.Needs.Select(need => need.Nature)).Distinct().Order());
    }

    [Fact]
    public void Offers_KnownFromTheDossierAlone_AreNotVerified() =>
        Assert.All(Offers.Where(offer => offer.Provenance.Source == "dossier-french-impact-2018"), offer => Assert.Null(offer.CheckedOn));

    [Fact]
    public void Offers_Verified_HaveASourceWithAnAddress()
    {
        var verified = Offers.Where(offer => offer.CheckedOn is not null).ToList();
        Assert.True(verified.Count >= 15, $"{verified.Count} verified offers");
        Assert.All(verified, offer => Assert.NotNull(World.EstEnsemble.Sources[offer.Provenance.Source].Url));
    }

    [Fact]
    public void Predicates_OfEveryRule_HaveTheirSourceAndAQuestion()
    {
        foreach (var offer in Offers.Where(offer => offer.RuleJson is not null))
        {
            using var rule = JsonDocument.Parse(offer.RuleJson!);
            var url = World.EstEnsemble.Sources[offer.Provenance.Source].Url;
            foreach (var predicate in Predicates(rule.RootElement))
            {
                Assert.False(string.IsNullOrWhiteSpace(predicate.GetProperty("label").GetString()),
                    $"{offer.Slug} has a nameless condition");
                if (url is not null) Assert.Equal(url, predicate.GetProperty("sourceUrl").GetString());
            }
        }
    }

    [Fact]
    public void Questions_OfEveryRule_AreShortAndAsk()
    {
        foreach (var question in Offers.SelectMany(offer => Questions(offer.RuleJson)))
        {
            Assert.EndsWith(" ?", question, StringComparison.Ordinal);
            Assert.True(Words(question) <= 18, question);
        }
    }

    [Fact]
    public void ManualQuestions_OfOneName_AskTheSameThingEverywhere()
    {
        // One answer is kept under the question's name and serves every offer that asks it.
        var questions = Offers.Where(offer => offer.RuleJson is not null)
            .SelectMany(offer => Manuals(offer.RuleJson!)).ToLookup(pair => pair.Id, pair => pair.Question);
        Assert.NotEmpty(questions);
        Assert.All(questions, asked => Assert.Single(asked.Distinct()));
    }

    [Fact]
    public void Walk_OfAnIdeaWithoutSiretInBondy_MeetsEveryAnswer()
    {
        var idea = Facts.Empty.With("existe", false).With("siege.commune", "93010");
        var answers = Offers
            .Where(offer => offer.Stages.Contains("EMERGENCE")
                && (offer.Themes.Count == 0 || offer.Themes.Contains("alimentation-agriculture")))
            .ToDictionary(offer => offer.Slug, offer => Answer(offer, idea));

        Assert.Equal(EligibilityStatus.Eligible, answers["don-participatif"]);
        Assert.Equal(EligibilityStatus.ToConfirm, answers["microcredit-professionnel"]);
        Assert.Equal(EligibilityStatus.ToConfirm, answers["fonds-de-confiance"]);
        Assert.Equal(EligibilityStatus.ToConfirm, answers["lab3s-cuisine"]);
        Assert.Equal(EligibilityStatus.Eligible, answers["foodlab-cuisine"]);
        Assert.Equal(EligibilityStatus.NotEligible, answers["agir-in-seine-saint-denis"]);
    }

    [Fact]
    public void Offers_NotVerified_AnswerAtBestToConfirm()
    {
        var everything = Facts.Empty.With("existe", true);
        Assert.All(Offers.Where(offer => offer.CheckedOn is null),
            offer => Assert.NotEqual(EligibilityStatus.Eligible, Answer(offer, everything)));
    }

    [Fact]
    public void Rule_WrittenInAnotherOrder_GivesTheSameJson()
    {
        var one = Json("all:\n- {id: a, label: l, ge: effectif, value: 10}\n");
        var other = Json("all:\n- {value: 10, ge: effectif, label: l, id: a}\n");
        Assert.Equal(one, other);
        Assert.Equal("""{"all":[{"id":"a","label":"l","ge":"effectif","value":10}]}""", one);
    }

    private static EligibilityStatus Answer(OfferEntry offer, Facts facts) =>
        Evaluation.Of(RuleJson.Read(offer.RuleJson).Rule, facts, Zones.None, offer.CheckedOn, new DateOnly(2026, 11, 23)).Status;

    private static string Json(string yaml)
    {
        var stream = new YamlDotNet.RepresentationModel.YamlStream();
        stream.Load(new StringReader(yaml));
        return RuleTree.ToJson(stream.Documents[0].RootNode, null, null, sentence => Assert.Fail(sentence));
    }

    private static IEnumerable<JsonElement> Predicates(JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array) return node.EnumerateArray().SelectMany(Predicates);
        if (node.ValueKind != JsonValueKind.Object) return [];
        var below = node.EnumerateObject().SelectMany(property => Predicates(property.Value));
        return node.TryGetProperty("id", out _) ? below.Prepend(node) : below;
    }

    private static IEnumerable<string> Questions(string? ruleJson)
    {
        if (ruleJson is null) return [];
        using var rule = JsonDocument.Parse(ruleJson);
        return [.. Predicates(rule.RootElement)
            .SelectMany(predicate => new[] { "question", "manual" }
                .Where(key => predicate.TryGetProperty(key, out _))
                .Select(key => predicate.GetProperty(key).GetString()!))];
    }

    private static List<(string Id, string Question)> Manuals(string ruleJson)
    {
        using var rule = JsonDocument.Parse(ruleJson);
        return [.. Predicates(rule.RootElement)
            .Where(predicate => predicate.TryGetProperty("manual", out _))
            .Select(predicate => (predicate.GetProperty("id").GetString()!, predicate.GetProperty("manual").GetString()!))];
    }

    private static int Words(string sentence) => sentence.Split(' ').Count(word => word.Any(char.IsLetterOrDigit));
}
