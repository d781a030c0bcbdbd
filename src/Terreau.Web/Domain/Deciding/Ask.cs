using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Domain.Deciding;

/// <summary>A question that was sent by mail to someone about something, with a link that answers it once.</summary>
internal sealed class Ask : ISecretLink
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The code of the <see cref="Question"/>.</summary>
    public required string Question { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>Who is asked: the answer is their act, with the rights they have that day.</summary>
    public required Guid AccountId { get; init; }

    public required SecretHash KeyHash { get; init; }
    public required DateTime AskedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public DateTime? UsedAt { get; private set; }

    public void Use(Act act) => UsedAt = act.At;

    internal sealed class Mapping : IEntityTypeConfiguration<Ask>
    {
        public void Configure(EntityTypeBuilder<Ask> entity)
        {
            entity.ToTable("Asks");
            entity.Property(a => a.Question).HasMaxLength(40);
            entity.HasIndex(a => a.ExpiresAt);
            entity.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A kind of question: what it shows, and the verb that its answer says. An area adds one as a service.</summary>
internal abstract class Question
{
    /// <summary>As kept with each <see cref="Ask"/>.</summary>
    public abstract string Code { get; }

    /// <summary>How long the link of a mail answers.</summary>
    public abstract TimeSpan Life { get; }

    /// <summary>What is shown to whoever holds the link; null where nothing is to be asked of this person any more.</summary>
    public abstract Task<AskedQuestion?> ShowAsync(Guid subject, User who, CancellationToken cancel);

    /// <summary>Says the verb. The caller saves, with the command of the answer.</summary>
    /// <param name="answer">The code of one of the answers that are shown.</param>
    /// <returns>Where to go then: a path of this site.</returns>
    public abstract Task<string> AnswerAsync(Guid subject, string answer, User who, Act act, CancellationToken cancel);

    /// <summary>Puts the question to someone, in the caller's unit of work.</summary>
    /// <returns>What makes the link of the mail, which is kept nowhere else.</returns>
    public (Guid Ask, string Key) Put(TerreauDb db, Guid subject, Guid account, Act act)
    {
        var key = SecretHash.NewKey();
        var ask = new Ask
        {
            Question = Code, SubjectId = subject, AccountId = account, KeyHash = SecretHash.Of(key), AskedAt = act.At,
            ExpiresAt = act.At + Life,
        };
        db.Asks.Add(ask);
        return (ask.Id, key);
    }
}

/// <summary>A question in words.</summary>
internal sealed record AskedQuestion
{
    public required string Title { get; init; }
    public required string Lead { get; init; }

    /// <summary>What it is about, as everyone may read it: a mail is passed on.</summary>
    public IReadOnlyList<(string Label, string Value)> Facts { get; init; } = [];

    /// <summary>The code of each answer, its button, and the act as the journal says it.</summary>
    public required IReadOnlyList<(string Code, string Label, string Command)> Answers { get; init; }

    /// <summary>Where to go instead of answering.</summary>
    public (string Label, string Href)? Otherwise { get; init; }
}
