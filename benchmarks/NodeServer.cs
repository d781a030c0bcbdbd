using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Terreau.Bench;

/// <summary>
/// A server of Node to measure Terreau beside: a folder with package.json, its lock file and server.mjs, which listens on a free
/// port of the loopback, writes that port as its first line, and ends when its input does.
/// </summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private readonly Process process;

    private NodeServer(Process process, int port)
    {
        this.process = process;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    public Uri Address { get; }

    /// <summary>Installs what the lock file says, then starts it.</summary>
    /// <param name="folder">Under benchmarks/.</param>
    /// <returns>Null, with the reason on the error output, where Node or its packages are not to be had.</returns>
    public static async Task<NodeServer?> StartAsync(string folder, string[] arguments, CancellationToken cancel)
    {
        var place = Path.Combine(BenchSite.Root, "benchmarks", folder);
        try
        {
            if (!IsInstalled(place)) await InstallAsync(place, cancel);
            return await ListenAsync(place, arguments, cancel);
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or TimeoutException)
        {
            await Console.Error.WriteLineAsync($"{folder} is not measured: {error.Message}");
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try { await process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { process.Kill(entireProcessTree: true); }
        process.Dispose();
    }

    private static bool IsInstalled(string place)
    {
        var installed = Path.Combine(place, "node_modules", ".package-lock.json");
        return File.Exists(installed)
            && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Combine(place, "package-lock.json"));
    }

    private static async Task InstallAsync(string place, CancellationToken cancel)
    {
        using var npm = Start(place, "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
        npm.StandardInput.Close();
        var (output, error) = (npm.StandardOutput.ReadToEndAsync(cancel), npm.StandardError.ReadToEndAsync(cancel));
        try
        {
            await npm.WaitForExitAsync(cancel).WaitAsync(TimeSpan.FromMinutes(10), cancel);
            if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci: {await output}{await error}");
        }
        finally
        {
            if (!npm.HasExited) npm.Kill(entireProcessTree: true);
        }
    }

    private static async Task<NodeServer> ListenAsync(string place, string[] arguments, CancellationToken cancel)
    {
        var process = Start(place, "node", ["server.mjs", .. arguments]);
        var error = process.StandardError.ReadToEndAsync(cancel);
        var line = await process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancel);
        if (int.TryParse(line, CultureInfo.InvariantCulture, out var port)) return new NodeServer(process, port);
        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"server.mjs does not listen: {line}{await error}");
    }

    private static Process Start(string place, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = place, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["NODE_ENV"] = "production";
        return Process.Start(start)!;
    }
}
