using System.Diagnostics;

namespace Terreau.Web.Tests.Packaging;

/// <summary>No package with a known weakness is used; and the audit that says so tells when one is.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task Packages_OfThisProject_HaveNoKnownWeakness()
    {
        var (code, said) = await AuditAsync(Clone.Root, "--offline");

        Assert.True(code == 0, said);
        Assert.Contains(": 0 known weaknesses.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MimeKit", "4.15.0", true)]
    [InlineData("mimekit", "4.15.0", true)]
    [InlineData("MimeKit", "4.15.1-beta", true)]
    [InlineData("MimeKit", "4.15.1", false)]
    [InlineData("MimeKit", "10.0.0", false)]
    [InlineData("SQLitePCLRaw.lib.e_sqlite3", "2.1.11", true)]
    [InlineData("SQLitePCLRaw.lib.e_sqlite3", "2.1.12", false)]
    [InlineData("Npgsql", "4.0.14", false)]
    [InlineData("Npgsql", "4.1.12", true)]
    public async Task Package_OfNuGet_IsToldWhenItsVersionIsWeak(string name, string version, bool isWeak)
    {
        using var folder = Project();
        Write(folder, "src/Some/obj/project.assets.json", Restored(name, version));

        var (code, said) = await AuditAsync(folder.Path, "--offline");

        Assert.Equal(isWeak ? 1 : 0, code);
        Assert.Equal(isWeak, said.Contains($"nuget/{name} {version}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Package_OfNpm_IsToldWhenItsVersionIsWeak()
    {
        using var folder = Project();
        Write(folder, "src/Some/package-lock.json",
            """{"packages":{"":{},"node_modules/a/node_modules/maplibre-gl":{"version":"6.4.0"}}}""");

        var (code, said) = await AuditAsync(folder.Path, "--offline");

        Assert.Equal(1, code);
        Assert.Contains("npm/maplibre-gl 6.4.0", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_TakenAnew_KeepsWhatConcernsThePackages()
    {
        using var folder = Project();
        Write(folder, "src/Some/obj/project.assets.json", Restored("Quartz", "4.7.3"));
        Write(folder, "osv/a.json", """
            {"id":"GHSA-aaaa","summary":"Weak","database_specific":{"severity":"HIGH"},
            "affected":[{"package":{"ecosystem":"NuGet","name":"Quartz"},
            "ranges":[{"events":[{"introduced":"4.0.0"},{"fixed":"4.7.4"}]}]}]}
            """);
        Write(folder, "osv/b.json", """{"id":"GHSA-bbbb","affected":[{"package":{"ecosystem":"PyPI","name":"Quartz"}}]}""");

        var (code, said) = await AuditAsync(folder.Path, "--refresh", Path.Combine(folder.Path, "osv"));
        var (after, found) = await AuditAsync(folder.Path, "--offline");

        Assert.Equal(0, code);
        Assert.Contains("1 advisories kept", said, StringComparison.Ordinal);
        Assert.Equal(1, after);
        Assert.Contains("nuget/Quartz 4.7.3 (src/Some/obj/project.assets.json): high, Weak, GHSA-aaaa", found, StringComparison.Ordinal);
    }

    /// <summary>Another project, with the list of this one.</summary>
    private static TemporaryFolder Project()
    {
        var folder = new TemporaryFolder();
        Write(folder, "packaging/advisories.json", File.ReadAllText(Path.Combine(Clone.Root, "packaging", "advisories.json")));
        return folder;
    }

    private static string Restored(string name, string version)
        => $$$$"""{ "libraries": { "{{{{name}}}}/{{{{version}}}}": { "type": "package" } } }""";

    private static void Write(TemporaryFolder folder, string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static async Task<(int Code, string Said)> AuditAsync(string root, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Clone.Root, "audit"), arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["TERREAU_ROOT"] = root;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
