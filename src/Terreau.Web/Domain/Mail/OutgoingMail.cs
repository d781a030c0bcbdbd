using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Domain.Mail;

/// <summary>
/// A mail that was put in the outbox with the change it tells of. It waits for its turn, is tried, and ends
/// sent, bounced or given up. A try is noted before it begins: a crash in the middle is then seen, and the
/// mail leaves again under the same Message-Id.
/// </summary>
internal sealed class OutgoingMail : IJournaled
{
    private const int LongestReason = 500;

    /// <summary>How long to wait after the first try that failed, after the second, and so on; then it is given up.</summary>
    private static readonly TimeSpan[] Patience =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>One per person, object and event.</summary>
    public required string Key { get; init; }

    /// <summary>Null once erased.</summary>
    public EmailAddress? To { get; private set; }

    /// <summary>The normalised form of <see cref="To"/>, to find what was sent to someone; null once erased.</summary>
    public string? Recipient { get; private set; }

    /// <summary>Empty once erased.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Empty once erased.</summary>
    public string Text { get; private set; } = "";

    public DateTime CreatedAt { get; private init; }
    public DateTime? NotBefore { get; private init; }
    public DateTime? SentAt { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>When it is due, or due again; null when nothing more will be tried.</summary>
    public DateTime? NextTryAt { get; private set; }

    /// <summary>The beginning of the try under way; still there after a crash.</summary>
    public DateTime? TryingSince { get; private set; }

    public string? LastError { get; private set; }
    public DateTime? BouncedAt { get; private set; }
    public string? BounceReason { get; private set; }
    public DateTime? ErasedAt { get; private set; }

    /// <summary>Every try failed: nothing more happens unless someone tries it again.</summary>
    public bool GivenUp => SentAt is null && BouncedAt is null && ErasedAt is null && NextTryAt is null;

    public static OutgoingMail Of(Letter letter, Act act) => new()
    {
        Key = letter.Key, To = letter.To, Recipient = letter.To.Normalised, Subject = letter.Subject, Text = letter.Text,
        CreatedAt = act.At, NotBefore = letter.NotBefore, NextTryAt = letter.NotBefore ?? act.At,
    };

    /// <summary>A try begins. Should nobody say how it ended, the mail is due again later.</summary>
    public void Try(Act act)
    {
        if (NextTryAt is null) throw new InvalidOperationException("This mail is not to be sent.");
        Attempts++;
        TryingSince = act.At;
        NextTryAt = act.At + Patience[Math.Min(Attempts, Patience.Length) - 1];
    }

    /// <summary>The server took it.</summary>
    public void Send(Act act)
    {
        SentAt = act.At;
        NextTryAt = TryingSince = null;
        LastError = null;
    }

    /// <summary>The try failed for a cause that may pass.</summary>
    public void Fail(string reason, Act act)
    {
        TryingSince = null;
        // Erased while it travelled: there is nothing left to send.
        if (ErasedAt is not null) return;
        LastError = Short(reason);
        NextTryAt = Attempts > Patience.Length ? null : act.At + Patience[Attempts - 1];
    }

    /// <summary>The address or the mail is refused for good, at once or by a report that came back.</summary>
    public void Bounce(string reason, Act act)
    {
        BouncedAt ??= act.At;
        // A server's answer often repeats the address.
        BounceReason ??= ErasedAt is null ? Short(reason) : "";
        NextTryAt = TryingSince = null;
    }

    /// <summary>A mail given up is due again, with all its tries.</summary>
    public void TryAgain(Act act)
    {
        if (!GivenUp) throw new InvalidOperationException("Only a mail given up is tried again.");
        Attempts = 0;
        NextTryAt = act.At;
    }

    /// <summary>
    /// What was written, to whom, and what servers said of it, are gone; that something of this key was put
    /// remains, so that it is not sent anew. A mail that still waited will not leave.
    /// </summary>
    public void Erase(Act act)
    {
        To = null;
        Recipient = LastError = null;
        Subject = Text = "";
        if (BounceReason is not null) BounceReason = "";
        NextTryAt = TryingSince = null;
        ErasedAt ??= act.At;
    }

    /// <summary>One line of what a server said: it may say anything.</summary>
    private static string Short(string reason)
    {
        var line = string.Concat(reason.Take(LongestReason).Select(sign => char.IsControl(sign) || char.IsSurrogate(sign) ? ' ' : sign));
        return line.Trim();
    }

    internal sealed class Mapping : IEntityTypeConfiguration<OutgoingMail>
    {
        public void Configure(EntityTypeBuilder<OutgoingMail> entity)
        {
            // To whom and what is written belongs to the person: the journal keeps the act only.
            entity.IsPrivate();
            entity.Property(m => m.Key).HasMaxLength(Letter.LongestKey);
            entity.Property(m => m.To).HasConversion<EmailAddress.Converter>().HasMaxLength(EmailAddress.MaxLength);
            entity.Property(m => m.Recipient).HasMaxLength(EmailAddress.MaxLength);
            entity.Property(m => m.Subject).HasMaxLength(Letter.LongestSubject);
            entity.Property(m => m.Text).HasMaxLength(Letter.LongestText);
            entity.Property(m => m.LastError).HasMaxLength(LongestReason);
            entity.Property(m => m.BounceReason).HasMaxLength(LongestReason);
            entity.Ignore(m => m.GivenUp);
            entity.HasIndex(m => m.Key).IsUnique();
            entity.HasIndex(m => m.NextTryAt);
            entity.HasIndex(m => m.Recipient);
        }
    }
}
