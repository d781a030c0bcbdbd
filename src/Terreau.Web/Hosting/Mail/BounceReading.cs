using Microsoft.EntityFrameworkCore;
using MimeKit;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Hosting.Mail;

/// <summary>
/// Reads the reports that servers send back when a mail could not be delivered (RFC 3464, January 2003), and
/// notes the bounce on the mail they speak of: by its Message-Id, or else the last one sent to that address.
/// </summary>
internal sealed class BounceReading(TerreauDb db, TimeProvider clock)
{
    /// <param name="Read">Files read.</param>
    /// <param name="Noted">Bounces noted now.</param>
    /// <param name="Known">Bounces that were noted before.</param>
    /// <param name="Unmatched">Bounces of mails that are not ours.</param>
    /// <param name="Others">Files that report no lasting failure: delays, receipts, anything else.</param>
    /// <param name="Unreadable">Names of the files that are no mail.</param>
    internal sealed record Tally(int Read, int Noted, int Known, int Unmatched, int Others, IReadOnlyList<string> Unreadable);

    private sealed record Failure(Guid? Mail, EmailAddress? Recipient, string Reason);

    public async Task<Tally> ReadAsync(string folder, CancellationToken cancel)
    {
        var (read, noted, known, unmatched, others) = (0, 0, 0, 0, 0);
        var unreadable = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            read++;
            List<Failure> failures;
            try
            {
                failures = [.. FailuresIn(await MimeMessage.LoadAsync(path, cancel))];
            }
            catch (FormatException)
            {
                unreadable.Add(Path.GetFileName(path));
                continue;
            }
            if (failures.Count == 0) others++;
            foreach (var failure in failures)
            {
                switch (await NoteAsync(failure, cancel))
                {
                    case null: unmatched++; break;
                    case true: noted++; break;
                    case false: known++; break;
                }
            }
        }
        return new Tally(read, noted, known, unmatched, others, unreadable);
    }

    /// <returns>True when noted now, false when it was before, null when the mail is not ours.</returns>
    private async Task<bool?> NoteAsync(Failure failure, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.AloneAsync(cancel);
        var mail = failure.Mail is { } id ? await db.OutgoingMails.FirstOrDefaultAsync(m => m.Id == id, cancel) : null;
        // Where both are told, an address that is not the mail's own speaks of another mail.
        if (mail?.Recipient is { } own && failure.Recipient is { } told && own != told.Normalised) return null;
        if (mail is null && failure.Mail is null && failure.Recipient is { Normalised: var address })
            mail = await db.OutgoingMails.Where(m => m.Recipient == address && m.SentAt != null).OrderByDescending(m => m.SentAt)
                .FirstOrDefaultAsync(cancel);
        if (mail is null) return null;
        if (mail.BouncedAt is not null) return false;
        var act = Act.ByConsole(clock, "noter un rebond");
        mail.Bounce(failure.Reason, act);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private static IEnumerable<Failure> FailuresIn(MimeMessage message)
    {
        if (message.Body is not MultipartReport report || report.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status)
            yield break;
        var mail = MailWriting.MailOf(OriginalMessageId(report));
        // The first group speaks of the report, each other one of a recipient.
        foreach (var group in status.StatusGroups.Skip(1))
        {
            var code = group["Status"]?.Trim() ?? "";
            if (!string.Equals(group["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase)
                || !code.StartsWith("5.", StringComparison.Ordinal)) continue;
            var recipient = AddressIn(group["Original-Recipient"]) ?? AddressIn(group["Final-Recipient"]);
            yield return new Failure(mail, recipient, $"{code} {AfterType(group["Diagnostic-Code"])}".Trim());
        }
    }

    /// <summary>The third part is the mail that came back, whole or its headers only.</summary>
    private static string? OriginalMessageId(MultipartReport report)
    {
        foreach (var part in report)
        {
            switch (part)
            {
                case MessageDeliveryStatus: break;
                case MessagePart { Message: { } original }: return original.Headers[HeaderId.MessageId];
                case TextPart text when text.ContentType.IsMimeType("text", "rfc822-headers"):
                    using (var headers = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text.Text)))
                        return HeaderList.Load(headers)[HeaderId.MessageId];
            }
        }
        return null;
    }

    private static EmailAddress? AddressIn(string? field)
        => EmailAddress.TryParse(AfterType(field).Trim('<', '>'), out var address) ? address : null;

    /// <summary>"rfc822; ines@exemple.fr" and "smtp; 550 no such user": what follows the type.</summary>
    private static string AfterType(string? field)
        => field is null ? "" : field[(field.IndexOf(';', StringComparison.Ordinal) + 1)..].ReplaceLineEndings(" ").Trim();
}
