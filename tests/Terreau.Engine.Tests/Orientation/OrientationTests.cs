using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;
using Terreau.Engine.Quantities;
using static Terreau.Engine.Tests.Orientation.Worlds;

namespace Terreau.Engine.Tests.Orientation;

public sealed class OrientationTests
{
    // Need, stage, theme, territory, calendar, capacity, sheet of docs/algorithms/orientation.md.
    private static readonly Facts Maker = Bondy.With("existe", true);

    private static Offer A => Offer("A") with
    {
        Stages = [Stage.Emergence],
        Themes = ["alimentation-agriculture", "numerique"],
        Perimeter = ["COMMUNE:93010"],
        Window = OfferWindow.Dated(new DaySpan(Today.AddDays(-5), Today.AddDays(3))),
        Quality = 0.8m,
        Rule = Flag("existe"),
    };

    private static Offer C => Offer("C") with
    {
        Stages = [Stage.Seed],
        Themes = ["alimentation-agriculture"],
        Perimeter = ["PAYS:FR"],
        Window = OfferWindow.Dated(new DaySpan(Today.AddDays(-5), Today.AddDays(30))),
        IsSaturated = true,
        Quality = 0.6m,
    };

    private static Offer Best(string id) => Offer(id) with
    {
        Stages = [Stage.Emergence],
        Themes = ["alimentation-agriculture"],
        Perimeter = ["COMMUNE:93010"],
        Window = OfferWindow.Dated(new DaySpan(Today.AddDays(-5), Today.AddDays(30))),
    };

    private static Offer B => Best("B") with { Rule = Flag("label.ess") };

    private static Offer D => Best("D") with { Rule = new NotRule(Flag("existe")) };

    [Fact]
    public void Orient_WorkedExample_GivesEligibleBeforeToConfirmAndNeverTheRefused()
    {
        var answer = Ask([D, C, B, A], Maker);

        Assert.Equal(["A", "C"], Ids(answer.Eligible));
        Assert.Equal([0.865m, 0.74m], answer.Eligible.Select(one => one.Score));
        Assert.Equal(["B"], Ids(answer.ToConfirm));
        Assert.Equal(1.0m, answer.ToConfirm[0].Score);
        Assert.Equal("D", Assert.Single(answer.Excluded).Offer.Id);
    }

