using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Terreau.Web.Tests;

/// <summary>A PostgreSQL of one test, which may stop and start it; the test is skipped where its programs are not there.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private readonly string tools;
    private readonly string folder;
    private readonly int port;

    private PostgresCluster(string tools, string folder, int port) => (this.tools, this.folder, this.port) = (tools, folder, port);

    /// <summary>An empty database, its connections kept between requests as on a real site.</summary>
    public string Connection => $"Host=127.0.0.1;Port={port};Username=terreau;Database=terreau";

    public static PostgresCluster Start()
    {
        var tools = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .OrderBy(bin => bin.Length).ThenBy(bin => bin, StringComparer.Ordinal).LastOrDefault()
            : null;
        Assert.SkipWhen(tools is null, Databases.NoPostgres);
        var folder = Directory.CreateTempSubdirectory("terreau-pg-").FullName;
        if (Environment.UserName == "root") Run("chown", "postgres", folder);
        var cluster = new PostgresCluster(tools, folder, FreePort());
        try
        {
            cluster.Tool("initdb", "-D", folder, "-U", "terreau", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
            cluster.Up();
            cluster.Tool("createdb", "-h", "127.0.0.1", "-p", $"{cluster.port}", "-U", "terreau", "terreau");
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
        return cluster;
    }

    public void Up() => Tool("pg_ctl", "-D", folder, "-s", "-w", "-l", Path.Combine(folder, "log"),
        "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off", "start");

    /// <param name="mode">"fast" ends every session with a word, "immediate" without.</param>
    public void Down(string mode) => Tool("pg_ctl", "-D", folder, "-s", "-w", "-m", mode, "stop");

    public void Dispose()
    {
        try { Down("immediate"); }
        catch (InvalidOperationException) { /* it was down */ }
        Directory.Delete(folder, recursive: true);
    }

    private void Tool(string name, params string[] arguments)
    {
        var path = Path.Combine(tools, name);
        if (Environment.UserName == "root") Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else Run(path, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        // What it says goes nowhere: the server would keep a pipe open for as long as it lives.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
