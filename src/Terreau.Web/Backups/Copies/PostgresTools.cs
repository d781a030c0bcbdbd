using System.Diagnostics;
using Npgsql;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups.Copies;

/// <summary>The tools of PostgreSQL, where this machine has them: nobody else reads and writes its databases as they do.</summary>
/// <param name="foldersFor">Where to look for those of a server of this version, the first first.</param>
internal sealed class PostgresTools(Func<int, IEnumerable<string>> foldersFor)
{
    /// <summary>What the server knows the sessions of the tools by.</summary>
    public const string Name = "terreau-copie";

    private const string Debian = "/usr/lib/postgresql";
    private const int LongestReason = 600;

    /// <summary>
    /// Those that Debian keeps for the version of the server, else for the next ones, then those of the path. A tool knows no server newer
    /// than itself, and says to an old one what it may not understand.
    /// </summary>
    public static PostgresTools Found { get; } = new(version =>
        [.. OfDebian(version), .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)]);

    /// <exception cref="StartException">It is not on this machine, or it failed, for the reason it gave.</exception>
    public async Task RunAsync(
        string tool, string connection, int version, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var path = foldersFor(version).Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists)
            ?? throw new StartException($"Il manque l’outil « {tool} » de PostgreSQL. Installez « postgresql-client », dans la version de "
                + "votre serveur ou une plus récente, puis recommencez.");
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in Told(connection)) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new StartException($"« {path} » ne se lance pas.");
        process.StandardInput.Close();
        var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var answered = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
        await answered;
        var reason = (await said).Trim();
        if (reason.Length > LongestReason) reason = reason[..LongestReason] + "…";
        if (process.ExitCode != 0) throw new StartException($"« {tool} » n’a pas abouti : {reason}");
    }

    /// <summary>How the tools reach what we reach; no password is an argument.</summary>
    private static Dictionary<string, string?> Told(string connection)
    {
        var given = new NpgsqlConnectionStringBuilder(connection);
        var told = new Dictionary<string, string?>
        {
            ["PGHOST"] = given.Host, ["PGPORT"] = $"{given.Port}", ["PGDATABASE"] = given.Database ?? given.Username,
            ["PGUSER"] = given.Username, ["PGPASSWORD"] = given.Password, ["PGPASSFILE"] = given.Passfile,
            ["PGSSLMODE"] = given.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                var mode => mode.ToString().ToLowerInvariant(),
            },
            ["PGSSLROOTCERT"] = given.RootCertificate, ["PGSSLCERT"] = given.SslCertificate, ["PGSSLKEY"] = given.SslKey,
            ["PGAPPNAME"] = Name, ["PGCONNECT_TIMEOUT"] = "15", ["LC_MESSAGES"] = "C",
        };
        return told.Where(pair => pair.Value is not null).ToDictionary();
    }

    private static IEnumerable<string> OfDebian(int version) => !Directory.Exists(Debian) ? []
        : Directory.EnumerateDirectories(Debian)
            .Select(folder => (Version: int.TryParse(Path.GetFileName(folder), out var of) ? of : 0, Folder: Path.Combine(folder, "bin")))
            .Where(kept => kept.Version >= version).OrderBy(kept => kept.Version).Select(kept => kept.Folder);
}
