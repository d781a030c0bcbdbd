using System.Globalization;
using MimeKit;
using Terreau.Web.Domain.Mail;

namespace Terreau.Web.Hosting.Mail;

/// <summary>
/// Without a mail server, each mail becomes a file that any mail program opens. A mail written twice has the
/// same name: a crash leaves no double.
/// </summary>
internal sealed class FolderRoute(string folder) : MailRoute
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public override async Task<Carriage> CarryAsync(OutgoingMail mail, MimeMessage message)
    {
        var name = $"{mail.CreatedAt.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}-{mail.Id:N}.eml";
        var draft = Path.Combine(folder, $".{name}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            // A mail may hold a link that opens a session.
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            await using (var file = new FileStream(draft, options))
            {
                await message.WriteToAsync(MailWriting.Format, file);
                file.Flush(flushToDisk: true);
            }
            File.Move(draft, Path.Combine(folder, name), overwrite: true);
            return Carriage.Taken;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Carriage.Closed(error.Message);
        }
    }

    /// <summary>Takes away the files of mails that were erased.</summary>
    public static void Forget(string folder, IEnumerable<Guid> mails)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in mails.SelectMany(mail => Directory.EnumerateFiles(folder, $"*{mail:N}.eml*"))) File.Delete(file);
    }
}
