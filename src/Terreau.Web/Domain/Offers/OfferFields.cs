using System.Text.Json;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Domain.Offers;

/// <summary>A field of an offer, which nobody changes in the browser yet.</summary>
internal sealed record OfferField : Field<ShelvedOffer>;

/// <summary>What an offer is, field by field: each one declared here, once, with all the places where it goes.</summary>
internal static class OfferFields
{
    private static readonly SearchedIn Purpose = new("objet", 3);
    private static readonly SearchedIn Description = new("description", 1);

    /// <summary>In the order of the API and of the files.</summary>
    public static readonly IReadOnlyList<OfferField> All =
    [
        Told("Id", "Identifiant", FieldKind.Line, offer => offer.Id) with { IsRequired = true, Api = new("id", "Identifiant stable.") },
        Told(nameof(Offer.Slug), "Identifiant", FieldKind.Line, offer => offer.Slug) with
        {
            IsRequired = true, Api = new("slug", "Fin de l’adresse de l’offre."), Heading = "Identifiant",
        },
        .. Said(), .. For(), .. Money(), .. Asking(), .. Reaching(), .. Provenance(),
    ];

    private static readonly Dictionary<string, OfferField> ByName = All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    public static OfferField? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<OfferField> Said() =>
    [
        Told(nameof(Offer.Title), "Titre", FieldKind.Line, offer => offer.Title) with
        {
            IsRequired = true, Api = new("titre", "Nom de l’offre."), Heading = "Offre", Searched = new("titre", 5), Schema = "name",
        },
        Coded(nameof(Offer.Aliases), "Autres noms", CodeList.Of(), offer => offer.Aliases) with
        {
            Api = Bare("autresNoms", "Sigles et autres noms sous lesquels on la cherche."), Searched = new("titre", 5),
        },
        Told(nameof(Offer.OperatorSlug), "Fiche de l’organisme", FieldKind.Line, offer => offer.OperatorSlug) with
        {
            Api = new("operateur", "Fin de l’adresse de la fiche de qui la propose, ou null quand il n’est pas dans l’annuaire."),
        },
        Told(nameof(Offer.OperatorName), "Organisme", FieldKind.Line, offer => offer.OperatorName) with
        {
            IsRequired = true, Api = new("nomOperateur", "Qui la propose."), Heading = "Proposée par", Searched = new("operateur", 3),
        },
        Told(nameof(Offer.Summary), "Présentation courte", FieldKind.Text, offer => offer.Summary) with
        {
            IsRequired = true, Api = new("resume", "Ce qu’elle apporte, en une phrase."), Heading = "Résumé", Searched = new("resume", 2),
            Schema = "description",
        },
        Told(nameof(Offer.Description), "Présentation longue", FieldKind.Text, offer => offer.Description) with
        {
            Api = new("description", "Ce qu’elle apporte, en détail, ou null.") { IsWhole = true }, Searched = Description,
        },
    ];

    private static IEnumerable<OfferField> For() =>
    [
        Coded(nameof(Offer.Stages), "Étapes", CodeList.Of(Vocabulary.Stages), offer => offer.Stages) with
        {
            Api = Bare("etapes", "Étapes du projet."), Heading = "Étapes", Facet = new("etape"),
        },
        Coded(nameof(Offer.Needs), "Besoins", new(_ => [], (_, need) => AnsweredNeed.Read(need).InFrench()),
            offer => offer.Needs.Select(need => need.ToString())) with
        {
            Api = Bare("besoins", "Besoins auxquels elle répond : sorte et forme, par exemple FINANCEMENT/pret."), Heading = "Besoins",
        },
        Coded(nameof(Offer.Themes), "Filières", CodeList.Filieres, offer => offer.Themes) with
        {
            Api = Bare("filieres", "Filières servies ; vide : toutes."), Heading = "Filières", Searched = Purpose,
            Facet = new("theme", "toutes"),
            Cell = (shelved, telling) => shelved.Offer.Themes.Count == 0 ? ["Toutes"]
                : shelved.Offer.Themes.Select(telling.Atlas.FiliereLabel),
        },
        Coded(nameof(Offer.Publics), "Publics", CodeList.Of(Vocabulary.Publics), offer => offer.Publics) with
        {
            Api = Bare("publics", "Publics du projet ; vide : tous."), Heading = "Publics",
            Cell = (shelved, _) => (shelved.Offer.Publics.Count == 0 ? ["tous"] : shelved.Offer.Publics).Select(Vocabulary.Publics.Label),
        },
        Coded(nameof(Offer.Limits), "Réservée à ses", CodeList.Of(Vocabulary.OfferLimits), offer => offer.Limits) with
        {
            Api = new("reserveeAux", "Ce qui exclut : filieres, publics, etapes. Le reste dit où elle aide le mieux, sans exclure.")
            {
                IsBare = true, IsWhole = true,
            },
        },
        Coded(nameof(Offer.Perimeter), "Périmètre", CodeList.Zones, offer => offer.Perimeter) with
        {
            Api = Bare("perimetre", "Zones où elle s’applique, par leur code."), Heading = "Lieu",
        },
        new OfferField
        {
            Name = "Level", Label = "Échelle", Kind = FieldKind.Choice, Codes = CodeList.Of(Vocabulary.PerimeterLevels),
            Value = (shelved, _) => shelved.Level,
            Api = Bare("echelle", "Étendue de son périmètre : INFRA, TERRITOIRE ou SUPRA ; null : lieu inconnu."),
            Facet = new("echelle"),
        },
        new OfferField
        {
            Name = "Communes", Label = "Communes concernées", Kind = FieldKind.Choices, Codes = CodeList.Communes,
            Value = (shelved, _) => shelved.Communes,
            Api = Bare("communes", "Communes du territoire où elle s’applique, par leur code INSEE."),
            Heading = "Communes concernées", Facet = new("commune"),
        },
        Told(nameof(Offer.IsDedicated), "Faite pour l’innovation sociale", FieldKind.Truth, offer => offer.IsDedicated) with
        {
            IsRequired = true, Api = new("dedie", "Vrai quand elle est faite pour l’innovation sociale."),
            Heading = "Faite pour l’innovation sociale",
        },
        Told(nameof(Offer.IsGeneralist), "Reçoit toute personne qui débute", FieldKind.Truth, offer => offer.IsGeneralist) with
        {
            IsRequired = true, Api = new("generaliste", "Vrai quand on y reçoit quiconque ne sait pas à qui s’adresser."),
        },
    ];

