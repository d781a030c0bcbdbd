using System.Globalization;
using Terreau.Engine.Geography;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Domain.Directory;

/// <summary>What a sheet takes as a number, a position, an address of a site or of mail, a phone; and the one way each is kept.</summary>
internal static class ActorChecks
{
    public static void WriteRegister(Organisation sheet, string? value)
    {
        sheet.Siret = Siret.TryParse(value, out var siret) ? siret.Value : null;
        sheet.Siren = siret is not null ? siret.Value[..9] : Siren.TryParse(value, out var siren) ? siren.Value : null;
    }

    public static string RegisterNumber(string value)
        => Siret.TryParse(value, out var siret) ? siret.Value : Siren.TryParse(value, out var siren) ? siren.Value : value;

    public static string? Register(string value) => Siret.TryParse(value, out _) || Siren.TryParse(value, out _)
        ? null : "Ce numéro n’existe pas au répertoire : vérifiez ses chiffres. Un SIRET en a 14, un SIREN 9.";

    public static string? ReadPosition(Organisation sheet)
        => sheet is { Precision: "exacte", Latitude: { } latitude, Longitude: { } longitude } ? Written(latitude, longitude) : null;

    public static void WritePosition(Organisation sheet, string? value)
    {
        if (value is not null && Degrees(value) is var (latitude, longitude))
            (sheet.Latitude, sheet.Longitude, sheet.Precision) = (latitude, longitude, "exacte");
        else if (sheet.Precision == "exacte") (sheet.Latitude, sheet.Longitude, sheet.Precision) = (null, null, "inconnue");
    }

    /// <summary>Who may not have the address has not the point either.</summary>
    public static void ForgetPlace(Organisation sheet)
        => (sheet.Address, sheet.Latitude, sheet.Longitude, sheet.Precision) = (null, null, null, "inconnue");

    public static string PositionInDegrees(string value) => Degrees(value) is { } point ? Written(point.Latitude, point.Longitude) : value;

    public static string? Position(string value) => Degrees(value) is not { } point
        ? "Une position s’écrit en degrés : 48.8912, 2.4531"
        : PositionCheck.Of(point.Latitude, point.Longitude) switch
        {
            PositionVerdict.Sound => null,
            PositionVerdict.Swapped => "La latitude et la longitude semblent inversées.",
            _ => "Ce point est hors de France.",
        };

    public static string? Web(string value)
        => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri!.Host.Contains('.', StringComparison.Ordinal)
            ? null : "Une adresse de site commence par https:// et contient un point.";

    public static string? Mail(string value)
        => EmailAddress.TryParse(value, out _) ? null : "Cette adresse n’est pas complète. Exemple : bonjour@association.fr";

    public static string? Phone(string value) => !PhoneText.IsNumber(value) ? "Ce numéro n’existe pas. Exemple : 01 41 60 00 00" : null;

    public static string PhoneForPeople(string value) => PhoneText.ForPeople(value) ?? value;

    public static int? Months(string? value)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var months) ? months : null;

    private static string Written(double latitude, double longitude)
        => string.Create(CultureInfo.InvariantCulture, $"{latitude:0.######}, {longitude:0.######}");

    private static (double Latitude, double Longitude)? Degrees(string value)
    {
        var parts = value.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) && double.IsFinite(latitude)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && double.IsFinite(longitude)
            ? (latitude, longitude) : null;
    }
}
