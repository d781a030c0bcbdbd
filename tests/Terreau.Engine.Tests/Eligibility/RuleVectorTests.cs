using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Tests.Eligibility;

/// <summary>The worked examples of docs/algorithms/eligibility.md: two real devices and their hard cases.</summary>
public sealed class RuleVectorTests
{
    internal const string Dla = """
        {"all":[
          {"id":"existe","label":"La structure est déjà créée","flag":"existe"},
          {"id":"actif","label":"La structure est en activité","flag":"actif"},
          {"any":[
            {"id":"famille","label":"C’est une association ou une coopérative","in":"statut.famille","values":["ASSOCIATION","COOPERATIVE"]},
            {"id":"esus","label":"La structure est agréée entreprise solidaire","flag":"label.esus"},
            {"id":"siae","label":"La structure est conventionnée pour l’insertion","flag":"label.siae"}]},
          {"id":"effectif","label":"La structure a au moins un salarié","ge":"effectif","value":1}]}
        """;

    internal const string Ptce = """
        {"all":[
          {"id":"membres","label":"Trois structures au moins sont partenaires","exists":"partenaires","where":{"flag":"personneMorale"},"atLeast":3},
          {"id":"ess","label":"L’un des partenaires est de l’économie sociale","exists":"partenaires","where":{"flag":"ess"},"atLeast":1},
          {"id":"hors-ess","label":"L’un des partenaires est une entreprise classique","exists":"partenaires",
           "where":{"all":[{"in":"type","values":["ENTREPRISE"]},{"not":{"flag":"ess"}}]},"atLeast":1},
          {"id":"autre","label":"L’un des partenaires est une collectivité, une recherche ou une formation","exists":"partenaires",
           "where":{"in":"type","values":["COLLECTIVITE","RECHERCHE","ENSEIGNEMENT","FORMATION"]},"atLeast":1},
          {"not":{"id":"soutenu","label":"Le projet a déjà été soutenu","flag":"dejaSoutenu"}}]}
        """;

    private static readonly Facts Living = Facts.Empty.With("existe", true).With("actif", true);

    [Theory]
    [InlineData("02", EligibilityStatus.Eligible)]
    [InlineData("NN", EligibilityStatus.NotEligible)]
    [InlineData("", EligibilityStatus.ToConfirm)]
    [InlineData("00", EligibilityStatus.NotEligible)]
    public void Evaluate_DlaOfAnAssociation_FollowsItsHeadcount(string band, EligibilityStatus expected)
    {
        var facts = Living.With("statut.famille", "ASSOCIATION").With("effectif", HeadcountBand.Of(band));

        Assert.Equal(expected, Of(Dla, facts).Status);
    }

    [Theory]
    [InlineData(null, false, EligibilityStatus.ToConfirm)]
    [InlineData(false, false, EligibilityStatus.NotEligible)]
    [InlineData(true, null, EligibilityStatus.Eligible)]
    public void Evaluate_DlaOfACompany_FollowsItsLabels(bool? esus, bool? siae, EligibilityStatus expected)
    {
        var facts = Living.With("statut.famille", "SOCIETE").With("effectif", HeadcountBand.Of("11"));
        if (esus is { } e) facts = facts.With("label.esus", e);
        if (siae is { } s) facts = facts.With("label.siae", s);

        Assert.Equal(expected, Of(Dla, facts).Status);
    }

    [Fact]
    public void Evaluate_ProjectNotCreated_IsRefusedForThatAlone()
    {
        var evaluation = Of(Dla, Facts.Empty.With("existe", false));

        var reason = Assert.Single(evaluation.Failed);
        Assert.Equal("existe", reason.FactId);
        Assert.Equal("parce que cette condition n’est pas remplie : la structure est déjà créée.", reason.Sentence);
    }

    [Fact]
    public void Evaluate_CeasedStructure_IsRefused()
        => Assert.Equal("actif", Assert.Single(Of(Dla, Facts.Empty.With("existe", true).With("actif", false)
            .With("statut.famille", "ASSOCIATION").With("effectif", HeadcountBand.Of("03"))).Failed).FactId);

