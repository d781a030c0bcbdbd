using MimeKit;
using Terreau.Web.Domain.Mail;

namespace Terreau.Web.Hosting.Mail;

/// <summary>The way mails leave by. One is opened for each turn, so that many mails share one line.</summary>
internal abstract class MailRoute : IAsyncDisposable
{
    public static MailRoute Open(TerreauOptions options)
        => options.Smtp is { } server ? new SmtpRoute(server) : new FolderRoute(options.MailFolder);

    /// <summary>Tries once. What may go wrong on the way is an outcome, not an exception.</summary>
    public abstract Task<Carriage> CarryAsync(OutgoingMail mail, MimeMessage message);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
