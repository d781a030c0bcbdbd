using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Terreau.Web.Domain.Mail;

namespace Terreau.Web.Hosting.Mail;

/// <summary>Mails leave by a server, over one line for the whole turn.</summary>
internal sealed class SmtpRoute(SmtpAddress server) : MailRoute
{
    /// <summary>For each answer of the server. A stop of the program waits for the mail under way, so it is short.</summary>
    private const int PatienceMilliseconds = 20_000;

    private readonly SmtpClient client = new() { Timeout = PatienceMilliseconds };

    public override async Task<Carriage> CarryAsync(OutgoingMail mail, MimeMessage message)
    {
        try
        {
            if (!client.IsConnected) await ConnectAsync();
            await client.SendAsync(MailWriting.Format, message);
            return Carriage.Taken;
        }
        catch (SmtpCommandException error)
        {
            var reason = $"{(int)error.StatusCode} {error.Message}";
            return error.ErrorCode switch
            {
                SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted when (int)error.StatusCode >= 500 =>
                    Carriage.Refused(reason),
                SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted => Carriage.Later(reason),
                // Our own address or the order of commands displeases: it would be the same for every mail.
                _ => Carriage.Closed(reason),
            };
        }
        catch (Exception error) when (error is SmtpProtocolException or AuthenticationException or SslHandshakeException
            or SocketException or IOException or TimeoutException or OperationCanceledException or NotSupportedException
            or ServiceNotConnectedException)
        {
            return Carriage.Closed($"{server} : {error.Message}");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            if (client.IsConnected) await client.DisconnectAsync(quit: true);
        }
        catch (Exception error) when (error is IOException or SmtpProtocolException or SmtpCommandException or SocketException)
        {
            // Every mail was answered for already: a line that breaks at the farewell changes nothing.
        }
        client.Dispose();
        await base.DisposeAsync();
    }

    private async Task ConnectAsync()
    {
        var security = server.Encrypted ? SecureSocketOptions.SslOnConnect
            // A password never crosses a network in clear.
            : server.User is not null && !server.IsLoopback ? SecureSocketOptions.StartTls
            : SecureSocketOptions.StartTlsWhenAvailable;
        await client.ConnectAsync(server.Host, server.Port, security);
        try
        {
            if (server.User is { } user) await client.AuthenticateAsync(user, server.Password);
        }
        catch
        {
            // Connected but not known, the next mail would be refused for another reason than the true one.
            await client.DisconnectAsync(quit: false);
            throw;
        }
    }
}
