using MimeKit;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Mail;

namespace Terreau.Web.Hosting.Mail;

/// <summary>Turns a mail of the outbox into what travels: the same bytes at every try.</summary>
internal static class MailWriting
{
    public static readonly FormatOptions Format = Dos();

    public static MimeMessage Write(OutgoingMail mail, MailboxAddress from)
    {
        var to = mail.To ?? throw new InvalidOperationException("A mail that was erased is not sent.");
        var message = new MimeMessage
        {
            MessageId = MessageIdOf(mail.Id, from),
            Date = new DateTimeOffset(mail.NotBefore ?? mail.CreatedAt),
            Subject = mail.Subject,
            Body = new TextPart("plain")
            {
                Text = mail.Text.ReplaceLineEndings("\r\n"),
                ContentTransferEncoding = ContentEncoding.QuotedPrintable,
            },
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(null, to.Value));
        // RFC 3834: no vacation notice answers this.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>The same at every try, so that a server or a reader recognises a mail that left twice.</summary>
    public static string MessageIdOf(Guid id, MailboxAddress from) => $"{id:N}@{from.Domain}";

    /// <summary>The mail a Message-Id of ours speaks of; null when it is of someone else.</summary>
    public static Guid? MailOf(string? messageId)
        => messageId?.Trim(' ', '<', '>', '\t').Split('@') is [{ Length: 32 } id, _] && Guid.TryParseExact(id, "N", out var mail)
            ? mail : null;

    /// <summary>Reads "Terreau &lt;ne-pas-repondre@exemple.fr&gt;" or an address alone.</summary>
    public static MailboxAddress? ReadSender(string text)
        => !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out var mailbox)
            && EmailAddress.TryParse(mailbox.Address, out var address)
            ? new MailboxAddress(mailbox.Name, address.Value) : null;

    private static FormatOptions Dos()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
