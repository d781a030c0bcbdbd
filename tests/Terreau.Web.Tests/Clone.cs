namespace Terreau.Web.Tests;

/// <summary>Where this clone and the sample files beside it lie.</summary>
internal static class Clone
{
    public const string NoSamples = "../shared/data is absent";

    public static string Root { get; } = FindRoot();

    public static string Territory => Path.Combine(Root, "data", "est-ensemble");

    /// <summary>A sample file written by others; the test is skipped where the folder is not there.</summary>
    public static string Sample(string path)
    {
        var folder = Path.Combine(Root, "..", "shared", "data");
        Assert.SkipUnless(Directory.Exists(folder), NoSamples);
        return Path.Combine(folder, path);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Terreau.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside a clone of Terreau.");
    }
}
