using System.Text;
using System.Text.RegularExpressions;
using Terreau.Engine.Quantities;

namespace Terreau.Web.Features.Orientation;

/// <summary>What people type, read as they mean it.</summary>
internal static partial class Typed
{
    /// <summary>The most a project may ask for: beyond, it is a slip of the finger.</summary>
    public const long MostCents = 100_000_000_000;

    /// <summary>The text as typed: line ends made one, ends trimmed, without the control characters that no page can show.</summary>
    public static string Text(string? posted)
    {
        if (string.IsNullOrEmpty(posted)) return "";
        var text = new StringBuilder(posted.Length);
        foreach (var rune in posted.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t') text.Append(rune.ToString());
        }
        return text.ToString().Trim();
    }

    /// <summary>Reads "30 000", "30 000 €", "30k", "30 k€", "1,5 million" as an amount in cents.</summary>
    /// <param name="text">What was typed, not empty.</param>
    /// <param name="cents">The amount, when it is one.</param>
    /// <param name="error">What to change, in one sentence, when it is not.</param>
    public static bool TryAmount(string text, out long cents, out string error)
    {
        cents = 0;
        var match = text.Length <= 40 ? Amount().Match(text) : Match.Empty;
        if (!match.Success || !French.TryParseNumber(match.Groups["number"].Value, out var number))
        {
            error = "Écrivez un montant en chiffres, par exemple 30 000.";
            return false;
        }
        var factor = match.Groups["unit"].Value.ToLowerInvariant() switch { "k" => 1_000m, "m" or "million" or "millions" => 1_000_000m,
            _ => 1m };
        error = number switch
        {
            < 0 => "Un montant ne peut pas être négatif.",
            0 => "Écrivez un montant au-dessus de zéro, ou laissez vide.",
            _ when number > MostCents / 100m / factor => "Ce montant est trop grand. Vérifiez le nombre de zéros.",
            _ => "",
        };
        if (error.Length > 0) return false;
        cents = (long)decimal.Round(number * factor * 100, MidpointRounding.AwayFromZero);
        if (cents == 0) error = "Écrivez un montant au-dessus de zéro, ou laissez vide.";
        return error.Length == 0;
    }

    /// <summary>Reads the day by which something is needed.</summary>
    public static bool TryDay(string text, DateOnly today, out DateOnly day, out string error)
    {
        error = !French.TryParseDate(text, out day) ? "Écrivez une date comme 15/03/2027."
            : day < today ? "Cette date est passée. Choisissez un jour à venir."
            : day > today.AddYears(10) ? "Cette date est trop lointaine. Vérifiez l’année."
            : "";
        return error.Length == 0;
    }

    /// <summary>Reads a SIREN, or the SIREN of a SIRET, spaces or not.</summary>
    public static bool TrySiren(string text, out string? siren, out string error)
    {
        siren = Siren.TryParse(text, out var nine) ? nine.Value : Siret.TryParse(text, out var fourteen) ? fourteen.Siren.Value : null;
        error = siren is null ? "Ce numéro n’est pas un SIREN. Vérifiez les neuf chiffres, ou laissez vide." : "";
        return siren is not null;
    }

    [GeneratedRegex(@"^\s*(?<number>[-−+]?[\d\s.,]*\d)\s*(?<unit>k|m|millions?)?\s*(€|euros?|eur)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Amount();
}
