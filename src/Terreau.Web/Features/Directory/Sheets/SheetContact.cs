using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Features.Directory.Sheets;

/// <summary>How to reach an organisation, as far as this reader may see: the sheet must have been cut to their audience before.</summary>
internal static class SheetContact
{
    public static bool IsThere(Organisation seen)
        => seen.Email is not null || seen.Phone is not null || seen.ContactName is not null || seen.ContactRole is not null
            || seen.ContactEmail is not null || seen.ContactPhone is not null;

    public static IReadOnlyList<(string Label, string Text, string? Href)> Lines(Organisation seen)
    {
        (string Label, string? Text, string? Href)[] lines =
        [
            ("Messagerie de l’organisation", seen.Email, Mail(seen.Email)),
            ("Téléphone de l’organisation", seen.Phone, Call(seen.Phone)),
            ("Personne à contacter", seen.ContactName, null),
            ("Sa fonction", seen.ContactRole, null),
            ("Sa messagerie", seen.ContactEmail, Mail(seen.ContactEmail)),
            ("Son téléphone", seen.ContactPhone, Call(seen.ContactPhone)),
        ];
        return [.. lines.Where(line => !string.IsNullOrWhiteSpace(line.Text)).Select(line => (line.Label, line.Text!, line.Href))];
    }

    private static string? Mail(string? address)
        => address is null ? null : $"mailto:{Uri.EscapeDataString(address).Replace("%40", "@", StringComparison.Ordinal)}";

    private static string? Call(string? number)
        => number is null ? null : $"tel:{string.Concat(number.Where(sign => char.IsAsciiDigit(sign) || sign == '+'))}";
}