    [Fact]
    public void Orient_WorkedExample_EveryPartIsASentence()
    {
        foreach (var answer in Ask([A, B, C, D], Maker).Eligible)
        {
            Assert.Equal(answer.Score, answer.Factors.Sum(factor => factor.Contribution));
            Assert.Equal(Enum.GetValues<FactorKind>(), answer.Factors.Select(factor => factor.Kind));
            Assert.All(answer.Factors, factor => Assert.StartsWith("parce que ", factor.Sentence, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 500_000)]
    [InlineData(6, 500_000)]
    [InlineData(7, 1_000_000)]
    [InlineData(60, 1_000_000)]
    [InlineData(61, 995_833)]
    [InlineData(120, 750_000)]
    [InlineData(180, 500_000)]
    [InlineData(300, 500_000)]
    public void Calendar_DaysLeft_FollowsTheFormula(int days, int expected) => Assert.Equal(expected, Factors.Calendar(days));

    [Theory]
    [InlineData("2026-03-01", "o1,o3,o2")]
    [InlineData("2026-03-02", "o3,o2,o1")]
    public void Orient_EqualOffers_RotateWithTheDay(string day, string expected)
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        Offer[] offers = [.. new[] { "o2", "o1", "o3" }.Select(id => Offer(id) with { CheckedOn = on })];

        var answer = new OfferCatalogue(offers, Zones).Orient(Problem() with { Day = on }).Needs[0];

        Assert.Equal(expected.Split(','), Ids(answer.Eligible));
        Assert.Equal(expected.Split(','), FairOrder.Of(on, ["o3", "o1", "o2"]));
    }

    [Fact]
    public void Orient_NatureAskedFor_ComesBeforeItsNeighboursAndOthersAreNoCandidates()
    {
        var need = new Need { Kind = NeedKind.Premises, Nature = "cuisine" };

        var answer = Ask([Offer("bureau", NeedKind.Premises, "bureau"), Offer("cuisine", NeedKind.Premises, "cuisine"), Offer("argent")],
            need: need);

        Assert.Equal(["cuisine", "bureau"], Ids(answer.Eligible));
        Assert.Equal([1_000_000, 500_000], answer.Eligible.Select(one => one.Factors[0].Millionths));
        Assert.Empty(answer.Excluded);
    }

    [Fact]
    public void Orient_OtherPlacePublicFiliereAmountOrPastDates_AreExcludedWithTheReason()
    {
        var answer = Ask(
            [
                Offer("lieu") with { Perimeter = ["COMMUNE:93048"] },
                Offer("filiere") with { Themes = ["culture"], Limits = OfferLimits.Themes },
                Offer("public") with { Audiences = ["seniors"], Limits = OfferLimits.Audiences },
                Offer("etape") with { Stages = [Stage.Seed], Limits = OfferLimits.Stages },
                Offer("montant") with { AmountMin = Money.FromEuros(50000) },
                Offer("passe") with { Window = OfferWindow.Dated(new DaySpan(new DateOnly(2013, 1, 1), new DateOnly(2016, 12, 31))) },
            ],
            need: Grant(30000));

        Assert.Empty(answer.Eligible);
        Assert.Equal(
            [("etape", ReasonKind.Stage),
                ("filiere", ReasonKind.Theme), ("lieu", ReasonKind.Perimeter), ("montant", ReasonKind.Amount), ("passe", ReasonKind.Window),
                ("public", ReasonKind.Audience)],
            answer.Excluded.OrderBy(one => one.Offer.Id).Select(one => (one.Offer.Id, Assert.Single(one.Evaluation.Failed).Kind)));
    }

    [Fact]
    public void Orient_OtherFiliereOrStageThatIsNoCondition_OnlyWeighs()
    {
        var answer = Ask([Offer("filiere") with { Themes = ["culture"] }, Offer("etape") with { Stages = [Stage.Seed] }, Offer("tout")]);

        Assert.Equal(["tout", "filiere", "etape"], Ids(answer.Eligible));
        Assert.Equal("parce que l’offre aide surtout d’autres filières : culture.",
            answer.Eligible[1].Factors.Single(factor => factor.Kind == FactorKind.Theme).Sentence);
        Assert.Equal(StageFit.Adjacent, answer.Eligible[2].StageFit);
    }

    [Fact]
    public void Orient_OtherPublicsThatAreNoCondition_IsAQuestionAndNeverARefusal()
        => Assert.Equal("à confirmer : Votre projet aide-t-il en particulier ces publics : personnes âgées ?",
            Assert.Single(Assert.Single(Ask([Offer("x") with { Audiences = ["seniors"] }]).ToConfirm).Evaluation.Reasons).Sentence);

    [Theory]
    [InlineData("appel-a-projets", 1)]
    [InlineData("prix", 1)]
    [InlineData("subvention", 0)]
    public void Orient_CallOfUnknownDates_AsksWhetherItIsOpen(string nature, int toConfirm)
    {
        var answer = Ask([Offer("x", nature: nature) with { Window = OfferWindow.Unknown }],
            need: new Need { Kind = NeedKind.Funding, Nature = nature });

        Assert.Equal((toConfirm, 1 - toConfirm), (answer.ToConfirmCount, answer.EligibleCount));
        if (toConfirm == 0) return;
        var reason = Assert.Single(answer.ToConfirm[0].Evaluation.Reasons);
        Assert.Equal((ReasonKind.Window, "à confirmer : L’appel est-il ouvert ?", null), (reason.Kind, reason.Sentence, reason.FactId));
    }

    [Fact]
    public void Orient_NothingKnown_ExcludesNothingForWhatIsUnknown()
    {
        var offer = Offer("x") with
        {
            Themes = ["culture"], Audiences = ["jeunes"], Stages = [Stage.Seed], AmountMin = Money.FromEuros(500),
            Limits = OfferLimits.Themes | OfferLimits.Audiences | OfferLimits.Stages, Rule = Flag("existe"),
        };

        var answer = Ask([offer], Facts.Empty);

        Assert.Equal(
            ["besoin.montant", "existe", "lieuActivite.zones", "publicsVises", "stade", "themes"],
            Assert.Single(answer.ToConfirm).Evaluation.UnknownFacts);
    }

    [Fact]
    public void Orient_DistrictOfferForACommune_IsToConfirm()
    {
        var answer = Ask([Offer("q") with { Perimeter = ["QPV:QN09314M"] }]);

        Assert.Equal("à confirmer : Votre activité a-t-elle lieu ici : un quartier de Bondy ?",
            Assert.Single(Assert.Single(answer.ToConfirm).Evaluation.Reasons).Sentence);
    }

    [Fact]
    public void Orient_PerimeterNotKnown_IsToConfirmAndAsksNothingOfTheProject()
    {
        var result = new OfferCatalogue([Offer("x") with { Perimeter = [] }], Zones).Orient(Problem());

        Assert.Equal("à confirmer : L’offre couvre-t-elle votre lieu ?",
            Assert.Single(Assert.Single(result.Needs[0].ToConfirm).Evaluation.Reasons).Sentence);
        Assert.Empty(result.Questions);
    }

    [Fact]
    public void Orient_TicketUnderTheNeed_SaysItMustBeCompleted()
    {
        var offer = Offer("x") with { AmountMax = Money.FromEuros(10000), RateMax = 0.33m };

        var answer = Assert.Single(Ask([offer], Bondy.With(FactIds.EligibleCost, 20000), Grant(30000)).Eligible);

        Assert.Equal(Money.FromEuros(6600), answer.Ticket);
        Assert.True(answer.IsPartial);
        Assert.Equal("L’offre apporte au plus 6\u202F600\u00A0€ : il faudra la compléter.", Assert.Single(answer.Remarks));
    }

    [Fact]
    public void Orient_Questions_WeighWhatEachOfferWaitsFor()
    {
        // Two offers wait for one fact, one for that and another: 1 + 1 + 1/2 against 1/2.
        var both = new AllRule([Flag("existe", "a"), Flag("label.ess", "b")]);

        var result = new OfferCatalogue(
            [Offer("1") with { Rule = Flag("existe") }, Offer("2") with { Rule = Flag("existe") }, Offer("3") with { Rule = both }], Zones)
            .Orient(Problem());

        Assert.Equal([("existe", 2.5m, 3), ("label.ess", 0.5m, 1)], result.Questions.Select(one => (one.FactId, one.Weight, one.Offers)));
        Assert.Equal("Votre structure est-elle déjà créée ?", result.NextQuestion!.Question);
    }

    [Fact]
    public void Orient_Questions_AreOfOffersOfTheNatureAndStage()
    {
        var result = new OfferCatalogue(
            [
                Offer("autre-nature", nature: "pret") with { Rule = Flag("existe") },
                Offer("loin") with { Rule = Flag("actif"), Stages = [Stage.ScaleUp] },
                Offer("bon") with { Rule = Flag("qpv") },
            ], Zones).Orient(Problem());

        Assert.Equal(["qpv"], result.Questions.Select(one => one.FactId));
    }

    [Fact]
    public void Orient_Question_IsWordedByTheRulesWhenTheyAgreeAndElseByTheCatalogue()
    {
        static Rule Asked(string fact, string question) => new FlagPredicate(fact) { Id = "p", Label = fact, Question = question };

        var result = new OfferCatalogue(
            [
                Offer("1") with { Rule = Asked("existe", "Avez-vous un SIRET ?") }, Offer("2") with { Rule = Asked("existe", "Créée ?") },
                Offer("3") with { Rule = Asked("qpv", "Agissez-vous dans le quartier ?") },
                Offer("4") with { Rule = Asked("qpv", "Agissez-vous dans le quartier ?") },
            ], Zones).Orient(Problem());

        Assert.Equal([("existe", "Votre structure est-elle déjà créée ?"), ("qpv", "Agissez-vous dans le quartier ?")],
            result.Questions.Select(one => (one.FactId, one.Question)));
    }

    [Fact]
    public void Orient_ToConfirm_RanksWhatWaitsForLessFirst()
    {
        var both = new AllRule([Flag("existe", "a"), Flag("label.ess", "b")]);

        var answer = Ask([Offer("deux") with { Rule = both, Quality = 1 }, Offer("un") with { Rule = Flag("existe"), Quality = 0.9m }]);

        Assert.Equal(["un", "deux"], Ids(answer.ToConfirm));
        Assert.True(answer.ToConfirm[1].ScoreBillionths > answer.ToConfirm[0].ScoreBillionths);
    }

    [Fact]
    public void Orient_QuestionsOfEqualWeight_AreOrderedByFact()
    {
        var result = new OfferCatalogue([Offer("1") with { Rule = Flag("qpv") }, Offer("2") with { Rule = Flag("actif") }], Zones)
            .Orient(Problem());

        Assert.Equal(["actif", "qpv"], result.Questions.Select(one => one.FactId));
    }

    [Fact]
    public void Orient_ConditionOnTheNeed_IsReadForEachNeed()
    {
        var large = new NumberPredicate(FactIds.NeedAmount, 10000, null) { Id = "m", Label = "Le besoin dépasse 10 000 euros" };

        var result = new OfferCatalogue([Offer("x") with { Rule = large }], Zones)
            .Orient(Problem(null, Grant(5000), Grant(20000), Grant(null)));

        Assert.Equal([0, 1, 0], result.Needs.Select(need => need.EligibleCount));
        Assert.Equal(2, Assert.Single(result.Questions).NeedIndex);
    }

    [Fact]
    public void Orient_StaleOffer_IsToConfirmAndAsksNothingOfTheProject()
    {
        var result = new OfferCatalogue([Offer("x") with { CheckedOn = null }], Zones).Orient(Problem());

        var evaluation = Assert.Single(result.Needs[0].ToConfirm).Evaluation;
        Assert.Equal(ReasonKind.Stale, Assert.Single(evaluation.Reasons).Kind);
        Assert.Equal((EligibilityStatus.Eligible, true), (evaluation.Situation, evaluation.IsToCheck));
        Assert.Empty(result.Questions);
    }

    [Fact]
    public void Orient_ShownIsSmall_CountsRemainOfAll()
    {
        Offer[] offers = [.. Enumerable.Range(0, 30).Select(i => Offer($"o{i}") with { Quality = i % 3 / 2m })];
        var whole = new OfferCatalogue(offers, Zones).Orient(Problem()).Needs[0];

        var few = new OfferCatalogue(offers, Zones).Orient(Problem() with { Shown = 7 }).Needs[0];

        Assert.Equal(Ids(whole.Eligible).Take(7), Ids(few.Eligible));
        Assert.Equal(30, few.EligibleCount);
    }

    [Fact]
    public void Orient_Path_PutsEachOfferAtItsNearestStage()
    {
        var answer = Ask(
            [
                Offer("tot") with { Stages = [Stage.Emergence, Stage.Launch] },
                Offer("apres") with { Stages = [Stage.Seed] },
                Offer("loin") with { Stages = [Stage.ScaleUp, Stage.Consolidation] },
            ]);

        Assert.Equal(["tot"], answer.Path[0].Eligible);
        Assert.True(answer.Path[0].IsCurrent);
        Assert.Equal(["apres"], answer.Path[1].Eligible);
        Assert.Equal(["loin"], answer.Path[3].Eligible);
        Assert.Equal([StageFit.Now, StageFit.Adjacent, StageFit.Far], answer.Eligible.Select(one => one.StageFit));
    }

    [Fact]
    public void Weights_ThatDoNotSumToOne_AreRefused()
        => Assert.Throws<ArgumentException>(() => OrientationWeights.Create("x", 300, 200, 150, 150, 100, 50, 51));

    [Fact]
    public void Catalogue_RepeatedId_IsRefused()
        => Assert.Throws<ArgumentException>(() => new OfferCatalogue([Offer("x"), Offer("x")], Zones));
}