    private static IEnumerable<OfferField> Money() =>
    [
        Told(nameof(Offer.Cost), "Coût", FieldKind.Choice, offer => offer.Cost) with
        {
            IsRequired = true, Codes = CodeList.Of(Vocabulary.Costs),
            Api = Bare("cout", "Ce qu’elle coûte à qui la demande : gratuit, payant ou inconnu."),
            Heading = "Coût", Facet = new("cout"),
        },
        Told(nameof(Offer.AmountMinCents), "Montant le plus petit", FieldKind.Money, offer => offer.AmountMinCents / 100m) with
        {
            Api = new("montantMin", "Montant le plus bas, en euros, ou null."), Heading = "Montant le plus bas en euros",
        },
        Told(nameof(Offer.AmountMaxCents), "Montant le plus grand", FieldKind.Money, offer => offer.AmountMaxCents / 100m) with
        {
            Api = new("montantMax", "Montant le plus haut, en euros, ou null."), Heading = "Montant le plus haut en euros",
        },
        Told(nameof(Offer.RateMaxThousandths), "Part du coût, au plus", FieldKind.Share, offer => offer.RateMaxThousandths / 1000m) with
        {
            Api = new("partMax", "Part la plus grande du coût, entre 0 et 1, ou null."), Heading = "Part du coût au plus",
        },
        Told(nameof(Offer.AmountNote), "Note sur le montant", FieldKind.Text, offer => offer.AmountNote) with
        {
            Api = new("noteMontant", "Ce qu’il faut savoir du montant, ou null.") { IsWhole = true },
        },
        Told(nameof(Offer.AmountSourceId), "Source du montant", FieldKind.Source, offer => offer.AmountSourceId),
    ];

    private static IEnumerable<OfferField> Asking() =>
    [
        Told(nameof(Offer.DecisionDays), "Réponse, en jours", FieldKind.Number, offer => offer.DecisionDays) with
        {
            Api = new("delaiJours", "Jours entre la demande et la réponse, ou null.") { IsWhole = true },
        },
        Told(nameof(Offer.CapacityPerYear), "Places par an", FieldKind.Number, offer => offer.CapacityPerYear) with
        {
            Api = new("placesParAn", "Places par an, ou null.") { IsWhole = true },
        },
        Told(nameof(Offer.Windows), "Dates", FieldKind.Line, offer => offer.Windows.ToString()) with
        {
            IsRequired = true, Words = written => OfferWindow.Read(written).InFrench(),
            Api = new("fenetres", "Quand la demander : permanent, inconnu, annuel/MM-jj/MM-jj ou aaaa-MM-jj/aaaa-MM-jj.") { IsWhole =
                true },
        },
        Told(nameof(Offer.Rule), "Conditions", FieldKind.Tree, offer => Tree(offer.Rule)) with
        {
            Api = new("regle", "Conditions en arbre, ou null.") { IsWhole = true },
        },
        Told(nameof(Offer.HowTo), "Comment la demander", FieldKind.Text, offer => offer.HowTo) with
        {
            Api = new("demarche", "Comment la demander, un geste par ligne, ou null.") { IsWhole = true }, Heading = "Comment la demander",
            Searched = Description,
        },
        Coded(nameof(Offer.Documents), "À préparer", CodeList.Of(), offer => offer.Documents) with
        {
            Api = new("pieces", "Ce qu’il faut préparer.") { IsBare = true, IsWhole = true }, Heading = "À préparer",
        },
    ];

