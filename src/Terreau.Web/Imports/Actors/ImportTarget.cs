using System.Globalization;
using System.Text.RegularExpressions;
using Terreau.Engine.Geography;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Imports.Actors;

/// <summary>What a column of a file can say of an actor.</summary>
internal sealed partial class ImportTarget
{
    private ImportTarget(string code, string label, params string[] names) => (Code, Label, Names) = (code, label, names);

    private static ImportTarget Of(string name, Func<string, bool>? shape = null, bool isTelling = false, bool isMany = false)
    {
        var field = SheetFields.Find(name)!;
        return new(field.Imported!.Code, field.Imported.Label, field.Imported.Names)
        {
            Field = name, Shape = shape, IsTelling = isTelling, IsMany = isMany || field.IsList,
        };
    }

    /// <summary>Its name in saved mappings and addresses.</summary>
    public string Code { get; }

    /// <summary>What people read.</summary>
    public string Label { get; }

    /// <summary>Headings under which files have it, in small letters without accents; the surest first.</summary>
    public string[] Names { get; }

    /// <summary>Whether a value has the shape of this; null when any text could be it.</summary>
    public Func<string, bool>? Shape { get; private init; }

    /// <summary>True when the shape alone tells it from all others, whatever the heading says.</summary>
    public bool IsTelling { get; private init; }

    /// <summary>True when several columns may be joined into it, in their order.</summary>
    public bool IsMany { get; private init; }

    /// <summary>The field of the sheet it fills; null when it serves to find one.</summary>
    public string? Field { get; private init; }

    public static readonly ImportTarget Key = new("cle", "Identifiant dans ce fichier", "id", "identifiant", "uid", "code", "typo uid",
        "id structure", "id lieumed", "reference", "id court") { Shape = text => text.Length <= 80 };
    public static readonly ImportTarget Name = Of(nameof(Organisation.Name), text => text.Any(char.IsLetter));
    public static readonly ImportTarget Acronym = Of(nameof(Organisation.Acronym), text => text.Length <= 30);
    public static readonly ImportTarget Register = Of(nameof(Organisation.Siret), IsRegister, isTelling: true);
    public static readonly ImportTarget Street = Of(nameof(Organisation.Address), isMany: true);
    public static readonly ImportTarget Complement = new("complement", "Complément d’adresse", "complement adresse", "complement d adresse",
        "comp adresse", "adresse 2", "complement") { IsMany = true };
    public static readonly ImportTarget PostCode = new("code-postal", "Code postal", "code postal", "cp", "postal code", "zip",
        "code postale") { Shape = IsPostCode };
    public static readonly ImportTarget Commune = new("commune", "Commune", "commune", "ville", "nom commune", "localite", "city",
        "municipalite") { Shape = text => text.Any(char.IsLetter) && text.Length <= 80 };
    public static readonly ImportTarget Insee = new("code-insee", "Code INSEE de la commune", "code insee", "insee", "code commune",
        "codgeo", "depcom", "insee com", "code officiel geographique") { Shape = IsPostCode };
    // Which of X and Y is the latitude, people often take wrong: both headings stand for both, and what is held decides.
    public static readonly ImportTarget Latitude = new("latitude", "Latitude", "latitude", "lat", "y", "coord y", "coordonnee y", "geo lat",
        "y wgs84", "coord x", "coordonnee x", "x") { Shape = IsLatitude };
    public static readonly ImportTarget Longitude = new("longitude", "Longitude", "longitude", "lon", "lng", "long", "x", "coord x",
        "coordonnee x", "geo lon", "x wgs84", "coord y", "coordonnee y", "y") { Shape = IsLongitude };
    public static readonly ImportTarget Point = new("point", "Latitude et longitude ensemble", "coordonnees", "geo point", "geopoint",
        "position", "geometry coordinates", "coordonnees gps", "gps", "point geo") { Shape = text => Degrees(text) is not null,
        IsTelling = true };
    public static readonly ImportTarget Website = Of(nameof(Organisation.Website), IsWeb);
    public static readonly ImportTarget Email = Of(nameof(Organisation.Email), text => EmailAddress.TryParse(First(text), out _),
        isTelling: true);
    public static readonly ImportTarget Phone = Of(nameof(Organisation.Phone), IsPhone, isTelling: true);
    public static readonly ImportTarget Hours = Of(nameof(Organisation.OpeningHours), text => text.Any(char.IsAsciiDigit));
    public static readonly ImportTarget Summary = Of(nameof(Organisation.Summary));
    public static readonly ImportTarget Description = Of(nameof(Organisation.Description));
    public static readonly ImportTarget Proposes = Of(nameof(Organisation.Proposes));
    public static readonly ImportTarget Labels = Of(nameof(Organisation.Labels));
    public static readonly ImportTarget Filiere = Of(nameof(Organisation.Filieres));
    public static readonly ImportTarget Roles = Of(nameof(Organisation.Roles));
    public static readonly ImportTarget UpdatedOn = new("mis-a-jour", "Date de mise à jour", "date maj", "date de mise a jour", "dat maj",
        "derniere maj", "mis a jour le", "date mise a jour", "updated at", "date modification") { Shape = IsDate };

