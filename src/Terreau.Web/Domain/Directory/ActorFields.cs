using System.Globalization;
using Terreau.Engine.Hours;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Domain.Directory;

/// <summary>What an actor is, field by field: each one declared here, once, with all the places where it goes.</summary>
internal static class ActorFields
{
    private static readonly SearchedIn Activity = new("activite", 2);
    private static readonly SearchedIn Presentation = new("description", 1);

    /// <summary>In the order of the form, of the files and of the API.</summary>
    public static readonly IReadOnlyList<SheetField> All =
    [
        Told("Id", "Identifiant", FieldKind.Line, (sheet, _) => sheet.Id) with
        {
            IsRequired = true, Api = new("id", "Identifiant stable."),
        },
        Told(nameof(Organisation.Slug), "Fin de l’adresse", FieldKind.Line, (sheet, _) => sheet.Slug) with
        {
            IsRequired = true, Api = new("slug", "Fin de l’adresse de la fiche."),
        },
        .. In(FormSection.Who, Who()), .. In(FormSection.Work, Work()), .. In(FormSection.Where, [.. Place(), .. Reach()]),
        .. In(FormSection.Person, Person()),
        .. Upkeep(), .. Provenance(),
    ];

    private static readonly Dictionary<string, SheetField> ByName = All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    public static SheetField? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<SheetField> Who() =>
    [
        Line(nameof(Organisation.Name), "Nom", sheet => sheet.Name, (sheet, value) => sheet.Name = value!) with
        {
            IsRequired = true, Check = value => value.Length < 2 ? "Un nom compte au moins deux lettres." : null,
            Api = new("nom", "Nom."), Heading = "Nom", Searched = new("nom", 5), Schema = "name",
            Imported = new("nom", "Nom", "nom", "raison sociale", "denomination", "structure", "nom structure", "nom de la structure",
                "association", "organisme", "titre", "libelle", "user nom", "lieu", "beneficiaire", "nom beneficiaire", "enseigne"),
        },
        Line(nameof(Organisation.Acronym), "Sigle", sheet => sheet.Acronym, (sheet, value) => sheet.Acronym = value) with
        {
            MaxLength = 30, Api = new("sigle", "Sigle, ou null."), Heading = "Sigle", Searched = new("sigle", 5), Schema = "alternateName",
            Imported = new("sigle", "Sigle", "sigle", "acronyme", "nom court"),
        },
        List(nameof(Organisation.Aliases), "Autres noms", sheet => sheet.Aliases, (sheet, items) => sheet.Aliases = items) with
        {
            Hint = "Un par ligne : ancien nom, nom d’usage.", Api = new("autresNoms", "Autres écritures du nom."), Heading = "Autres noms",
            Searched = new("autres-noms", 4), Schema = "alternateName", Fact = new(8, "Autres noms"),
        },
        Told(nameof(Organisation.Siren), "Numéro SIREN", FieldKind.Line, (sheet, _) => sheet.Siren) with
        {
            Api = new("siren", "Numéro SIREN, ou null quand il n’est pas connu."), Heading = "SIREN", Fact = new(9, "Numéro SIREN"),
        },
        Line(nameof(Organisation.Siret), "Numéro SIRET ou SIREN", sheet => sheet.Siret ?? sheet.Siren, ActorChecks.WriteRegister) with
        {
            Title = "Numéro SIRET", Hint = "14 ou 9 chiffres. Laissez vide pour un collectif sans statut.", MaxLength = 20,
            Check = ActorChecks.Register, Shape = ActorChecks.RegisterNumber, Value = (sheet, _) => sheet.Siret,
            Api = new("siret", "Numéro SIRET, ou null quand il n’est pas connu."), Heading = "SIRET", Fact = new(10, "Numéro SIRET"),
            Imported = new("siret", "SIRET ou SIREN", "siret", "siren", "n siret", "numero siret", "pivot", "code tiers",
                "id beneficiaire"),
        },
        Choice(nameof(Organisation.EssFamily), "Famille de l’économie sociale", CodeList.Of(Vocabulary.EssFamilies),
            sheet => sheet.EssFamily, (sheet, value) => sheet.EssFamily = value) with
        {
            Api = new("famille", "Famille de l’économie sociale, ou null quand elle n’est pas connue."),
            Heading = "Famille de l’économie sociale", Searched = Activity,
            Facet = new("famille", "inconnue") { Legend = "Famille de l’économie sociale", UnknownLabel = "Famille à confirmer" },
            Fact = new(6, "Famille", Unknown: "À confirmer"),
        },
        Choices(nameof(Organisation.Roles), "Rôles", CodeList.Of(Vocabulary.Roles), sheet => sheet.Roles,
            (sheet, items) => sheet.Roles = items) with
        {
            Api = new("roles", "Rôles."), Heading = "Rôles", Searched = Activity, Facet = new("role") { Legend = "Rôle", IsOpen = true },
            Fact = new(5, "Rôle", "Rôles"),
            Imported = new("roles", "Rôle", "role", "roles", "type d acteur", "type acteur"),
        },
        List(nameof(Organisation.Labels), "Labels et agréments", sheet => sheet.Labels, (sheet, items) => sheet.Labels = items) with
        {
            Hint = "Un par ligne.", Api = new("labels", "Labels."), Heading = "Labels", Searched = Activity,
            Facet = new("label") { Legend = "Label", Example = "Pionnier French Impact" },
            Schema = "award", Fact = new(7, "Label", "Labels"),
            Imported = new("labels", "Labels et agréments", "labels", "label", "agrement", "agrements", "formations labels",
                "labels nationaux"),
        },
    ];

