using System.Text.RegularExpressions;

namespace Terreau.Web.Tests.Seeds;

public sealed partial class OrganisationsTests
{
    /// <summary>Every organisation as the dossier writes it, typing errors included: all must be found by that name.</summary>
    public static readonly string[] NamedInTheDossier =
    [
        "Simplon", "Médialab93", "Ici Montreuil", "SCOP E2S", "Le Paysan urbain", "Baluchon", "Les Marmites volantes", "Rebelle",
        "Réserve des arts", "Lemon tri", "La Requincaillerie", "Moulinot", "la Collecterie", "Upcycly", "Label Emmaüs",
        "Emmaüs Alternatives", "Construire solidaire", "YA+K", "Article 1", "Le Comptoir", "Groupe SOS", "Bond'innov",
        "Les Chaudronneries", "L'Ecole des Tiers-lieux", "Résonance Nord-Sud", "Inse' Eco 93", "LAB3S", "INCOPLEX 93", "INCO",
        "A tables citoyens !", "Garances", "France Active", "Make ICI", "Morning OS", "Cité Fertile", "Halle Papin", "Site Busso",
        "Mobilab", "Bellastock", "Soukmaschine", "Altrimentri", "Phenix", "AlterPaname", "PikiP", "BNP Paribas", "Hermès",
        "Saint-Gobain", "Ubisoft", "UTB", "Danone", "Fondation Agir Contre l'Exclusion", "Lemon Aide", "Est Ensemble",
        "Mairie de Bondy", "Ville de Paris", "Plaine Commune", "Grand Orly Seine-Bièvre",
        "Institut de recherche pour le développement", "IRD", "Caisse des dépôts", "Les Canaux", "Beaux Jours", "FACE",
        "Ville de Bagnolet", "Ville de Bobigny", "Ville des Lilas", "Ville de Montreuil", "Ville de Noisy-le-Sec", "Ville de Pantin",
        "Ville du Pré-Saint-Gervais", "Ville de Romainville",
    ];

    [Fact]
    public void Organisations_NamedInTheDossier_AreAllFoundByThatName()
    {
        var known = World.EstEnsemble.Organisations
            .SelectMany(organisation => organisation.Aliases.Append(organisation.Name))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(NamedInTheDossier, name => Assert.Contains(name, known));
    }

    [Fact]
    public void Commune_MisspeltInTheDossier_IsBagnoletEverywhere()
    {
        foreach (var file in Directory.EnumerateFiles(Clone.Territory))
            Assert.False(MisspeltBagnolet().IsMatch(File.ReadAllText(file)), $"{Path.GetFileName(file)} keeps the misspelling");
    }

    [Fact]
    public void Position_OfAnOrganisation_IsAtMostAsPreciseAsItsSource()
    {
        foreach (var organisation in World.EstEnsemble.Organisations)
        {
            if (organisation.Position.Precision == "exacte") Assert.Contains(organisation.Evidence, proof => proof.About == "position");
            Assert.Equal(organisation.Communes.Count == 1, organisation.Position.Precision == "commune");
        }
    }

    [Fact]
    public void Labels_OfFrenchImpact_AreThoseOfBaluchonAndArticle1() =>
        Assert.Equal(["article-1", "baluchon"], World.EstEnsemble.Organisations
            .Where(organisation => organisation.Labels.Contains("Pionnier French Impact"))
            .Select(organisation => organisation.Slug).Order(StringComparer.Ordinal));

    [Fact]
    public void Members_OfMobilab_AreTheFiveOfTheDossier() =>
        Assert.Equal(["altrimentri", "bellastock", "la-requincaillerie", "les-marmites-volantes", "soukmachines"],
            World.EstEnsemble.Cooperations.Single(cooperation => cooperation.Slug == "mobilab").Members.Order(StringComparer.Ordinal));

    [Fact]
    public void Filieres_OfTheDossier_AreSix() =>
        Assert.Equal(["alimentation-agriculture", "artisanat", "economie-circulaire", "habitat-urbanisme", "numerique", "petite-enfance"],
            World.EstEnsemble.Clusters.Where(cluster => cluster.FromDossier).Select(cluster => cluster.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Files_OfTheTerritory_HoldNoMailAndNoTelephoneButOfDesks()
    {
        foreach (var file in Directory.EnumerateFiles(Clone.Territory, "*.yml"))
        {
            // The contact of an offer is a service that says so in public, and never a person's own address.
            var text = ContactOfOffer().Replace(File.ReadAllText(file), "");
            Assert.DoesNotMatch(MailAddress(), text);
            Assert.DoesNotMatch(TelephoneNumber(), text);
        }
    }

    [GeneratedRegex(@"^\s+contact: (\{.*\})?\s*(\n\s{6,}.*)*", RegexOptions.Multiline)]
    private static partial Regex ContactOfOffer();

    [GeneratedRegex(@"\bBagnole\b", RegexOptions.IgnoreCase)]
    private static partial Regex MisspeltBagnolet();

    // An @ before a scope name of a package is no mail address: something must stand before it.
    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.\w+")]
    private static partial Regex MailAddress();

    [GeneratedRegex(@"(?<!\d)(?:\+33|0)\s?[1-9](?:[\s.-]?\d{2}){4}(?!\d)")]
    private static partial Regex TelephoneNumber();
}
