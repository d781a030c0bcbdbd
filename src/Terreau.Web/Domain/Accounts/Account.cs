using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Accounts;

/// <summary>A person who comes in: an address where they get mail, and how they want to be called.</summary>
internal sealed class Account : IJournaled
{
    public const int MaxName = 120;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>In its compared form: one account per address.</summary>
    public required string Email { get; set; }

    /// <summary>Shown to the members of the same organisations and to the manager; empty until said.</summary>
    public string Name { get; private set; } = "";

    public required DateTime CreatedAt { get; init; }

    /// <summary>The identity that ProConnect gives ("sub"); null for those who never came through it.</summary>
    public string? ProConnectId { get; set; }

    /// <summary>The last day they came, to the day: what retention counts from.</summary>
    public DateOnly LastSeenOn { get; set; }

    /// <summary>The day a notice of closing for inactivity was sent; null when none stands.</summary>
    public DateOnly? InactiveNoticeOn { get; set; }

    /// <summary>They object to being written to, save for what they ask for themselves.</summary>
    public bool ObjectsToMail { get; set; }

    public void Call(string name) => Name = name.Trim();

    /// <summary>They came in.</summary>
    public void Enter(DateOnly today) => (LastSeenOn, InactiveNoticeOn) = (today, null);

    internal sealed class Mapping : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> entity)
        {
            entity.IsPrivate();
            entity.Property(a => a.Email).HasMaxLength(254);
            entity.HasIndex(a => a.Email).IsUnique();
            entity.Property(a => a.Name).HasMaxLength(MaxName);
            entity.Property(a => a.ProConnectId).HasMaxLength(255);
            entity.HasIndex(a => a.ProConnectId).IsUnique();
        }
    }
}