    private static IEnumerable<SheetField> Work() =>
    [
        Choices(nameof(Organisation.Filieres), "Filières", CodeList.Filieres, sheet => sheet.Filieres,
            (sheet, items) => sheet.Filieres = items) with
        {
            Api = new("filieres", "Filières."), Heading = "Filières", Searched = Activity,
            Facet = new("filiere") { Legend = "Filière", Example = "alimentation-agriculture", IsOpen = true }, Schema = "knowsAbout",
            Fact = new(4, "Filière", "Filières"),
            Imported = new("filieres", "Filière", "filiere", "filieres", "secteur", "secteur d activite", "thematique", "thematiques",
                "domaine"),
        },
        Text(nameof(Organisation.Summary), "Présentation courte", 500, sheet => sheet.Summary, (sheet, value) => sheet.Summary = value) with
        {
            Hint = "Une ou deux phrases, lues dans la liste.", Api = new("presentation", "Ce que la source dit de lui."),
            Heading = "Présentation",
            Searched = Presentation, Schema = "description",
            Imported = new("resume", "Présentation courte", "presentation resume", "resume", "presentation courte", "accroche", "objet",
                "objet social"),
        },
        Text(nameof(Organisation.Description), "Présentation longue", 8000, sheet => sheet.Description,
            (sheet, value) => sheet.Description = value) with
        {
            Hint = "Ce que vous faites, pour qui, depuis quand.", Searched = Presentation,
            Imported = new("presentation", "Présentation longue", "presentation detail", "description", "presentation", "activites",
                "activite", "missions", "transport"),
        },
        List(nameof(Organisation.Proposes), "Ce que vous proposez", sheet => sheet.Proposes, (sheet, items) => sheet.Proposes = items) with
        {
            Title = "Ce qu’il propose", Hint = "Une chose par ligne : un lieu, un savoir-faire, un équipement.", IsReservable = true,
            Api = new("propose", "Ce qu’il dit proposer."), Heading = "Propose", Searched = Activity,
            Imported = new("propose", "Ce qu’il propose", "services", "offres", "propose", "prestations", "actions"),
        },
        List(nameof(Organisation.Seeks), "Ce que vous cherchez", sheet => sheet.Seeks, (sheet, items) => sheet.Seeks = items) with
        {
            Title = "Ce qu’il cherche", Hint = "Une chose par ligne.", IsReservable = true,
            Api = new("cherche", "Ce qu’il dit chercher."), Heading = "Cherche", Searched = Activity,
        },
    ];

