using System.Diagnostics.CodeAnalysis;

namespace Terreau.Engine.Quantities;

/// <summary>The nine-digit number of a legal unit in the Sirene register, its Luhn key checked.</summary>
/// <remarks>Method: INSEE, "Identifiant Siren"; the last digit is a Luhn key. Nine zeros pass the key and are refused.</remarks>
public sealed record Siren
{
    private Siren(string value) => Value = value;

    /// <summary>Nine digits, no space.</summary>
    public string Value { get; }

    /// <summary>Reads nine digits, spaces (hard ones too) and dots between them accepted. False and null on anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Siren? siren)
    {
        siren = RegisterDigits.TryRead(text, 9, out var digits) && RegisterDigits.LuhnHolds(digits) ? new Siren(digits) : null;
        return siren is not null;
    }

    /// <summary>"200 057 875", grouped with U+202F.</summary>
    public override string ToString() => French.Grouped(Value);

    internal static Siren Checked(string digits) => new(digits);
}
