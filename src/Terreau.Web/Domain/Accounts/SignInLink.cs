using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Terreau.Web.Domain.Accounts;

/// <summary>
/// A way in, sent by mail: a link, and a short code for who reads mail on another device. Good once,
/// for fifteen minutes, in the browser that asked. Only hashes are kept.
/// </summary>
internal sealed class SignInLink
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Wrong codes after which the link is dead: a million codes cannot be tried.</summary>
    public const int MostFailures = 5;

    private const int KeyBytes = 24;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Email { get; init; }
    public required string KeyHash { get; init; }
    public required string CodeHash { get; init; }

    /// <summary>The hash of what the browser that asked keeps in a cookie.</summary>
    public required string BrowserHash { get; init; }

    /// <summary>Where to go once in: a path of this site.</summary>
    public string? Then { get; init; }

    public required DateTime AskedAt { get; init; }
    public DateTime? UsedAt { get; private set; }
    public int Failures { get; private set; }

    public DateTime ExpiresAt => AskedAt + Life;

    /// <summary>Draws a key and a code, and keeps their hashes.</summary>
    public static (SignInLink Link, string Key, string Code) Draw(string email, string browser, string? then, DateTime now)
    {
        var key = NewKey();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        var id = Guid.CreateVersion7();
        var link = new SignInLink
        {
            Id = id, Email = email, KeyHash = HashOf(key), CodeHash = HashOf($"{id}/{code}"), BrowserHash = HashOf(browser), Then = then, AskedAt = now,
        };
        return (link, key, code);
    }

    /// <summary>
    /// Draws a link that proves an address for an account that exists already. Its key is bound to that use: it
    /// signs nobody in, and no code does either.
    /// </summary>
    public static (SignInLink Link, string Key) DrawForAddress(string email, string browser, Guid account, DateTime now)
    {
        var key = NewKey();
        var link = new SignInLink
        {
            Email = email, KeyHash = HashOf(ForAddress(account, key)), CodeHash = HashOf(NewKey()), BrowserHash = HashOf(browser), AskedAt = now,
        };
        return (link, key);
    }

    /// <summary>The key of such a link as <see cref="Present"/> takes it.</summary>
    public static string ForAddress(Guid account, string key) => $"{account}/{key}";

    /// <summary>192 random bits that nobody can guess.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>What happens when somebody presents the key, or the code, from a browser. The first right one uses the link up.</summary>
    public LinkOutcome Present(string? key, string? code, string? browser, DateTime now)
    {
        if (UsedAt is not null) return LinkOutcome.Used;
        if (now >= ExpiresAt) return LinkOutcome.Expired;
        if (Failures >= MostFailures) return LinkOutcome.Wrong;
        var isRight = key is not null ? Same(HashOf(key), KeyHash) : code is not null && Same(HashOf($"{Id}/{code}"), CodeHash);
        if (!isRight)
        {
            Failures++;
            return LinkOutcome.Wrong;
        }
        if (browser is null || !Same(HashOf(browser), BrowserHash)) return LinkOutcome.OtherBrowser;
        UsedAt = now;
        return LinkOutcome.Accepted;
    }

    private static bool Same(string left, string right)
        => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));

    internal sealed class Mapping : IEntityTypeConfiguration<SignInLink>
    {
        public void Configure(EntityTypeBuilder<SignInLink> entity)
        {
            entity.Property(l => l.Email).HasMaxLength(254);
            entity.Property(l => l.KeyHash).HasMaxLength(64);
            entity.Property(l => l.CodeHash).HasMaxLength(64);
            entity.Property(l => l.BrowserHash).HasMaxLength(64);
            entity.Property(l => l.Then).HasMaxLength(500);
            entity.Ignore(l => l.ExpiresAt);
            entity.HasIndex(l => new { l.Email, l.AskedAt });
            entity.HasIndex(l => l.AskedAt);
        }
    }
}

/// <summary>What became of a link that was presented.</summary>
internal enum LinkOutcome { Accepted, Wrong, Expired, Used, OtherBrowser }