    [Fact]
    public void Evaluate_EverythingUnknownButNoEmployee_IsRefused()
        => Assert.Equal(EligibilityStatus.NotEligible, Of(Dla, Living.With("effectif", HeadcountBand.Of("NN"))).Status);

    [Fact]
    public void Failed_AtAny_ListsEveryChild()
    {
        var facts = Living.With("statut.famille", "SOCIETE").With("label.esus", false).With("label.siae", false).With("effectif", 0);

        Assert.Equal(["statut.famille", "label.esus", "label.siae", "effectif"], Of(Dla, facts).Failed.Select(reason => reason.FactId));
    }

    [Fact]
    public void Satisfied_AtAny_ListsOnlyWhatHolds()
    {
        var facts = Living.With("statut.famille", "SOCIETE").With("label.esus", true).With("effectif", 12);

        Assert.Equal(["existe", "actif", "label.esus", "effectif"], Of(Dla, facts).Satisfied.Select(reason => reason.FactId));
    }

    [Fact]
    public void UnknownFacts_OfTheCompany_AreThoseThatCouldDecide()
    {
        var facts = Living.With("statut.famille", "SOCIETE").With("label.siae", false).With("effectif", HeadcountBand.Of("11"));

        var evaluation = Of(Dla, facts);

        Assert.Equal(["label.esus"], evaluation.UnknownFacts);
        Assert.Equal("à confirmer : Avez-vous l’agrément d’entreprise solidaire d’utilité sociale ?",
            Assert.Single(evaluation.Reasons).Sentence);
    }

    [Fact]
    public void Failed_OnAnEligibleAnswer_RefusesToSay()
        => Assert.Throws<InvalidOperationException>(() => Evaluation.Eligible([]).Failed);

    [Fact]
    public void Evaluate_PtceComplete_IsEligible()
        => Assert.Equal(EligibilityStatus.Eligible, Of(Ptce, Grouped(false, Firm(true), Firm(false), Town())).Status);

    [Fact]
    public void Evaluate_PtceAidUnknown_IsToConfirm()
        => Assert.Equal(["dejaSoutenu"], Of(Ptce, Grouped(null, Firm(true), Firm(false), Town())).UnknownFacts);

    [Fact]
    public void Evaluate_PtceTwoMembers_IsRefusedEvenWithAidUnknown()
        => Assert.Contains(Of(Ptce, Grouped(null, Firm(true), Firm(false))).Failed, reason => reason.Condition!.Id == "membres");

    [Fact]
    public void Evaluate_PtceEssOfAMemberUnknown_IsToConfirm()
        => Assert.Equal(["partenaires"], Of(Ptce, Grouped(false, Firm(null), Firm(false), Town())).UnknownFacts);

    [Theory]
    [InlineData("11", 10, Truth.True)]
    [InlineData("12", 30, Truth.Unknown)]
    [InlineData("03", 10, Truth.False)]
    [InlineData("53", 12000, Truth.Unknown)]
    public void Evaluate_BandAgainstThreshold_FollowsBothBounds(string band, int threshold, Truth expected)
        => Assert.Equal(expected, new NumberPredicate("effectif", threshold, null) { Id = "seuil" }
            .Evaluate(Facts.Empty.With("effectif", HeadcountBand.Of(band)), Zones.None));

    [Theory]
    [InlineData("2026-06-30T21:59:59Z", Truth.True)]
    [InlineData("2026-06-30T22:00:00Z", Truth.False)]
    public void Evaluate_Deadline_RunsToTheEndOfItsDayInParis(string instant, Truth expected)
    {
        var day = ParisTime.DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime);
        var deadline = new DatePredicate("besoin.date", null, new DateOnly(2026, 6, 30)) { Id = "depot" };

