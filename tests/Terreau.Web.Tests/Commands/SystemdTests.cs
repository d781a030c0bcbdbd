using System.Net.Sockets;
using System.Text;

namespace Terreau.Web.Tests.Commands;

/// <summary>The program as systemd starts it: it says when it listens, and when it stops.</summary>
public sealed class SystemdTests : IDisposable
{
    private readonly Terminal terminal = new();

    [Fact]
    public async Task Serve_UnderSystemd_SaysWhenItListens()
    {
        await terminal.OpenAsync();
        var path = Path.Combine(terminal.Data, "notify.sock");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(path));

        terminal.Settings["NOTIFY_SOCKET"] = path;
        using var process = terminal.Start("serve", "--urls", "http://127.0.0.1:0");
        var said = await ReadAsync(systemd);

        Assert.Contains("READY=1", said, StringComparison.Ordinal);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => terminal.Dispose();

    private static async Task<string> ReadAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var bytes = new byte[1_000];
        return Encoding.UTF8.GetString(bytes, 0, await socket.ReceiveAsync(bytes, patience.Token));
    }
}
