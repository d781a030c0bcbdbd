using System.Diagnostics.CodeAnalysis;

namespace Terreau.Engine.Quantities;

/// <summary>
/// The fourteen-digit number of an establishment in the Sirene register: a Siren and five digits of its own, key checked.
/// </summary>
/// <remarks>
/// Method: INSEE, "Identifiant Siret", Luhn key over the fourteen digits. La Poste (Siren 356 000 000) has more
/// establishments than its keys allow: there the sum of the digits must be a multiple of five. Fourteen zeros pass
/// the Luhn key and are refused.
/// </remarks>
public sealed record Siret
{
    private const string LaPoste = "356000000";

    private Siret(string value)
    {
        Value = value;
        Siren = Siren.Checked(value[..9]);
    }

    /// <summary>Fourteen digits, no space.</summary>
    public string Value { get; }

    /// <summary>The legal unit the establishment belongs to: the first nine digits.</summary>
    public Siren Siren { get; }

    /// <summary>Reads fourteen digits, spaces (hard ones too) and dots between them accepted. False and null on anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Siret? siret)
    {
        siret = RegisterDigits.TryRead(text, 14, out var digits)
            && (RegisterDigits.LuhnHolds(digits)
                || (digits.StartsWith(LaPoste, StringComparison.Ordinal) && digits.Sum(c => c - '0') % 5 == 0))
            ? new Siret(digits)
            : null;
        return siret is not null;
    }

    /// <summary>"130 025 265 00013": the Siren by threes, then the five digits of the establishment.</summary>
    public override string ToString() => $"{Siren}{French.NarrowSpace}{Value[9..]}";
}
