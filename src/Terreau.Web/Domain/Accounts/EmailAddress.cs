using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Terreau.Web.Domain.Accounts;

/// <summary>
/// An address that a mail can be sent to: "ines.diallo@exemple.fr". The part before the @ is kept as it was
/// typed, because only the receiving server may say that its case does not matter; the domain is in its ASCII
/// form. Two addresses are equal when their lower-case forms are, as every large provider has it.
/// </summary>
/// <remarks>
/// RFC 5321 (October 2008), 4.5.3.1: at most 64 octets before the @, 256 for a path with its brackets, hence 254
/// for the address. RFC 5322 (October 2008), 3.2.3: dot-atom. Quoted local parts, domain literals and local
/// parts outside ASCII (RFC 6531) are refused: hardly any server takes them.
/// </remarks>
internal sealed class EmailAddress : IEquatable<EmailAddress>
{
    public const int MaxLength = 254;
    private const int LongestLocal = 64;

    /// <summary>RFC 5322, 3.2.3: what an atom holds.</summary>
    private static readonly SearchValues<char> AtomSigns =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.");

    private EmailAddress(string value)
    {
        Value = value;
        Normalised = value.ToLowerInvariant();
    }

    /// <summary>The address as a mail server takes it.</summary>
    public string Value { get; }

    /// <summary>The form to compare and to index by.</summary>
    public string Normalised { get; }

    /// <summary>What follows the @, in ASCII and lower case.</summary>
    public string Domain => Normalised[(Normalised.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads an address, spaces around it accepted. False and null on anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        // Only spaces: a line break at the end of an address is an attempt at another header.
        var trimmed = text?.Trim(' ', '\u00a0', '\u202f');
        if (string.IsNullOrEmpty(trimmed) || trimmed.Length > MaxLength) return false;
        var at = trimmed.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at != trimmed.LastIndexOf('@')) return false;
        var local = trimmed[..at];
        if (!IsDotAtom(local) || !TryReadDomain(trimmed[(at + 1)..], out var domain)) return false;
        var value = $"{local}@{domain}";
        if (value.Length > MaxLength) return false;
        address = new EmailAddress(value);
        return true;
    }

    /// <exception cref="FormatException">The text is no address.</exception>
    public static EmailAddress Parse(string text)
        => TryParse(text, out var address) ? address : throw new FormatException($"« {text} » n’est pas une adresse de messagerie.");

    public bool Equals(EmailAddress? other) => other is not null && Normalised == other.Normalised;

    public override bool Equals(object? obj) => Equals(obj as EmailAddress);

    public override int GetHashCode() => Normalised.GetHashCode(StringComparison.Ordinal);

    public static bool operator ==(EmailAddress? left, EmailAddress? right) => Equals(left, right);

    public static bool operator !=(EmailAddress? left, EmailAddress? right) => !Equals(left, right);

    public override string ToString() => Value;

    private static bool IsDotAtom(string local)
        => local.Length <= LongestLocal
            && !local.AsSpan().ContainsAnyExcept(AtomSigns)
            && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);

    /// <summary>A public domain has two labels at least; IDNA turns accents into ASCII and refuses what no domain holds.</summary>
    private static bool TryReadDomain(string text, out string domain)
    {
        domain = "";
        if (text.Length == 0 || text.Any(sign => char.IsWhiteSpace(sign) || char.IsControl(sign))) return false;
        try
        {
            domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }
        var labels = domain.Split('.');
        return labels.Length >= 2 && labels.All(label => label.Length is > 0 and <= 63) && !labels[^1].All(char.IsAsciiDigit);
    }

    /// <summary>
    /// Keeps the address as it is sent to. What must be found or unique is a column of its own, <see cref="Normalised"/>.
    /// </summary>
    internal sealed class Converter() : ValueConverter<EmailAddress, string>(address => address.Value, text => Parse(text));
}
