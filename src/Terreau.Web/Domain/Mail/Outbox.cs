using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Mail;

/// <summary>
/// Where a feature puts what it wants to tell someone. The mail is saved with the change it tells of, all or
/// nothing, and leaves by itself afterwards.
/// </summary>
internal static class Outbox
{
    /// <summary>
    /// Puts a letter in the caller's unit of work: it is kept when the caller saves, and is sent once only for
    /// each key. Where a mail of that key was put before, by anyone, the caller's save leaves this one aside.
    /// </summary>
    public static void Put(this TerreauDb db, Letter letter, Act act)
    {
        if (db.OutgoingMails.Local.Any(mail => mail.Key == letter.Key)) return;
        db.OutgoingMails.Add(OutgoingMail.Of(letter, act));
    }

    /// <summary>
    /// Leaves aside the mails about to be saved whose key is taken. Called while nobody else may write, so
    /// that what is not there now cannot appear before the commit.
    /// </summary>
    public static async Task LeaveAsideKnownAsync(TerreauDb db, CancellationToken cancel)
    {
        var added = db.ChangeTracker.Entries<OutgoingMail>().Where(entry => entry.State == EntityState.Added).ToList();
        if (added.Count == 0) return;
        var keys = added.ConvertAll(entry => entry.Entity.Key);
        var known = await db.OutgoingMails.AsNoTracking().Where(mail => keys.Contains(mail.Key)).Select(mail => mail.Key)
            .ToListAsync(cancel);
        foreach (var entry in added.Where(entry => known.Contains(entry.Entity.Key))) entry.State = EntityState.Detached;
    }

    /// <summary>What must be sent now, the longest due first.</summary>
    public static IQueryable<OutgoingMail> Due(this IQueryable<OutgoingMail> mails, DateTime at)
        => mails.Where(mail => mail.NextTryAt != null && mail.NextTryAt <= at).OrderBy(mail => mail.NextTryAt).ThenBy(mail => mail.Id);

    /// <summary>What will still be tried.</summary>
    public static IQueryable<OutgoingMail> Waiting(this IQueryable<OutgoingMail> mails) => mails.Where(mail => mail.NextTryAt != null);

    /// <summary>What failed at every try.</summary>
    public static IQueryable<OutgoingMail> GivenUp(this IQueryable<OutgoingMail> mails)
        => mails.Where(mail => mail.NextTryAt == null && mail.SentAt == null && mail.BouncedAt == null && mail.ErasedAt == null);

    /// <summary>What a server refused for good.</summary>
    public static IQueryable<OutgoingMail> Bounced(this IQueryable<OutgoingMail> mails) => mails.Where(mail => mail.BouncedAt != null);
}
