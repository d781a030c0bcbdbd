using System.Diagnostics.CodeAnalysis;

namespace Terreau.Web.Hosting.Mail;

/// <summary>
/// Where mails leave by: "smtp://user:password@host:587", or "smtps://…" where the line is encrypted from its first byte.
/// </summary>
/// <remarks>Ports: RFC 6409 (submission, 587) and RFC 8314 (submission over TLS, 465).</remarks>
internal sealed record SmtpAddress
{
    private SmtpAddress(Uri uri)
    {
        Encrypted = uri.Scheme == "smtps";
        Host = uri.IdnHost;
        Port = uri.IsDefaultPort || uri.Port <= 0 ? (Encrypted ? 465 : 587) : uri.Port;
        IsLoopback = uri.IsLoopback;
        if (uri.UserInfo.Length == 0) return;
        var colon = uri.UserInfo.IndexOf(':', StringComparison.Ordinal);
        User = Uri.UnescapeDataString(colon < 0 ? uri.UserInfo : uri.UserInfo[..colon]);
        Password = colon < 0 ? "" : Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]);
    }

    public bool Encrypted { get; }
    public string Host { get; }
    public int Port { get; }
    public bool IsLoopback { get; }

    /// <summary>Null where the server asks nobody who they are.</summary>
    public string? User { get; }

    public string Password { get; } = "";

    public static bool TryParse(string? text, [NotNullWhen(true)] out SmtpAddress? address)
    {
        address = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("smtp" or "smtps")
            && uri.Host.Length > 0 && uri.AbsolutePath is ("" or "/") && uri.Query.Length == 0
            ? new SmtpAddress(uri) : null;
        return address is not null;
    }

    /// <summary>Without the password, to be shown.</summary>
    public override string ToString() => $"{(Encrypted ? "smtps" : "smtp")}://{Host}:{Port}";
}
