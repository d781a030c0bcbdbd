using System.Globalization;
using Terreau.Engine.Geography;
using Terreau.Engine.Hours;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Directory;

/// <summary>The fields of a sheet, in the order of the form.</summary>
internal static class SheetFields
{
    private const string ReservedPrefix = "Reserved.";

    public static readonly IReadOnlyList<SheetField> All =
    [
        Line(nameof(Organisation.Name), "Nom", sheet => sheet.Name, (sheet, value) => sheet.Name = value) with { IsRequired = true, Check = value => value.Length < 2 ? "Un nom compte au moins deux lettres." : null },
        Line(nameof(Organisation.Acronym), "Sigle", sheet => sheet.Acronym, (sheet, value) => sheet.Acronym = Null(value)) with { MaxLength = 30 },
        List(nameof(Organisation.Aliases), "Autres noms", "Un par ligne : ancien nom, nom d’usage.", sheet => sheet.Aliases, (sheet, items) => sheet.Aliases = items),
        Line(nameof(Organisation.Siret), "Numéro SIRET ou SIREN", sheet => sheet.Siret ?? sheet.Siren, WriteRegister) with
        {
            Hint = "14 ou 9 chiffres. Laissez vide pour un collectif sans statut.", MaxLength = 20, Check = CheckRegister,
            Shape = value => Siret.TryParse(value, out var siret) ? siret.Value : Siren.TryParse(value, out var siren) ? siren.Value : value,
        },
        Choice(nameof(Organisation.EssFamily), "Famille de l’économie sociale", sheet => sheet.EssFamily, (sheet, value) => sheet.EssFamily = Null(value),
            _ => Terms(Vocabulary.EssFamilies)),
        Choices(nameof(Organisation.Roles), "Rôles", sheet => sheet.Roles, (sheet, items) => sheet.Roles = items, _ => Terms(Vocabulary.Roles)),
        Choices(nameof(Organisation.Filieres), "Filières", sheet => sheet.Filieres, (sheet, items) => sheet.Filieres = items,
            atlas => [.. atlas.Filieres.Select(filiere => (filiere.Code, filiere.Label))]),
        Text(nameof(Organisation.Summary), "Présentation courte", "Une ou deux phrases, lues dans la liste.", 500, sheet => sheet.Summary, (sheet, value) => sheet.Summary = Null(value)),
        Text(nameof(Organisation.Description), "Présentation longue", "Ce que vous faites, pour qui, depuis quand.", 8000, sheet => sheet.Description, (sheet, value) => sheet.Description = Null(value)),
        List(nameof(Organisation.Proposes), "Ce que vous proposez", "Une chose par ligne : un lieu, un savoir-faire, un équipement.", sheet => sheet.Proposes, (sheet, items) => sheet.Proposes = items),
        List(nameof(Organisation.Seeks), "Ce que vous cherchez", "Une chose par ligne.", sheet => sheet.Seeks, (sheet, items) => sheet.Seeks = items),
        List(nameof(Organisation.Labels), "Labels et agréments", "Un par ligne.", sheet => sheet.Labels, (sheet, items) => sheet.Labels = items),
        Choices(nameof(Organisation.Communes), "Communes", sheet => sheet.Communes, (sheet, items) => sheet.Communes = items,
            atlas => [.. atlas.Communes.Select(zone => (zone.Local, zone.Name))]),
        Line(nameof(Organisation.Address), "Adresse postale", sheet => sheet.Address, (sheet, value) => sheet.Address = Null(value)),
        Line(Position, "Position exacte", ReadPosition, WritePosition) with { Hint = "Latitude puis longitude, par exemple 48.8912, 2.4531. Vide : le milieu de la commune.", MaxLength = 40, Check = CheckPosition, Shape = value => Degrees(value) is { } point ? Written(point.Latitude, point.Longitude) : value },
        Line(nameof(Organisation.Website), "Site web", sheet => sheet.Website, (sheet, value) => sheet.Website = Null(value)) with { Check = CheckWeb },
        Line(nameof(Organisation.Email), "Adresse de messagerie de l’organisation", sheet => sheet.Email, (sheet, value) => sheet.Email = Null(value)) with { MaxLength = 254, Check = CheckMail },
        Line(nameof(Organisation.Phone), "Téléphone de l’organisation", sheet => sheet.Phone, (sheet, value) => sheet.Phone = Null(value)) with { MaxLength = 40, Check = CheckPhone, Shape = value => PhoneText.ForPeople(value) ?? value },
        Text(nameof(Organisation.OpeningHours), "Horaires d’ouverture", "Par exemple : du lundi au vendredi 9h-12h et 14h-18h\u00A0; fermé les jours fériés.", Engine.Hours.OpeningHours.MaxLength, sheet => sheet.OpeningHours, (sheet, value) => sheet.OpeningHours = Null(value)) with
        {
            Check = HoursText.Refusal, Shape = HoursText.Kept, Words = HoursWords.Of, Typed = HoursText.Typed,
        },
        Person(nameof(Organisation.ContactName), "Nom de la personne à contacter", sheet => sheet.ContactName, (sheet, value) => sheet.ContactName = Null(value)),
        Person(nameof(Organisation.ContactRole), "Sa fonction", sheet => sheet.ContactRole, (sheet, value) => sheet.ContactRole = Null(value)),
        Person(nameof(Organisation.ContactEmail), "Son adresse de messagerie", sheet => sheet.ContactEmail, (sheet, value) => sheet.ContactEmail = Null(value)) with { MaxLength = 254, Check = CheckMail },
        Person(nameof(Organisation.ContactPhone), "Son téléphone", sheet => sheet.ContactPhone, (sheet, value) => sheet.ContactPhone = Null(value)) with { MaxLength = 40, Check = CheckPhone, Shape = value => PhoneText.ForPeople(value) ?? value },
        .. ReservedFields.Names.Select(Reserve),
        Choice(nameof(Organisation.RhythmMonths), "Nous vous demandons si la fiche est à jour", sheet => sheet.RhythmMonths?.ToString(CultureInfo.InvariantCulture),
            (sheet, value) => sheet.RhythmMonths = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var months) ? months : null,
            _ => [("3", "Tous les trois mois"), ("6", "Tous les six mois"), ("12", "Tous les ans")]) with { IsInternal = true, Hint = "Sans réponse un mois après la demande, la fiche sort de l’annuaire. Rien n’est effacé." },
    ];

    /// <summary>The field that joins latitude, longitude and precision.</summary>
    public const string Position = "Position";

    private static readonly Dictionary<string, SheetField> ByName = All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>What anyone may suggest to change: what everyone can know.</summary>
    public static readonly IReadOnlyList<SheetField> Open = [.. All.Where(field => !field.IsPersonal && !field.IsInternal && !field.Name.StartsWith(ReservedPrefix, StringComparison.Ordinal))];

    public static SheetField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The field that says who sees another one; null where it is for everyone.</summary>
    public static SheetField? ReserveOf(SheetField field) => Find(ReservedPrefix + field.Name);

    /// <summary>The field that this one speaks of, when it says who sees it.</summary>
    public static SheetField? ReservedBy(SheetField field)
        => field.Name.StartsWith(ReservedPrefix, StringComparison.Ordinal) ? Find(field.Name[ReservedPrefix.Length..]) : null;

    private static SheetField Line(string name, string label, Func<Organisation, string?> read, Action<Organisation, string> write)
        => new() { Name = name, Label = label, Read = sheet => read(sheet) ?? "", Write = write };

    private static SheetField Person(string name, string label, Func<Organisation, string?> read, Action<Organisation, string> write)
        => Line(name, label, read, write) with { IsPersonal = true, MaxLength = 120 };

    private static SheetField Text(string name, string label, string hint, int most, Func<Organisation, string?> read, Action<Organisation, string> write)
        => Line(name, label, read, write) with { Kind = SheetFieldKind.Text, Hint = hint, MaxLength = most };

    private static SheetField List(string name, string label, string hint, Func<Organisation, List<string>> read, Action<Organisation, List<string>> write) => new()
    {
        Name = name, Label = label, Hint = hint, Kind = SheetFieldKind.Lines, MaxLength = 3000,
        Read = sheet => SheetField.Joined(read(sheet)), Write = (sheet, value) => write(sheet, [.. SheetField.Items(value)]),
    };

    private static SheetField Choice(
        string name, string label, Func<Organisation, string?> read, Action<Organisation, string> write, Func<Atlas, IReadOnlyList<(string, string)>> options)
        => Line(name, label, read, write) with { Kind = SheetFieldKind.Choice, Options = options };

    private static SheetField Choices(
        string name, string label, Func<Organisation, List<string>> read, Action<Organisation, List<string>> write, Func<Atlas, IReadOnlyList<(string, string)>> options)
        => List(name, label, "", read, write) with { Hint = null, Kind = SheetFieldKind.Choices, Options = options };

    private static SheetField Reserve(string field)
    {
        var isPersonal = ReservedFields.OfPersons.Contains(field);
        return new SheetField
        {
            Name = ReservedPrefix + field, Label = "Qui le voit", Kind = SheetFieldKind.Choice, IsInternal = true, IsRequired = true,
            Read = sheet => sheet.AudienceOf(field).ToString(),
            Write = (sheet, value) =>
            {
                var reserved = new Dictionary<string, Audience>(sheet.Reserved);
                // What is usual is not written down: a sheet nobody restricted holds nothing here.
                if (value == (isPersonal ? nameof(Audience.Organisation) : nameof(Audience.Public))) reserved.Remove(field);
                else reserved[field] = Enum.Parse<Audience>(value);
                sheet.Reserved = reserved;
            },
            Options = _ => [(nameof(Audience.Public), "Tout le monde"), (nameof(Audience.Members), "Qui a un compte"), (nameof(Audience.Organisation), "L’organisation et le manager")],
        };
    }

    private static IReadOnlyList<(string, string)> Terms(Vocabulary vocabulary) => [.. vocabulary.Terms.Select(term => (term.Code, term.Label))];

    private static string? Null(string value) => value.Length == 0 ? null : value;

    private static void WriteRegister(Organisation sheet, string value)
    {
        sheet.Siret = Siret.TryParse(value, out var siret) ? siret.Value : null;
        sheet.Siren = siret is not null ? siret.Value[..9] : Siren.TryParse(value, out var siren) ? siren.Value : null;
    }

    private static string? CheckRegister(string value)
        => Siret.TryParse(value, out _) || Siren.TryParse(value, out _) ? null : "Ce numéro n’existe pas au répertoire : vérifiez ses chiffres. Un SIRET en a 14, un SIREN 9.";

    private static string? ReadPosition(Organisation sheet)
        => sheet is { Precision: "exacte", Latitude: { } latitude, Longitude: { } longitude }
            ? Written(latitude, longitude) : null;

    private static string Written(double latitude, double longitude) => string.Create(CultureInfo.InvariantCulture, $"{latitude:0.######}, {longitude:0.######}");

    private static void WritePosition(Organisation sheet, string value)
    {
        if (Degrees(value) is { } point) (sheet.Latitude, sheet.Longitude, sheet.Precision) = (point.Latitude, point.Longitude, "exacte");
        else if (sheet.Precision == "exacte") (sheet.Latitude, sheet.Longitude, sheet.Precision) = (null, null, "inconnue");
    }

    private static string? CheckPosition(string value) => Degrees(value) is not { } point
        ? "Une position s’écrit en degrés : 48.8912, 2.4531"
        : PositionCheck.Of(point.Latitude, point.Longitude) switch
        {
            PositionVerdict.Sound => null,
            PositionVerdict.Swapped => "La latitude et la longitude semblent inversées.",
            _ => "Ce point est hors de France.",
        };

    private static (double Latitude, double Longitude)? Degrees(string value)
    {
        var parts = value.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) && double.IsFinite(latitude)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && double.IsFinite(longitude)
            ? (latitude, longitude) : null;
    }

    private static string? CheckWeb(string value)
        => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri!.Host.Contains('.', StringComparison.Ordinal)
            ? null : "Une adresse de site commence par https:// et contient un point.";

    private static string? CheckMail(string value) => EmailAddress.TryParse(value, out _) ? null : "Cette adresse n’est pas complète. Exemple : bonjour@association.fr";

    private static string? CheckPhone(string value) => !PhoneText.IsNumber(value) ? "Ce numéro n’existe pas. Exemple : 01 41 60 00 00" : null;
}