    private static IEnumerable<SheetField> Place() =>
    [
        Choices(nameof(Organisation.Communes), "Communes", CodeList.Communes, sheet => sheet.Communes,
            (sheet, items) => sheet.Communes = items) with
        {
            Told = (sheet, _) => sheet.Communes.Concat(sheet.OutsideCommunes),
            Api = new("communes", "Communes où il est présent : code INSEE et nom."), Heading = "Communes", CodeHeading = "Codes INSEE",
            Searched = new("lieu", 1), Facet = new("commune"), Schema = "areaServed", Fact = new(1, "Commune", "Communes"),
        },
        Told(nameof(Organisation.OutsideCommunes), "Communes hors du territoire", FieldKind.Lines, (sheet, _) => sheet.OutsideCommunes) with
        {
            Codes = CodeList.Communes,
        },
        Told(nameof(Organisation.Districts), "Quartiers", FieldKind.Choices, (sheet, _) => sheet.Districts) with
        {
            Codes = CodeList.Zones, Api = new("quartiers", "Quartiers établis, jamais déduits."), Heading = "Quartiers", Facet = new("qpv"),
            Fact = new(2, "Quartier", "Quartiers"),
        },
        Line(nameof(Organisation.Address), "Adresse postale", sheet => sheet.Address, (sheet, value) => sheet.Address = value) with
        {
            IsReservable = true, Blank = ActorChecks.ForgetPlace, Api = new("adresse", "Adresse postale, ou null."), Heading = "Adresse",
            Fact = new(3, "Adresse"),
            Imported = new("adresse", "Adresse", "adresse", "adresse postale", "rue", "voie", "adresse 1", "user adres", "numero", "n",
                "numero voie", "libelle voie", "adresse complete", "street address"),
        },
        Line(SheetFields.Position, "Position exacte", ActorChecks.ReadPosition, ActorChecks.WritePosition) with
        {
            Hint = "Latitude puis longitude, par exemple 48.8912, 2.4531. Vide : le milieu de la commune.", MaxLength = 40,
            Check = ActorChecks.Position, Shape = ActorChecks.PositionInDegrees,
        },
        Told(nameof(Organisation.Latitude), "Latitude", FieldKind.Number, (sheet, _) => sheet.Latitude) with
        {
            Api = new("latitude", "Degrés, WGS 84. Voir « precision »."), Heading = "Latitude",
        },
        Told(nameof(Organisation.Longitude), "Longitude", FieldKind.Number, (sheet, _) => sheet.Longitude) with
        {
            Api = new("longitude", "Degrés, WGS 84. Voir « precision »."), Heading = "Longitude",
        },
        Told(nameof(Organisation.Precision), "Précision de la position", FieldKind.Choice, (sheet, _) => sheet.Precision) with
        {
            IsRequired = true, Codes = CodeList.Of(Vocabulary.Precisions), Cell = (sheet, _) => sheet.Precision, Facet = new("precision"),
            Api = new("precision", "Ce que vaut la position : exacte, rue, centroide, commune ou inconnue.") { IsBare = true },
            Heading = "Précision de la position",
        },
    ];

