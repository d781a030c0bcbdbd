using System.ComponentModel;
using System.Diagnostics;

namespace Terreau.Web.Tests;

/// <summary>A program from npm that tests ask, from a lock file of its own under tests; installed when it is first asked.</summary>
/// <param name="name">The folder under tests.</param>
/// <param name="program">Its file to run, in that folder.</param>
/// <param name="package">A file that is there once it is installed.</param>
internal sealed class NpmTool(string name, string program, string package)
{
    // Installed once, also where two tests ask at once.
    private static readonly SemaphoreSlim One = new(1);

    public string Folder => Path.Combine(Clone.Root, "tests", name);

    /// <returns>0 when it went well, and what is said.</returns>
    public async Task<(int Code, string Output, string Error)> RunAsync(
        string input, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables)
    {
        await One.WaitAsync();
        try
        {
            if (!File.Exists(Path.Combine(Folder, package)))
            {
                var (code, _, said) = await StartAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], "", []);
                Assert.SkipUnless(code == 0, $"What tests/{name} asks for is not to be had: {said}");
            }
        }
        finally
        {
            One.Release();
        }
        return await StartAsync("node", [Path.Combine(Folder, program), .. arguments], input, variables);
    }

    private async Task<(int Code, string Output, string Error)> StartAsync(
        string file, IEnumerable<string> arguments, string input, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (variable, value) in variables) start.Environment[variable] = value;
        try
        {
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output, await error);
        }
        catch (Win32Exception error)
        {
            return (-1, "", error.Message);
        }
    }
}
