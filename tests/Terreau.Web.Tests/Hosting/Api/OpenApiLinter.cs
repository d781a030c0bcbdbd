using System.ComponentModel;
using System.Diagnostics;

namespace Terreau.Web.Tests.Hosting.Api;

/// <summary>Redocly's linter, from the lock file of tests/openapi.</summary>
internal static class OpenApiLinter
{
    private static readonly SemaphoreSlim One = new(1);

    private static string Folder => Path.Combine(Clone.Root, "tests", "openapi");
    private static string Program => Path.Combine(Folder, "node_modules", "@redocly", "cli", "bin", "cli.js");

    /// <returns>0 when nothing is to be said, and what is said.</returns>
    public static async Task<(int Code, string Said)> ReadAsync(string description)
    {
        await InstallAsync();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "v1.json");
        await File.WriteAllTextAsync(file, description);
        return await RunAsync("node", [Program, "lint", file, "--config", Path.Combine(Folder, "redocly.yaml"), "--format", "stylish"]);
    }

    private static async Task InstallAsync()
    {
        await One.WaitAsync();
        try
        {
            if (File.Exists(Program)) return;
            var (code, said) = await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
            Assert.SkipUnless(code == 0, $"The linter is not to be had: {said}");
        }
        finally
        {
            One.Release();
        }
    }

    private static async Task<(int Code, string Said)> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program,
            arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["REDOCLY_TELEMETRY"], start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"], start.Environment["CI"]) = ("off",
            "true", "true");
        try
        {
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await error);
        }
        catch (Win32Exception error)
        {
            return (-1, error.Message);
        }
    }
}
