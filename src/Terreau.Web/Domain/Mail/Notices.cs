using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Domain.Mail;

/// <summary>Short mails that tell someone what happened and where to look; one for each person, thing and event.</summary>
internal static class Notices
{
    private const int LongestSubject = 150;

    /// <param name="key">Names the thing and the event; the person is added.</param>
    /// <param name="facts">What happened, in whole sentences.</param>
    /// <param name="address">The page to look at, in full.</param>
    public static void Tell(this TerreauDb db, AccountAddress to, string key, string subject, string facts, string address, Act act)
        => db.Put(new Letter
        {
            Key = $"{key}:{to.Id}", To = EmailAddress.Parse(to.Email), Subject = Line(subject),
            Text = $"Bonjour,\n\n{facts.Trim()}\n\nÀ lire ici : {address}\n\nCe message est envoyé par Terreau, une fois.",
        }, act);

    public static void Tell(this TerreauDb db, IEnumerable<AccountAddress> to, string key, string subject, string facts, string address,
        Act act)
    {
        foreach (var person in to) db.Tell(person, key, subject, facts, address, act);
    }

    /// <summary>The key of the answer to a request: one for each time it is decided, since a decision can be taken up again.</summary>
    /// <param name="subject">The kind of the request, as the journal writes it.</param>
    public static async Task<string> AnswerKeyAsync(this TerreauDb db, string answer, string subject, Guid id, CancellationToken cancel)
        => $"{answer}:{id}:{await db.Journal.CountAsync(line => line.Subject == subject && line.SubjectId == id, cancel)}";

    private static string Line(string subject)
    {
        var line = string.Concat(subject.Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign)).Trim();
        return line.Length <= LongestSubject ? line : line[..(LongestSubject - 1)] + "…";
    }
}
