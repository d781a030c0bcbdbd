namespace Terreau.Web.Tests.Hosting.Api;

/// <summary>Redocly's linter, from the lock file of tests/openapi.</summary>
internal static class OpenApiLinter
{
    private const string Program = "node_modules/@redocly/cli/bin/cli.js";
    private static readonly NpmTool Redocly = new("openapi", Program, Program);

    /// <returns>0 when nothing is to be said, and what is said.</returns>
    public static async Task<(int Code, string Said)> ReadAsync(string description)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "v1.json");
        await File.WriteAllTextAsync(file, description);
        var (code, output, error) = await Redocly.RunAsync("",
            ["lint", file, "--config", Path.Combine(Redocly.Folder, "redocly.yaml"), "--format", "stylish"],
            ("REDOCLY_TELEMETRY", "off"), ("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"), ("CI", "true"));
        return (code, output + error);
    }
}
