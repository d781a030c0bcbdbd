using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;

namespace Terreau.Engine.Tests.Eligibility;

public sealed class RuleJsonTests
{
    [Theory]
    [InlineData("{", "Le texte n’est pas du JSON valide, ligne 1.")]
    [InlineData("[]", "racine : une condition est un objet.")]
    [InlineData("""{"all":[]}""", "racine : « all » est une liste d’au moins une condition.")]
    [InlineData("""{"all":[{"any":[{"id":"a","label":"b","flag":"effectifs"}]}]}""",
        "all[0].any[0] : le fait « effectifs » n’existe pas, parmi")]
    [InlineData("""{"id":"a","label":"b","ge":"existe","value":1}""",
        "racine : « ge » ne s’applique pas au fait « existe », de type Flag.")]
    [InlineData("""{"id":"a","label":"b","in":"statut.famille","values":["SARL"]}""",
        "racine : « SARL » n’est pas une réponse à « statut.famille »")]
    [InlineData("""{"not":{"id":"a","label":"b","ge":"effectif","value":"un"}}""", "not : « value » est un nombre.")]
    [InlineData("""{"id":"a","label":"b","between":"effectif","min":3,"max":1}""", "racine : « min » dépasse « max ».")]
    [InlineData("""{"id":"a","label":"b","dateIn":"dateCreation","from":"2026-02-30"}""",
        "racine : « from » est un jour, comme 2026-06-30.")]
    [InlineData("""{"id":"a","label":"b","zoneIn":["Bondy"],"mode":"siege"}""", "racine : « Bondy » n’est pas un code de zone")]
    [InlineData("""{"id":"a","label":"b","zoneIn":["DEP:93"],"mode":"bureau"}""", "racine : « mode » vaut siege, activite ou public.")]
    [InlineData("""{"atLeast":3,"of":[{"id":"a","label":"b","flag":"existe"}]}""",
        "racine : « atLeast » vaut 3, il doit être entre 1 et 1.")]
    [InlineData("""{"flag":"existe"}""", "racine : il manque « id ».")]
    [InlineData("""{"id":"a","flag":"existe"}""", "racine : il manque « label », la condition en mots simples.")]
    [InlineData("""{"id":"a","label":"b","flag":"existe","ge":"effectif","value":1}""",
        "racine : une condition n’a qu’une forme, ici flag, ge.")]
    [InlineData("""{"id":"a","label":"b","flag":"existe","lable":"c"}""", "racine : la clé « lable » n’est pas connue.")]
    [InlineData("""{"all":[{"id":"a","label":"b","flag":"existe"}],"any":[]}""", "racine : une condition n’a qu’une forme, ici all, any.")]
    [InlineData("""{"id":"a","label":"b","flag":"existe","missing":"peut-être"}""", "racine : « missing » vaut « true » ou « false ».")]
    public void Read_Mistake_IsASentenceWithItsPath(string json, string sentence)
    {
        var reading = RuleJson.Read(json);

        Assert.False(reading.IsRule);
        Assert.StartsWith(sentence, reading.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralMistakes_AreAllGiven()
        => Assert.Equal(3, RuleJson.Read("""
            {"all":[{"id":"a","label":"b","flag":"x"},{"id":"a2","label":"b","ge":"effectif"},{"id":"a3","label":"b","manual":""}]}
            """).Errors.Length);

    [Fact]
    public void Read_SameIdTwice_IsRefused()
        => Assert.Equal("all[1] : l’identifiant « a » sert deux fois.", Assert.Single(RuleJson.Read("""
            {"all":[{"id":"a","label":"b","flag":"existe"},{"id":"a","label":"c","flag":"actif"}]}
            """).Errors));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    public void Read_Nothing_IsTheRuleAlwaysTrue(string? json)
        => Assert.Equal(Truth.True, RuleJson.Read(json).Rule.Evaluate(Facts.Empty, Zones.None));

    [Fact]
    public void Read_TooDeep_IsRefused()
    {
        var json = string.Concat(Enumerable.Repeat("""{"not":""", 20)) + """{"id":"a","label":"b","flag":"existe"}""" + new string('}', 20);

        Assert.Contains("plus de 12 niveaux", Assert.Single(RuleJson.Read(json).Errors), StringComparison.Ordinal);
        Assert.False(RuleJson.Read(string.Concat(Enumerable.Repeat("""{"not":""", 9000))).IsRule);
    }

    [Fact]
    public void Read_TooManyConditions_IsRefused()
    {
        var json = "{\"all\":[" + string.Join(',',
            Enumerable.Range(0, 500).Select(i => $$"""{"id":"p{{i}}","label":"b","flag":"existe"}""")) + "]}";

        Assert.Contains(RuleJson.Read(json).Errors, error => error.Contains("plus de 400 conditions", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_RealRules_ComeBackTheSame()
    {
        foreach (var json in new[] { RuleVectorTests.Dla, RuleVectorTests.Ptce })
        {
            var rule = RuleJson.Read(json).Rule;
            Assert.Equal(rule, RuleJson.Read(RuleJson.Write(rule)).Rule);
        }
    }

    [Fact]
    public void Read_EveryForm_KeepsItsSourceAndOverride()
    {
        const string json = """
            {"all":[
              {"id":"z","label":"Ici","zoneIn":["EPT:200057875"],"mode":"activite","sourceUrl":"https://exemple.fr","sourceDate":"2025-01-02","checkedOn":"2026-01-02"},
              {"id":"d","label":"Récente","dateIn":"dateCreation","from":"2024-01-01","to":"2026-12-31","missing":"false"},
              {"id":"m","label":"Accord","manual":"La mairie est-elle d’accord ?"},
              {"id":"b","label":"Taille","between":"ca","min":0,"max":1000.5},
              {"atLeast":1,"of":[{"id":"l","label":"Peu","le":"effectif","value":9,"question":"Combien ?"}]}]}
            """;

        var rule = RuleJson.Read(json).Rule;

        var zone = Assert.IsType<ZonePredicate>(((AllRule)rule).Of[0]);
        Assert.Equal((new DateOnly(2025, 1, 2), new DateOnly(2026, 1, 2)), (zone.SourceDate, zone.CheckedOn));
        Assert.False(((Predicate)((AllRule)rule).Of[1]).Missing);
        Assert.Equal(rule, RuleJson.Read(RuleJson.Write(rule)).Rule);
    }

    [Fact]
    public void ConditionText_OfTheDla_ReadsAsNestedLists()
    {
        var text = Assert.IsType<ConditionText.Group>(ConditionText.Of(RuleJson.Read(RuleVectorTests.Dla).Rule));

        Assert.Equal("Toutes ces conditions :", text.Heading);
        Assert.Equal("La structure est déjà créée", Assert.IsType<ConditionText.Line>(text.Items[0]).Text);
        var labels = Assert.IsType<ConditionText.Group>(text.Items[2]);
        Assert.Equal(("Au moins une de ces conditions :", 3), (labels.Heading, labels.Items.Length));
    }

    [Fact]
    public void ConditionText_OfANegation_IsAnExceptionAndShowsTheOverride()
    {
        var text = ConditionText.Of(new NotRule(
            new FlagPredicate("dejaSoutenu") { Id = "s", Label = "le projet est déjà soutenu.", Missing = false }));

        var group = Assert.IsType<ConditionText.Group>(text);
        Assert.Equal("Sauf si :", group.Heading);
        var line = Assert.IsType<ConditionText.Line>(Assert.Single(group.Items));
        Assert.Equal(("Le projet est déjà soutenu", "Sans réponse, cette condition est tenue pour non remplie."),
            (line.Text, line.MissingNote));
    }

    [Fact]
    public void ConditionText_WithoutLabel_IsWordedFromTheFact()
        => Assert.Equal("montant cherché : entre 1\u202F000\u00A0€ et 10\u202F000\u00A0€",
            ConditionText.Words(new NumberPredicate("besoin.montant", 1000, 10000) { Id = "m" }));

    [Fact]
    public void FactCatalogue_EveryFact_HasAPlainQuestion()
    {
        foreach (var fact in FactCatalogue.All.Concat(FactCatalogue.All.SelectMany(one => one.Attributes)))
        {
            Assert.EndsWith(" ?", fact.Question, StringComparison.Ordinal);
            Assert.True(fact.Question.Split(' ').Length <= 15, fact.Question);
        }

        Assert.Equal(33, FactCatalogue.All.Select(fact => fact.Id).Distinct().Count());
    }
}
