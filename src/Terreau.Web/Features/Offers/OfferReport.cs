using System.Text;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Features.Offers;

/// <summary>What the report form accepts, and the number it gives back.</summary>
internal static class OfferReport
{
    public const string FormName = "signaler";
    public const string DoneName = "merci";
    private const int Shortest = 5;

    /// <summary>The text as it is kept: ends trimmed, control characters dropped except line ends.</summary>
    public static string Clean(string? message)
        => string.Concat((message ?? "").ReplaceLineEndings("\n").EnumerateRunes()
            .Where(rune => rune.Value == '\n' || !Rune.IsControl(rune)).Select(rune => rune.ToString())).Trim();

    /// <summary>Why a message cannot be sent; null when it can.</summary>
    public static string? Refusal(string message) => message.Length switch
    {
        < Shortest => "Écrivez en quelques mots ce qui ne va pas.",
        > ErrorReport.MaxLength => $"Le message est trop long : {ErrorReport.MaxLength} signes au plus.",
        _ => null,
    };

    public static string Reference(Guid id) => id.ToString("N")[^8..];

    public static bool IsReference(string text) => text.Length == 8 && text.All(char.IsAsciiHexDigitLower);
}
