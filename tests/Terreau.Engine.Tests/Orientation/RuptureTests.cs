using Terreau.Engine.Chain;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;
using Terreau.Engine.Quantities;
using static Terreau.Engine.Tests.Orientation.Worlds;

namespace Terreau.Engine.Tests.Orientation;

/// <summary>One test for each kind of rupture, in the order they are looked for.</summary>
public sealed class RuptureTests
{
    [Fact]
    public void Rupture_NoOfferForTheStage_IsAbsent()
        => Holds(RuptureKind.Absent, "aucune offre connue ne répond", Ask([Offer("x") with { Stages = [Stage.Launch] }]));

    [Fact]
    public void Rupture_OneStageAway_IsNone() => Assert.Null(Ask([Offer("x") with { Stages = [Stage.Seed] }]).Rupture);

    [Fact]
    public void Rupture_OnlyAnotherNature_IsTheCataloguesAndShowsTheNearOne()
    {
        var need = new Need { Kind = NeedKind.Premises, Nature = "cuisine" };

        var rupture = Holds(RuptureKind.Catalogue, "notre catalogue n’en connaît pas encore pour ce besoin : locaux : cuisine",
            Ask([Offer("b", NeedKind.Premises, "bureau")], need: need));

        Assert.Equal(("b", "Regarder cette offre proche : Offre b."), (rupture.Alternatives[0].OfferId, rupture.Alternatives[0].Sentence));
    }

    [Fact]
    public void Rupture_OnlyPastOffers_IsAbsent()
        => Holds(RuptureKind.Absent, "aucune offre",
            Ask([Offer("x") with { Window = OfferWindow.Dated(new DaySpan(Today.AddDays(-9), Today.AddDays(-1))) }]));

    [Fact]
    public void Rupture_NoneReachesThePlace_IsPerimeter()
    {
        var rupture = Holds(RuptureKind.Perimeter, "Bondy", Ask([Offer("x") with { Perimeter = ["COMMUNE:93048"] }]));

        Assert.Equal("Demander à Une structure si l’offre peut s’étendre à votre lieu : Offre x.", rupture.Alternatives[0].Sentence);
    }

    [Fact]
    public void Rupture_ReachButOtherPublics_IsAudienceOrTheme()
        => Holds(RuptureKind.AudienceOrTheme, "publics ou filières", Ask(
            [Offer("x") with { Audiences = ["seniors"], Limits = OfferLimits.Audiences },
                Offer("y") with { Themes = ["culture"], Limits = OfferLimits.Themes },
                Offer("z") with { Perimeter = ["COMMUNE:93048"] }]));

    [Fact]
    public void Rupture_ReachButAllRefuse_IsEligibilityAndNamesTheNearestCondition()
    {
        var rupture = Holds(RuptureKind.Eligibility, "ne remplit pas les conditions", Ask(
            [Offer("x") with { Rule = Flag("existe") }, Offer("y") with { Rule = new AllRule([Flag("existe", "a"), Flag("actif", "b")]) }],
            Bondy.With("existe", false).With("actif", false)));

        Assert.Equal("Remplir une condition ouvrirait « Offre x » : la condition existe.", rupture.Alternatives[0].Sentence);
    }

    [Fact]
    public void Rupture_EligibleButFull_IsCapacity()
        => Holds(RuptureKind.Capacity, "plus de place", Ask([Offer("x") with { IsSaturated = true }]));

    [Fact]
    public void Rupture_TicketsTooSmall_IsAmountAndSaysWhatIsMissing()
    {
        Offer[] offers = [Offer("x") with { AmountMax = Money.FromEuros(5000) }, Offer("y") with { AmountMax = Money.FromEuros(4000) }];

        var rupture = Holds(RuptureKind.Amount, "au plus 9\u202F000\u00A0€ sur 30\u202F000\u00A0€", Ask(offers, need: Grant(30000)));

        Assert.Equal("Chercher ailleurs les 21\u202F000\u00A0€ qui manquent.", rupture.Alternatives[0].Sentence);
        Assert.Null(Ask(offers, need: Grant(9000)).Rupture);
        Assert.Null(Ask([.. offers, Offer("sans plafond")], need: Grant(30000)).Rupture);
    }

    [Fact]
    public void Rupture_FirstDecisionTooLate_IsTime()
    {
        Offer[] offers = [Offer("x") with { DecisionDays = 100 }];

        Holds(RuptureKind.Time, "100\u00A0jours après", Ask(offers));
        Assert.Null(Ask(offers, need: Grant(null, Today.AddDays(10))).Rupture);
        Assert.Null(Ask([.. offers, Offer("y") with { Window = OfferWindow.Unknown }]).Rupture);
    }

    [Fact]
    public void Rupture_OnlyOffersToConfirm_IsNone() => Assert.Null(Ask([Offer("x") with { Rule = Flag("existe") }]).Rupture);

    [Fact]
    public void Rupture_OnlyACallOfUnknownDates_IsNone()
        => Assert.Null(Ask([Offer("x", nature: "prix") with { Window = OfferWindow.Unknown }],
            need: new Need { Kind = NeedKind.Funding, Nature = "prix" }).Rupture);

    [Fact]
    public void Rupture_OneEligibleOfferThatCovers_IsNone() => Assert.Null(Ask([Offer("x")]).Rupture);

    [Fact]
    public void Codes_EveryKind_HasItsOwn()
        => Assert.Equal(8, Enum.GetValues<RuptureKind>().Select(RuptureCodes.Of).Distinct().Count());

    private static Rupture Holds(RuptureKind kind, string words, NeedAnswer answer)
    {
        var rupture = Assert.IsType<Rupture>(answer.Rupture);
        Assert.Equal(kind, rupture.Kind);
        Assert.StartsWith("parce que", rupture.Explanation, StringComparison.Ordinal);
        Assert.Contains(words, rupture.Explanation, StringComparison.Ordinal);
        Assert.NotEmpty(rupture.Alternatives);
        return rupture;
    }
}
