using System.Diagnostics;

namespace Terreau.Web.Tests.Features.OpenData.Ogc;

/// <summary>The programs of GDAL, as somebody would type them.</summary>
internal static class Gdal
{
    private static readonly string? Folder = new[] { "/usr/bin", "/usr/local/bin" }.FirstOrDefault(
        folder => File.Exists(Path.Combine(folder, "ogrinfo")));

    /// <summary>What the program says; the test is skipped where GDAL is not there, and fails where it complains.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        Assert.SkipWhen(Folder is null, "GDAL is absent (on Debian: apt-get install gdal-bin)");
        var start = new ProcessStartInfo(Path.Combine(Folder, program),
            arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["no_proxy"] = "127.0.0.1";
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await complained}");
        return await said;
    }
}