    private static IEnumerable<SheetField> Reach() =>
    [
        Line(nameof(Organisation.Website), "Site web", sheet => sheet.Website, (sheet, value) => sheet.Website = value) with
        {
            Check = ActorChecks.Web, IsReservable = true, Api = new("site", "Site web, ou null."), Heading = "Site",
            Imported = new("site", "Site web", "site web", "site internet", "site", "url", "web", "website", "site inter", "lien",
                "siteweb", "adresse web"),
        },
        Line(nameof(Organisation.Email), "Adresse de messagerie de l’organisation", sheet => sheet.Email,
            (sheet, value) => sheet.Email = value) with
        {
            MaxLength = 254, Check = ActorChecks.Mail, IsReservable = true, IsContact = true,
            Imported = new("courriel", "Messagerie", "courriel", "courriels", "mail", "email", "e mail", "adresse mail", "adresse email",
                "mail struc", "messagerie", "courrier electronique"),
        },
        Line(nameof(Organisation.Phone), "Téléphone de l’organisation", sheet => sheet.Phone, (sheet, value) => sheet.Phone = value) with
        {
            MaxLength = 40, Check = ActorChecks.Phone, Shape = ActorChecks.PhoneForPeople, IsReservable = true, IsContact = true,
            Imported = new("telephone", "Téléphone", "telephone", "tel", "num tel", "numero de telephone", "phone", "telephones",
                "tel fixe", "portable"),
        },
        Text(nameof(Organisation.OpeningHours), "Horaires d’ouverture", OpeningHours.MaxLength,
            sheet => sheet.OpeningHours, (sheet, value) => sheet.OpeningHours = value) with
        {
            Hint = "Par exemple : du lundi au vendredi 9h-12h et 14h-18h\u00A0; fermé les jours fériés.", IsReservable = true,
            Check = HoursText.Refusal, Shape = HoursText.Kept, Words = HoursWords.Of, Typed = HoursText.Typed,
            Api = new("horaires", "Horaires d’ouverture, dans la syntaxe d’OpenStreetMap (opening_hours), ou null."),
            Heading = "Horaires d’ouverture",
            Imported = new("horaires", "Horaires d’ouverture", "horaires d ouverture", "horaires accueil", "horaires", "opening hours",
                "horaire",
                "horaires d accueil", "horaires ouverture", "horaire d ouverture", "jours et horaires", "newhours", "heures d ouverture"),
        },
    ];

    private static IEnumerable<SheetField> Person() =>
    [
        OfPerson(nameof(Organisation.ContactName), "Nom de la personne à contacter", sheet => sheet.ContactName,
            (sheet, value) => sheet.ContactName = value),
        OfPerson(nameof(Organisation.ContactRole), "Sa fonction", sheet => sheet.ContactRole, (sheet, value) => sheet.ContactRole = value),
        OfPerson(nameof(Organisation.ContactEmail), "Son adresse de messagerie", sheet => sheet.ContactEmail,
            (sheet, value) => sheet.ContactEmail = value)
            with { MaxLength = 254, Check = ActorChecks.Mail },
        OfPerson(nameof(Organisation.ContactPhone), "Son téléphone", sheet => sheet.ContactPhone,
            (sheet, value) => sheet.ContactPhone = value)
            with { MaxLength = 40, Check = ActorChecks.Phone, Shape = ActorChecks.PhoneForPeople },
    ];

    /// <summary>How the sheet is run; none of it is told to programs.</summary>
    private static IEnumerable<SheetField> Upkeep() =>
    [
        Choice(nameof(Organisation.RhythmMonths), "Nous vous demandons si la fiche est à jour",
            CodeList.Of(("3", "Tous les trois mois"), ("6", "Tous les six mois"), ("12", "Tous les ans")),
            sheet => sheet.RhythmMonths?.ToString(CultureInfo.InvariantCulture),
            (sheet, value) => sheet.RhythmMonths = ActorChecks.Months(value)) with
        {
            Title = "Rythme de vérification", Section = FormSection.Upkeep, IsInternal = true,
            Hint = "Sans réponse un mois après la demande, la fiche sort de l’annuaire. Rien n’est effacé.",
        },
        Told(nameof(Organisation.AskedOn), "Demande de vérification", FieldKind.Day, (sheet, _) => sheet.AskedOn),
        Told(nameof(Organisation.Reserved), "Qui voit les champs réservés", FieldKind.Tree, (sheet, _) => sheet.Reserved),
        Told(nameof(Organisation.Status), "État de la fiche", FieldKind.Choice, (sheet, _) => sheet.Status.ToString()) with
        {
            Codes = CodeList.Of(
                (nameof(SheetStatus.Published), "dans l’annuaire"), (nameof(SheetStatus.Proposed), "proposée"),
                (nameof(SheetStatus.Refused), "refusée"),
                (nameof(SheetStatus.Withdrawn), "retirée de l’annuaire"), (nameof(SheetStatus.Merged), "fusionnée")),
        },
        Told(nameof(Organisation.MergedIntoSlug), "Fusionnée avec", FieldKind.Line, (sheet, _) => sheet.MergedIntoSlug),
    ];

