using System.Text.Json;

namespace Terreau.Web.Tests.Seeds;

/// <summary>Every condition of every offer speaks of a fact a project can give, by an operator that suits it.</summary>
public sealed class RuleFactsTests
{
    private static readonly Dictionary<string, string[]> FactsOf = new()
    {
        ["flag"] =
        [
            "existe", "actif", "label.ess", "label.esus", "label.siae", "qpv", "dejaSoutenu", "interetGeneral", "insertion",
            "porteur.demandeurEmploi", "porteur.habitantQpv", "porteur.femme",
        ],
        ["in"] = ["statut.famille", "siege.commune", "stade", "themes", "publicsVises", "besoin.nature"],
        ["ge"] = Amounts,
        ["le"] = Amounts,
        ["between"] = Amounts,
        ["dateIn"] = ["dateCreation", "besoin.date"],
        ["exists"] = ["partenaires"],
    };

    private static readonly Dictionary<string, string[]> AttributesOf = new() { ["flag"] = ["personneMorale", "ess"], ["in"] = ["type"] };

    private static readonly HashSet<string> Families =
    [
        "ASSOCIATION", "COOPERATIVE", "MUTUELLE", "FONDATION", "SOCIETE_ESS", "SOCIETE", "ENTREPRISE_INDIVIDUELLE",
        "COLLECTIVITE", "ETABLISSEMENT_PUBLIC", "COLLECTIF",
    ];

    private static string[] Amounts =>
        ["effectif", "ca", "besoin.montant", "coutEligible", "cofinancementObtenu", "deMinimis3ans", "porteur.age", "equipe.beneficiaires", "equipe.taille"];

    [Fact]
    public void Rules_OfAllOffers_SpeakOfKnownFactsOnly()
    {
        foreach (var offer in World.EstEnsemble.Offers.Where(offer => offer.RuleJson is not null))
        {
            using var rule = JsonDocument.Parse(offer.RuleJson!);
            Check(rule.RootElement, FactsOf, offer.Slug);
        }
    }

    private static void Check(JsonElement node, Dictionary<string, string[]> facts, string offer)
    {
        string[] branches = [.. new[] { "all", "any", "not", "of" }.Where(key => node.TryGetProperty(key, out _))];
        if (branches.Length > 0)
        {
            var branch = node.GetProperty(Assert.Single(branches));
            foreach (var child in branch.ValueKind == JsonValueKind.Array ? [.. branch.EnumerateArray()] : new[] { branch })
                Check(child, facts, offer);
            return;
        }
        if (node.TryGetProperty("manual", out _) || node.TryGetProperty("zoneIn", out _)) return;
        var operation = Assert.Single(facts.Keys, key => node.TryGetProperty(key, out _));
        var fact = node.GetProperty(operation).GetString();
        Assert.True(facts[operation].Contains(fact), $"{offer}: {operation} {fact}");
        if (fact == "statut.famille")
            Assert.All(node.GetProperty("values").EnumerateArray(), value => Assert.Contains(value.GetString()!, Families));
        if (operation == "exists") Check(node.GetProperty("where"), AttributesOf, offer);
    }
}