        Assert.Equal(expected, deadline.Evaluate(Facts.Empty.With("besoin.date", day), Zones.None));
    }

    [Fact]
    public void Evaluate_WindowThatStartsToday_IsOpen()
        => Assert.Equal(Truth.True, new DatePredicate("besoin.date", new DateOnly(2026, 6, 1), null) { Id = "depot" }
            .Evaluate(Facts.Empty.With("besoin.date", new DateOnly(2026, 6, 1)), Zones.None));

    [Theory]
    [InlineData("2025-06-15", "2026-06-15", EligibilityStatus.Eligible)]
    [InlineData("2025-06-14", "2026-06-15", EligibilityStatus.ToConfirm)]
    [InlineData(null, "2026-06-15", EligibilityStatus.ToConfirm)]
    public void Evaluate_CheckTwelveMonthsOld_IsAtBestToConfirm(string? checkedOn, string day, EligibilityStatus expected)
    {
        var facts = Living.With("statut.famille", "ASSOCIATION").With("effectif", 3);

        var evaluation = Evaluation.Of(RuleJson.Read(Dla).Rule, facts, Zones.None, Day(checkedOn), Day(day)!.Value);

        Assert.Equal(expected, evaluation.Status);
        if (expected == EligibilityStatus.ToConfirm)
        {
            Assert.Equal(ReasonKind.Stale, Assert.Single(evaluation.Reasons).Kind);
            Assert.Empty(evaluation.UnknownFacts);
            Assert.Equal(4, evaluation.Satisfied.Length);
        }
    }

    [Fact]
    public void Evaluate_StaleOfferWhoseRuleFails_StaysRefused()
        => Assert.Equal(EligibilityStatus.NotEligible, Evaluation.Of(
            RuleJson.Read(Dla).Rule, Facts.Empty.With("existe", false), Zones.None, null, new DateOnly(2026, 1, 1)).Status);

    [Fact]
    public void Evaluate_MissingOverride_StandsForTheMissingFactOnly()
    {
        var rule = new FlagPredicate("dejaSoutenu") { Id = "soutenu", Missing = false };

        Assert.Equal(Truth.False, rule.Evaluate(Facts.Empty, Zones.None));
        Assert.Equal(Truth.True, rule.Evaluate(Facts.Empty.With("dejaSoutenu", true), Zones.None));
    }

    private static DateOnly? Day(string? text)
        => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Evaluation Of(string json, Facts facts) => Evaluation.Of(RuleJson.Read(json).Rule, facts, Zones.None);

    private static Facts Grouped(bool? aided, params Facts[] members)
    {
        var facts = Facts.Empty.WithItems("partenaires", members);
        return aided is { } known ? facts.With("dejaSoutenu", known) : facts;
    }

    private static Facts Firm(bool? ess)
    {
        var item = Facts.Empty.With("personneMorale", true).With("type", "ENTREPRISE");
        return ess is { } known ? item.With("ess", known) : item;
    }

    private static Facts Town() => Facts.Empty.With("personneMorale", true).With("type", "COLLECTIVITE").With("ess", false);

    [Fact]
    public void Evaluate_WhatNobodySaid_IsSupposedAndNeverSaidToBeMet()
    {
        var rule = new AllRule([
            new FlagPredicate("existe") { Id = "a", Label = "La structure existe." },
            new ManualPredicate("Êtes-vous à jour ?") { Id = "b", Label = "L’employeur est à jour.", Missing = true },
            new NotRule(new ManualPredicate("Avez-vous licencié ?") { Id = "c", Label = "L’employeur a licencié.", Missing = false }),
        ]);

        var supposed = Evaluation.Of(rule, Facts.Empty.With("existe", true), Zones.None);
        var said = Evaluation.Of(rule, Facts.Empty.With("existe", true).With("manuel.b", true).With("manuel.c", false), Zones.None);

        Assert.Equal(["parce que cette condition est remplie : la structure existe.", "nous le supposons : l’employeur est à jour.",
            "nous supposons que ce n’est pas le cas : l’employeur a licencié."], supposed.Satisfied.Select(reason => reason.Sentence));
        Assert.DoesNotContain(said.Satisfied, reason => reason.IsAssumed);
        Assert.Equal(EligibilityStatus.NotEligible,
            Evaluation.Of(rule, Facts.Empty.With("existe", true).With("manuel.c", true), Zones.None).Status);
    }
}