    // What is special to none of these is read as its field is kept.
    private static readonly ImportTarget[] Named =
    [
        Key, Name, Acronym, Register, Summary, Description, Proposes, Labels, Filiere, Roles, Street, Complement, PostCode, Commune, Insee,
        Latitude, Longitude, Point, Website, Email, Phone, Hours, UpdatedOn,
    ];

    /// <summary>All of them, in the order of the form.</summary>
    public static readonly IReadOnlyList<ImportTarget> All =
    [
        .. Named,
        .. SheetFields.All.Where(field => field.Imported is not null
            && !Array.Exists(Named, target => target.Field == field.Name)).Select(field => Of(field.Name)),
    ];

    public static ImportTarget? Find(string? code) => All.FirstOrDefault(target => target.Code == code);

    /// <summary>A number as people write it: "21 667,00 €", "46.21"; null when it is none.</summary>
    public static double? Number(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
            return double.IsFinite(plain) ? plain : null;
        var bare = string.Concat(text.Where(sign => !char.IsWhiteSpace(sign)
            && sign is not ('\u00A0' or '\u202F' or '€' or '\''))).Replace(',', '.');
        return bare.Length > 0 && double.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;
    }

    /// <summary>A day in one of the usual ways; null when it is none.</summary>
    public static DateOnly? Day(string text)
    {
        var day = text.Trim().Split(' ', 'T')[0];
        return DateOnly.TryParseExact(day, ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "yyyy/MM/dd", "yyyyMMdd"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var found)
            && found.Year is >= 1900 and <= 2100 ? found : null;
    }

    /// <summary>"48.89, 2.45", "48,89 2,45", or longitude first as GeoJSON has it; null when it is no point of France.</summary>
    public static (double Latitude, double Longitude)? Degrees(string text)
    {
        var bare = text.Trim('[', ']', '(', ')', ' ');
        var parts = bare.Split([';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // "48,9" alone is a number of ours; a comma parts two numbers only where the point marks their decimals.
        if (parts.Length != 2) parts = bare.Split(',') is [var one, var other] && one.Contains('.', StringComparison.Ordinal)
            && other.Contains('.', StringComparison.Ordinal) ? [one, other] : [];
        if (parts.Length != 2 || Number(parts[0].TrimEnd(',')) is not { } first
            || Number(parts[1].TrimEnd(',')) is not { } second) return null;
        return PositionCheck.Of(first, second) switch
        {
            PositionVerdict.Sound => (first, second),
            PositionVerdict.Swapped => (second, first),
            _ => null,
        };
    }

    /// <summary>Of several values in one cell, the first.</summary>
    public static string First(string text)
        => text.AsSpan().IndexOfAny(";\n |") < 0 ? text.Trim()
            : text.Split([';', '\n', ' ', '|'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";

    private static bool IsRegister(string text) => Siret.TryParse(text, out _) || Siren.TryParse(text, out _);

    // A spreadsheet takes the zero away from "01000".
    private static bool IsPostCode(string text) => Postal().IsMatch(text.Trim());

    // Degrees of France, or Lambert 93 in metres. Longitudes of the Indian Ocean are latitudes of the mainland too: left to headings.
    private static bool IsLatitude(string text)
        => Number(text) is (>= 41 and <= 51.6) or (>= 14 and <= 17) or (>= -22 and <= -12) or (>= 6_000_000 and <= 7_200_000);

    private static bool IsLongitude(string text)
        => Number(text) is (>= -5.5 and <= 9.8) or (>= -62 and <= -51) or (>= 90_000 and <= 1_300_000);

    private static bool IsWeb(string text) => First(text) is var one && one.Contains('.', StringComparison.Ordinal)
        && !one.Contains('@', StringComparison.Ordinal) && Web().IsMatch(one);

    private static bool IsPhone(string text) => Telephone().IsMatch(text.Trim());

    private static bool IsDate(string text) => Day(text) is not null;

    [GeneratedRegex("^[0-9AB]{4,5}$")]
    private static partial Regex Postal();

    [GeneratedRegex(@"^(https?://)?[\w-]+(\.[\w-]+)+([/?#].*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Web();

    [GeneratedRegex(@"^(\+|00)?\(?[0-9]{1,3}\)?([ .\-/]?[0-9]){7,12}")]
    private static partial Regex Telephone();
}
