using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Terreau.Web.Domain.Accounts;

/// <summary>
/// A way in, sent by mail: a link, and a short code for who reads mail on another device. Good once,
/// for fifteen minutes, in the browser that asked. Only hashes are kept.
/// </summary>
internal sealed class SignInLink : ISecretLink
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Wrong codes after which the code of a link is dead; the link, which nobody can guess, still serves.</summary>
    public const int MostFailures = 5;

    /// <summary>
    /// Wrong codes for one address in a day, over all its links: whoever asks for new ones has one chance in a hundred thousand a day.
    /// </summary>
    public const int MostFailuresADay = 10;

    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Email { get; init; }
    public required SecretHash KeyHash { get; init; }
    public required SecretHash CodeHash { get; init; }

    /// <summary>The hash of what the browser that asked keeps in a cookie.</summary>
    public required SecretHash BrowserHash { get; init; }

    /// <summary>Where to go once in: a path of this site.</summary>
    public string? Then { get; init; }

    public required DateTime AskedAt { get; init; }
    public DateTime? UsedAt { get; private set; }

    /// <summary>Wrong codes that were tried.</summary>
    public int Failures { get; private set; }

    public DateTime ExpiresAt => AskedAt + Life;

    /// <summary>Draws a key and a code, and keeps their hashes.</summary>
    public static (SignInLink Link, string Key, string Code) Draw(string email, string browser, string? then, DateTime now)
    {
        var key = SecretHash.NewKey();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        var id = Guid.CreateVersion7();
        var link = new SignInLink
        {
            Id = id, Email = email, KeyHash = SecretHash.Of(key), CodeHash = SecretHash.Of(code, $"{id}"),
            BrowserHash = SecretHash.Of(browser), Then = then, AskedAt = now,
        };
        return (link, key, code);
    }

    /// <summary>
    /// Draws a link that proves an address for an account that exists already. Its key is bound to that use: it
    /// signs nobody in, and no code does either.
    /// </summary>
    public static (SignInLink Link, string Key) DrawForAddress(string email, string browser, Guid account, DateTime now)
    {
        var key = SecretHash.NewKey();
        var link = new SignInLink
        {
            Email = email, KeyHash = SecretHash.Of(key, $"{account}"), CodeHash = SecretHash.Of(SecretHash.NewKey()),
            BrowserHash = SecretHash.Of(browser), AskedAt = now,
        };
        return (link, key);
    }

    /// <summary>What happens when somebody presents the key, or the code, from a browser. The first right one uses the link up.</summary>
    /// <param name="failures">Wrong codes of the day for this address, over all its links; nothing for a key.</param>
    /// <param name="account">The account of a link that proves an address; null for one that signs in.</param>
    public LinkOutcome Present(string? key, string? code, string? browser, DateTime now, int failures = 0, Guid? account = null)
    {
        if (this.Ending(now) is { } ending) return ending;
        if (key is null)
        {
            if (Failures >= MostFailures || failures >= MostFailuresADay) return LinkOutcome.NoMoreCode;
            if (!CodeHash.Fits(code, $"{Id}"))
            {
                Failures++;
                return LinkOutcome.Wrong;
            }
        }
        else if (!KeyHash.Fits(key, account?.ToString())) return LinkOutcome.Wrong;
        if (!BrowserHash.Fits(browser)) return LinkOutcome.OtherBrowser;
        UsedAt = now;
        return LinkOutcome.Accepted;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<SignInLink>
    {
        public void Configure(EntityTypeBuilder<SignInLink> entity)
        {
            entity.Property(l => l.Email).HasMaxLength(254);
            entity.Property(l => l.Then).HasMaxLength(500);
            entity.Ignore(l => l.ExpiresAt);
            entity.HasIndex(l => new { l.Email, l.AskedAt });
            entity.HasIndex(l => l.AskedAt);
        }
    }
}
