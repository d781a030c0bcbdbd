using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Terreau.Web.Domain.Subscribers;

/// <summary>
/// A message to a subscriber's address. Those of one subscriber leave in the order of the journal: while one is tried again the next ones
/// wait; once it is given up they go on. A try is noted before it begins, so that a crash makes it leave twice rather than never.
/// </summary>
internal sealed class HookDelivery
{
    private const int LongestReason = 300;

    /// <summary>How long to wait after the first try that failed, after the second, and so on; then it is given up.</summary>
    private static readonly TimeSpan[] Patience =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    /// <summary>How many tries there are in all.</summary>
    public static int MostAttempts => Patience.Length + 1;

    /// <summary>Said to the subscriber with each try: what came twice has the same.</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid SubscriberId { get; init; }

    /// <summary>The line of the journal it tells of.</summary>
    public required long Line { get; init; }

    public required string Event { get; init; }

    /// <summary>What is sent, to the letter: what is signed.</summary>
    public required string Body { get; set; }

    public required DateTime CreatedAt { get; init; }
    public int Attempts { get; private set; }

    /// <summary>When it is due, or due again; null when nothing more will be tried.</summary>
    public required DateTime? NextTryAt { get; set; }

    public DateTime? TakenAt { get; private set; }
    public DateTime? GivenUpAt { get; private set; }
    public string? LastError { get; private set; }

    /// <summary>A try begins. Should nobody say how it ended, it is due again later.</summary>
    public void Try(DateTime now)
    {
        if (NextTryAt is null) throw new InvalidOperationException("This message is not to be sent.");
        Attempts++;
        NextTryAt = now + Patience[Math.Min(Attempts, Patience.Length) - 1];
    }

    public void Take(DateTime now) => (TakenAt, NextTryAt, LastError) = (now, null, null);

    public void Fail(string reason, DateTime now)
    {
        LastError = reason.Length <= LongestReason ? reason : reason[..LongestReason];
        if (Attempts < MostAttempts) NextTryAt = now + Patience[Attempts - 1];
        else (NextTryAt, GivenUpAt) = (null, now);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<HookDelivery>
    {
        public void Configure(EntityTypeBuilder<HookDelivery> entity)
        {
            entity.Property(d => d.Event).HasMaxLength(40);
            entity.Property(d => d.LastError).HasMaxLength(LongestReason);
            entity.HasIndex(d => new { d.SubscriberId, d.Line }).IsUnique();
            entity.HasIndex(d => d.CreatedAt);
            entity.HasOne<Subscriber>().WithMany().HasForeignKey(d => d.SubscriberId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