    private static IEnumerable<SheetField> Provenance() =>
    [
        Told(nameof(Organisation.LaterFacts), "Faits ajoutés par d’autres sources", FieldKind.Tree, (sheet, _) => sheet.LaterFacts),
        Told(nameof(Organisation.SourceId), "Source", FieldKind.Source, (sheet, telling) => telling.Atlas.SourceTitle(sheet.SourceId)) with
        {
            IsRequired = true, Api = new("source", "Document d’où vient la fiche."), Heading = "Source",
        },
        Told(nameof(Organisation.SourceOn), "Date de la source", FieldKind.PartialDay, (sheet, _) => sheet.SourceOn.Written) with
        {
            IsRequired = true, Api = new("dateSource", "Date de ce document : année, mois ou jour."), Heading = "Date de la source",
        },
        Told(nameof(Organisation.CheckedOn), "Vérifiée le", FieldKind.Day, (sheet, _) => sheet.CheckedOn) with
        {
            Api = new("verifieLe", "Jour de la dernière vérification, ou null."), Heading = "Vérifié le",
        },
        Told("Page", "Fiche", FieldKind.Line, (sheet, telling) => telling.PageOf(sheet.Slug)) with
        {
            IsRequired = true, Api = new("fiche", "Adresse de la fiche."), Heading = "Fiche",
        },
    ];

    /// <summary>What no form changes.</summary>
    private static SheetField Told(string name, string label, FieldKind kind, Func<Organisation, Telling, object?> value)
        => new() { Name = name, Label = label, Kind = kind, Value = value };

    private static SheetField Line(
        string name, string label, Func<Organisation, string?> read, Action<Organisation, string?> write) => new()
    {
        Name = name, Label = label, Value = (sheet, _) => read(sheet),
        Read = sheet => read(sheet) ?? "", Write = (sheet, value) => write(sheet, value.Length == 0 ? null : value),
    };

    private static SheetField OfPerson(
        string name, string label, Func<Organisation, string?> read, Action<Organisation, string?> write)
        => Line(name, label, read, write) with { IsPersonal = true, IsReservable = true, IsContact = true, MaxLength = 120 };

    private static SheetField Text(
        string name, string label, int most, Func<Organisation, string?> read, Action<Organisation, string?> write)
        => Line(name, label, read, write) with { Kind = FieldKind.Text, MaxLength = most };

    private static SheetField Choice(
        string name, string label, CodeList codes, Func<Organisation, string?> read, Action<Organisation, string?> write)
        => Line(name, label, read, write) with { Kind = FieldKind.Choice, Codes = codes };

    private static SheetField List(
        string name, string label, Func<Organisation, List<string>> read, Action<Organisation, List<string>> write) => new()
    {
        Name = name, Label = label, Kind = FieldKind.Lines, MaxLength = 3000, Value = (sheet, _) => read(sheet),
        Read = sheet => SheetField.Joined(read(sheet)), Write = (sheet, value) => write(sheet, [.. SheetField.Items(value)]),
    };

    private static SheetField Choices(
        string name, string label, CodeList codes, Func<Organisation, List<string>> read, Action<Organisation, List<string>> write)
        => List(name, label, read, write) with { Kind = FieldKind.Choices, Codes = codes };

    private static IEnumerable<SheetField> In(FormSection section, IEnumerable<SheetField> fields)
        => fields.Select(field => field.Write is null ? field : field with { Section = section });
}
