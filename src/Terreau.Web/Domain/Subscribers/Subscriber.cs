using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Subscribers;

/// <summary>
/// A site or a program of someone we work with: its key gives it a pace of its own, and it may ask to be told of what changes.
/// </summary>
internal sealed class Subscriber : IJournaled
{
    public const int LongestName = 80;
    public const int LongestAddress = 500;

    private const string KeyBegins = "terreau_";
    private const int ShownOfKey = 14;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Name { get; init; }

    public required SecretHash KeyHash { get; init; }

    /// <summary>The first signs of the key, to tell it from another.</summary>
    public required string KeyBeginning { get; init; }

    /// <summary>Calls it may make in a minute.</summary>
    public required int PerMinute { get; init; }

    /// <summary>The last day of the key; null without one.</summary>
    public DateOnly? ExpiresOn { get; init; }

    public required DateTime CreatedAt { get; init; }
    public DateTime? RevokedAt { get; private set; }

    /// <summary>Where it wants to be told; null when it does not.</summary>
    public string? HookAddress { get; private set; }

    /// <summary>What the messages are signed with, sealed by this installation.</summary>
    public string? HookSecret { get; private set; }

    /// <summary>Codes of <see cref="SubscriberEvent"/>.</summary>
    public List<string> HookEvents { get; private set; } = [];

    public bool IsRevoked => RevokedAt is not null;

    public bool HasHook => HookAddress is not null && !IsRevoked;

    /// <summary>Draws a key for a subscriber.</summary>
    public static (Subscriber Subscriber, string Key) Draw(string name, int perMinute, DateOnly? expiresOn, DateTime now)
    {
        var key = KeyBegins + SecretHash.NewKey();
        return (new Subscriber { Name = name, KeyHash = SecretHash.Of(key), KeyBeginning = key[..ShownOfKey], PerMinute = perMinute,
            ExpiresOn = expiresOn, CreatedAt = now }, key);
    }

    public bool IsOver(DateOnly today) => IsRevoked || ExpiresOn < today;

    /// <summary>The key opens nothing more, and nothing more is sent.</summary>
    public void Revoke(Act act)
    {
        RevokedAt ??= act.At;
        StopTelling();
    }

    public void TellAt(string address, string sealedSecret, IEnumerable<string> events)
        => (HookAddress, HookSecret, HookEvents) = (address, sealedSecret, [.. events]);

    public void StopTelling() => (HookAddress, HookSecret, HookEvents) = (null, null, []);

    internal sealed class Mapping : IEntityTypeConfiguration<Subscriber>
    {
        public void Configure(EntityTypeBuilder<Subscriber> entity)
        {
            entity.Property(p => p.Name).HasMaxLength(LongestName);
            // What opens or signs is nothing for the journal, not even as a hash; an address may hold a password of its own.
            entity.Property(p => p.KeyHash).IsPrivate();
            entity.Property(p => p.KeyBeginning).HasMaxLength(20);
            entity.Property(p => p.HookAddress).HasMaxLength(LongestAddress).IsPrivate();
            entity.Property(p => p.HookSecret).HasMaxLength(1000).IsPrivate();
            entity.Ignore(p => p.IsRevoked);
            entity.Ignore(p => p.HasHook);
            entity.HasIndex(p => p.KeyHash).IsUnique();
        }
    }
}

/// <summary>How far a subscriber has come: written too often to be told in the journal.</summary>
internal sealed class SubscriberTrack
{
    public required Guid SubscriberId { get; init; }

    /// <summary>The last day its key was used; null = never.</summary>
    public DateOnly? LastUsedOn { get; set; }

    /// <summary>The last line of the journal that was looked at for it.</summary>
    public long ReadTo { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<SubscriberTrack>
    {
        public void Configure(EntityTypeBuilder<SubscriberTrack> entity)
        {
            entity.HasKey(track => track.SubscriberId);
            entity.HasOne<Subscriber>().WithMany().HasForeignKey(track => track.SubscriberId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
