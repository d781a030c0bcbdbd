using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Terreau.Web.Domain.Accounts;

/// <summary>A browser in which someone is signed in, until it ends or is ended from another one.</summary>
internal sealed class AccountSession
{
    public const int MaxDevice = 80;

    private static readonly TimeSpan Long = TimeSpan.FromDays(30);

    // As long as a session of ProConnect itself; also enough for a working day under a role that decides.
    private static readonly TimeSpan Short = TimeSpan.FromHours(12);

    /// <summary>A session under a role that decides ends after so long without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }
    public required SignInMeans Means { get; init; }

    /// <summary>In words a person recognises: "Firefox sur Windows".</summary>
    public required string Device { get; init; }

    public required DateTime StartedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>What the provider asks to be shown at sign-out; null for other means.</summary>
    public string? IdToken { get; init; }

    /// <summary>True as it opens under a role that decides; the cookie then holds it to <see cref="Idle"/>.</summary>
    public bool Decides { get; private init; }

    public bool IsStrong => Means is SignInMeans.Passkey or SignInMeans.ProConnect;

    public static AccountSession Open(Guid account, SignInMeans means, bool decides, string device, string? idToken, DateTime now) => new()
    {
        AccountId = account, Means = means, Device = device, StartedAt = now, IdToken = idToken,
        Decides = decides, ExpiresAt = now + (decides || means == SignInMeans.ProConnect ? Short : Long),
    };

    public bool IsOpen(DateTime now) => EndedAt is null && now < ExpiresAt;

    public void End(DateTime now) => EndedAt ??= now;

    internal sealed class Mapping : IEntityTypeConfiguration<AccountSession>
    {
        public void Configure(EntityTypeBuilder<AccountSession> entity)
        {
            entity.Property(s => s.Means).HasConversion<string>().HasMaxLength(12);
            entity.Property(s => s.Device).HasMaxLength(MaxDevice);
            entity.Property(s => s.IdToken).HasMaxLength(8000);
            entity.Ignore(s => s.IsStrong);
            entity.Ignore(s => s.Decides);
            entity.HasIndex(s => s.AccountId);
            entity.HasIndex(s => s.ExpiresAt);
            entity.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>How someone proved who they are.</summary>
internal enum SignInMeans { Link, Passkey, ProConnect }