    private static IEnumerable<OfferField> Reaching() =>
    [
        Told(nameof(Offer.ContactName), "Premier contact", FieldKind.Line, offer => offer.ContactName) with
        {
            Api = new("contact", "Service ou fonction à joindre en premier, ou null."), Heading = "Premier contact",
        },
        Told(nameof(Offer.ContactPhone), "Téléphone", FieldKind.Line, offer => offer.ContactPhone) with
        {
            Api = new("contactTelephone", "Téléphone public du service, ou null."), Heading = "Téléphone",
        },
        Told(nameof(Offer.ContactMail), "Adresse électronique", FieldKind.Line, offer => offer.ContactMail) with
        {
            Api = new("contactCourriel", "Adresse électronique publique du service, ou null."), Heading = "Adresse électronique",
        },
        Told(nameof(Offer.ContactForm), "Formulaire de contact", FieldKind.Line, offer => offer.ContactForm) with
        {
            Api = new("contactFormulaire", "Page où écrire au service, ou null."), Heading = "Formulaire de contact",
        },
        Told(nameof(Offer.ContactPlace), "Où se rendre", FieldKind.Line, offer => offer.ContactPlace) with
        {
            Api = new("contactLieu", "Adresse où se rendre, ou null."), Heading = "Où se rendre",
        },
        Told(nameof(Offer.ContactSourceId), "Source du contact", FieldKind.Source, offer => offer.ContactSourceId),
        Told(nameof(Offer.Url), "Site", FieldKind.Line, offer => offer.Url) with
        {
            Api = new("site", "Page de l’organisme sur cette offre, ou null."), Heading = "Site",
        },
        Told(nameof(Offer.ApplyUrl), "Demander en ligne", FieldKind.Line, offer => offer.ApplyUrl) with
        {
            Api = new("demandeEnLigne", "Page où la demander, ou null."), Heading = "Demander en ligne",
        },
        Told(nameof(Offer.PreviousOpens), "Ouverture de l’édition précédente", FieldKind.Day, offer => offer.PreviousOpens) with
        {
            Api = new("editionPrecedenteOuverture", "Premier jour de la dernière édition connue, ou null.") { IsWhole = true },
        },
        Told(nameof(Offer.PreviousCloses), "Clôture de l’édition précédente", FieldKind.Day, offer => offer.PreviousCloses) with
        {
            Api = new("editionPrecedenteCloture", "Dernier jour de la dernière édition connue, ou null.") { IsWhole = true },
        },
        Told(nameof(Offer.PreviousNote), "Note sur l’édition précédente", FieldKind.Text, offer => offer.PreviousNote) with
        {
            Api = new("editionPrecedenteNote", "Ce qu’il faut savoir de la dernière édition, ou null.") { IsWhole = true },
        },
    ];

    private static IEnumerable<OfferField> Provenance() =>
    [
        Told(nameof(Offer.SourceId), "Source", FieldKind.Source, offer => offer.SourceId) with
        {
            IsRequired = true, Api = new("source", "Document d’où elle vient, par son identifiant."), Heading = "Source",
            Cell = (shelved, telling) => telling.Atlas.SourceTitle(shelved.Offer.SourceId),
        },
        Told(nameof(Offer.SourceOn), "Date de la source", FieldKind.PartialDay, offer => offer.SourceOn.Written) with
        {
            IsRequired = true, Api = new("dateSource", "Date de ce document : année, mois ou jour."), Heading = "Date de la source",
        },
        Told(nameof(Offer.CheckedOn), "Vérifiée le", FieldKind.Day, offer => offer.CheckedOn) with
        {
            Api = new("verifieLe", "Jour où ses conditions ont été relues à la source, ou null."), Heading = "Vérifiée le",
        },
        new OfferField
        {
            Name = "IsToVerify", Label = "À vérifier", Kind = FieldKind.Truth, IsRequired = true,
            Value = (shelved, telling) => shelved.Offer.IsToVerify(telling.Today, telling.StaleMonths),
            Api = new("aVerifier",
                "Vrai quand ses conditions n’ont pas été relues depuis longtemps : elle ne répond alors que « à confirmer »."),
        },
        new OfferField
        {
            Name = "Page", Label = "Page de l’offre", IsRequired = true, Value = (shelved, telling) => telling.PageOf(shelved.Offer.Slug),
            Api = new("adresse", "Adresse de la page de l’offre."),
        },
    ];

    private static OfferField Told(string name, string label, FieldKind kind, Func<Offer, object?> value)
        => new() { Name = name, Label = label, Kind = kind, Value = (shelved, _) => value(shelved.Offer) };

    private static OfferField Coded(string name, string label, CodeList codes, Func<Offer, IEnumerable<string>> value)
        => Told(name, label, FieldKind.Choices, value) with { Codes = codes };

    private static ApiMember Bare(string name, string description) => new(name, description) { IsBare = true };

    private static JsonElement? Tree(string? rule)
    {
        if (rule is null) return null;
        try { return JsonDocument.Parse(rule).RootElement.Clone(); }
        catch (JsonException) { return null; }
    }
}
