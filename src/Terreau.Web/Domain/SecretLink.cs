using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Terreau.Web.Domain;

/// <summary>
/// What is kept of a secret that was drawn here and shown once, in a link, a cookie or on a page: its SHA-256, so that whoever
/// reads the database opens nothing. Bound to something (an account, a number), it opens that and nothing else.
/// </summary>
internal readonly record struct SecretHash
{
    public const int Length = 64;

    private const int KeyBytes = 24;
    private readonly string? text;

    private SecretHash(string text) => this.text = text;

    /// <summary>192 random bits that nobody can guess, as 48 signs.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Whether a text could have been drawn: a search is spared for all others.</summary>
    public static bool IsKey(string? text)
        => text is { Length: KeyBytes * 2 } && text.All(sign => sign is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    public static SecretHash Of(string secret, string? boundTo = null)
        => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(boundTo is null ? secret : $"{boundTo}/{secret}"))));

    /// <summary>Whether this is the secret; takes as long for a wrong one as for the right one.</summary>
    public bool Fits(string? shown, string? boundTo = null)
        => shown is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(ToString()), Encoding.ASCII.GetBytes(Of(shown, boundTo).ToString()));

    public override string ToString() => text ?? "";

    internal sealed class Converter() : ValueConverter<SecretHash, string>(hash => hash.ToString(), text => new SecretHash(text));
}

/// <summary>A link that was sent to someone: good for a time, once.</summary>
internal interface ISecretLink
{
    SecretHash KeyHash { get; }
    DateTime ExpiresAt { get; }
    DateTime? UsedAt { get; }
}

/// <summary>What became of a link that was presented.</summary>
internal enum LinkOutcome
{
    Accepted,
    Wrong,
    Expired,
    Used,
    OtherBrowser,

    /// <summary>Too many wrong codes were tried: its code serves no more, the link does.</summary>
    NoMoreCode,
}

internal static class SecretLinks
{
    /// <summary>Why a link serves no more, whoever presents it; null while it does.</summary>
    public static LinkOutcome? Ending(this ISecretLink link, DateTime now)
        => link.UsedAt is not null ? LinkOutcome.Used : now >= link.ExpiresAt ? LinkOutcome.Expired : null;

    /// <summary>What happens when somebody presents a key. To use the link up is the caller's.</summary>
    public static LinkOutcome Judge(this ISecretLink link, string? key, DateTime now)
        => !link.KeyHash.Fits(key) ? LinkOutcome.Wrong : link.Ending(now) ?? LinkOutcome.Accepted;
}
