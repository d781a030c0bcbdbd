using Terreau.Engine.Quantities;

namespace Terreau.Web.Exports;

/// <summary>A column of a file people open in a spreadsheet.</summary>
/// <param name="Heading">What stands at its head, in plain French.</param>
/// <param name="Value">
/// What a row holds: a text, a number, a <see cref="DateOnly"/>, a truth, a list of texts, or null.
/// </param>
internal sealed record ExportColumn<T>(string Heading, Func<T, object?> Value)
{
    /// <summary>Its name in an address: "Vérifié le" is "verifie-le".</summary>
    public string Code { get; } = UnicodeText.Words(Heading, '-', isAscii: true);
}
