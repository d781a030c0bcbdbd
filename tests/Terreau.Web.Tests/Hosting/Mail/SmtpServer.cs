using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MimeKit;

namespace Terreau.Web.Tests.Hosting.Mail;

/// <summary>A real mail server in a process of its own: see smtp_server.py beside this file.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    public const string Absent = "no mail server: run ./test on a machine that has Debian's python3-aiosmtpd";
    private const string Python = "/usr/bin/python3";

    private readonly Process process;
    private readonly string folder;

    private SmtpServer(Process process, string folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    public bool HasBegunASlowOne => File.Exists(Path.Combine(folder, "begun"));

    /// <summary>Starts it, or skips the test where there is none.</summary>
    public static async Task<SmtpServer> StartAsync(string folder, int port = 0, string? password = null)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/aiosmtpd"), Absent);
        Directory.CreateDirectory(folder);
        var script = Path.Combine(Clone.Root, "tests/Terreau.Web.Tests/Hosting/Mail/smtp_server.py");
        var process = Process.Start(new ProcessStartInfo(Python,
            [script, folder, $"{port}", .. password is null ? Array.Empty<string>() : [password]])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        _ = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return new SmtpServer(process, folder,
            int.Parse(line ?? throw new InvalidOperationException("The mail server did not start."),
                System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>A port on which nobody listens now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>What it has taken, in order.</summary>
    public async Task<IReadOnlyList<MimeMessage>> TakenAsync()
    {
        var mails = new List<MimeMessage>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal))
            mails.Add(await MimeMessage.LoadAsync(path));
        return mails;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        try { await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10)); }
        catch (TimeoutException) { process.Kill(); }
        process.Dispose();
    }
}
