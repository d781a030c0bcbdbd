using System.Diagnostics;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Commands;

/// <summary>The program as an operator starts it, on a data folder of its own: another process.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Data => folder.Path;

    /// <summary>Variables it is started with, besides the folder.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Opens the territory there, as the first start does.</summary>
    public Task OpenAsync(string? seed = null) => SiteTemplates.CopyAsync("sqlite", seed, 0, folder.Path);

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Site).Assembly.Location, .. arguments])
        {
            WorkingDirectory = Clone.Root, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["TERREAU_DATA"] = folder.Path;
        start.Environment["TERREAU_RATE_SEARCH"] = "1000000";
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>The site, once it listens.</summary>
    public async Task<(Process Process, Uri Address)> ServeAsync(params string[] options)
    {
        var process = Start(["serve", "--urls", "http://127.0.0.1:0", .. options]);
        string? said;
        // What it has to tell of its start comes before.
        do said = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));
        while (said?.Contains("http://", StringComparison.Ordinal) == false);
        if (said is null) Assert.Fail(await process.StandardError.ReadToEndAsync());
        return (process, new Uri(said.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal))));
    }

    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try { await process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { process.Kill(entireProcessTree: true); throw; }
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Gives it a file on its input, and takes what it gives back.</summary>
    public async Task<(int Code, byte[] Output)> GiveAsync(byte[] input, params string[] arguments)
    {
        using var process = Start(arguments);
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return (process.ExitCode, output.ToArray());
    }

    public void Dispose() => folder.Dispose();
}
