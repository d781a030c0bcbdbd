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

    /// <summary>Wrong codes after which the link is dead: a million codes cannot be tried.</summary>
    public const int MostFailures = 5;

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
    /// <param name="account">The account of a link that proves an address; null for one that signs in.</param>
    public LinkOutcome Present(string? key, string? code, string? browser, DateTime now, Guid? account = null)
    {
        if (this.Ending(now) is { } ending) return ending;
        if (Failures >= MostFailures) return LinkOutcome.Wrong;
        var isRight = key is not null ? KeyHash.Fits(key, account?.ToString()) : CodeHash.Fits(code, $"{Id}");
        if (!isRight)
        {
            Failures++;
            return LinkOutcome.Wrong;
        }
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
