using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Terreau.Web.Domain.Register;

/// <summary>
/// A main activity with the nomenclature it is written in. NAF rév. 2 and NAF 2025 share codes that do not mean the same:
/// a bare code is no fact. INSEE, "nomenclatureActivitePrincipale".
/// </summary>
internal readonly record struct ActivityCode(string Nomenclature, string Code)
{
    public const string Naf2 = "NAFRev2";
    public const string Naf2025 = "NAF2025";
    private const char Between = ':';

    /// <summary>Null where the code or its nomenclature is missing.</summary>
    public static ActivityCode? Of(string? nomenclature, string? code)
        => nomenclature is null || code is null ? null : new ActivityCode(nomenclature, code);

    public override string ToString() => $"{Nomenclature}{Between}{Code}";

    private static ActivityCode Parse(string text)
    {
        var at = text.IndexOf(Between, StringComparison.Ordinal);
        return new ActivityCode(text[..at], text[(at + 1)..]);
    }

    internal sealed class Converter() : ValueConverter<ActivityCode, string>(activity => activity.ToString(), text => Parse(text));
}
