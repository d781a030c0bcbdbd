using System.Globalization;
using Terreau.Engine.Duplicates;
using Terreau.Engine.Quantities;

namespace Terreau.Web.Domain.Directory;

/// <summary>Sheets as the search for duplicates reads them.</summary>
internal static class DuplicateRecords
{
    /// <summary>The key of what is not in the directory yet.</summary>
    private const string Unwritten = "brouillon";

    public static string KeyOf(Guid sheet) => sheet.ToString("D");

    /// <summary>A sheet, with all that this copy of it holds: hand in one already seen by an audience to tell no more.</summary>
    /// <returns>Null when it cannot be compared: no name, or a SIRET that is not of its SIREN.</returns>
    public static DuplicateRecord? Of(Organisation sheet)
    {
        if (string.IsNullOrWhiteSpace(sheet.Name)) return null;
        var siren = SirenOf(sheet.Siren);
        var siret = SiretOf(sheet.Siret);
        if (siret is not null && siren is not null && siret.Siren != siren) return null;
        return new DuplicateRecord
        {
            Key = KeyOf(sheet.Id), Name = sheet.Name, Acronym = sheet.Acronym, Aliases = [.. sheet.Aliases], Siren = siren, Siret = siret,
            Communes = [.. sheet.Communes, .. sheet.OutsideCommunes], Address = sheet.Address,
            Latitude = sheet.Latitude, Longitude = sheet.Longitude, IsExact = sheet.Precision == "exacte",
            Website = sheet.Website, Phone = sheet.Phone, EmailDomain = sheet.Email,
        };
    }

    /// <summary>A sheet being written; null while it has no name. What is not readable yet is left out.</summary>
    public static DuplicateRecord? Of(SheetDraft draft)
    {
        if (string.IsNullOrWhiteSpace(draft[nameof(Organisation.Name)])) return null;
        var siren = SirenOf(draft[nameof(Organisation.Siret)]);
        var siret = SiretOf(draft[nameof(Organisation.Siret)]);
        var point = Point(draft[SheetFields.Position]);
        return new DuplicateRecord
        {
            Key = Unwritten, Name = draft[nameof(Organisation.Name)], Acronym = draft[nameof(Organisation.Acronym)],
            Aliases = [.. SheetField.Items(draft[nameof(Organisation.Aliases)])], Siren = siren, Siret = siret,
            Communes = [.. SheetField.Items(draft[nameof(Organisation.Communes)])], Address = draft[nameof(Organisation.Address)],
            Latitude = point?.Latitude, Longitude = point?.Longitude, IsExact = point is not null,
            Website = draft[nameof(Organisation.Website)], Phone = draft[nameof(Organisation.Phone)],
            EmailDomain = draft[nameof(Organisation.Email)],
        };
    }

    /// <summary>The legal unit of a sheet; null when no number is known.</summary>
    public static string? LegalUnitOf(Organisation sheet) => sheet.Siret is { Length: 14 } siret ? siret[..9] : sheet.Siren;

    private static Siren? SirenOf(string? text) => Siren.TryParse(text, out var siren) ? siren : null;

    private static Siret? SiretOf(string? text) => Siret.TryParse(text, out var siret) ? siret : null;

    private static (double Latitude, double Longitude)? Point(string text)
        => text.Split(',') is [var first, var second]
            && double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            && double.TryParse(second, NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            ? (latitude, longitude) : null;
}
