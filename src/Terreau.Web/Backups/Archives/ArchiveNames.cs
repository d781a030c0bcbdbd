using System.Globalization;
using System.Text.RegularExpressions;

namespace Terreau.Web.Backups.Archives;

/// <summary>How archives are called, and which files may lie in one.</summary>
internal static partial class ArchiveNames
{
    public const string Sqlite = "database.sqlite";
    public const string Postgres = "database.pgdump";
    public const string Originals = "imports/";
    public const string Keys = "keys/";

    private const string Instant = "yyyyMMdd'-'HHmmss'Z'";

    /// <summary>The name of an archive, such as "terreau-est-ensemble-20261201-031500Z.tar.gz.age".</summary>
    public static string Of(string territory, DateTime madeAt, bool isEncrypted)
        => $"terreau-{territory}-{madeAt.ToString(Instant, CultureInfo.InvariantCulture)}.tar.gz{(isEncrypted ? ".age" : "")}";

    /// <summary>The archives of a folder, the newest first.</summary>
    /// <param name="territory">Of this one alone; null = of any.</param>
    public static IReadOnlyList<(string Path, DateTime MadeAt)> In(string folder, string? territory = null)
    {
        var found = new List<(string Path, DateTime MadeAt)>();
        foreach (var path in Directory.EnumerateFiles(folder, "terreau-*"))
        {
            var match = Pattern().Match(Path.GetFileName(path));
            if (match.Success && (territory is null || match.Groups["territory"].Value == territory)
                && DateTime.TryParseExact(match.Groups["at"].Value, Instant, CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)) found.Add((path, at));
        }
        return [.. found.OrderByDescending(archive => archive.MadeAt).ThenBy(archive => archive.Path, StringComparer.Ordinal)];
    }

    /// <summary>True of what Terreau puts in an archive: no other name is ever written to a disk.</summary>
    public static bool IsKnown(string name) => Entry().IsMatch(name);

    [GeneratedRegex(@"^terreau-(?<territory>[a-z0-9-]+)-(?<at>\d{8}-\d{6}Z)\.tar\.gz(\.age)?$")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^(database\.sqlite|database\.pgdump|imports/[0-9a-f]{64}|keys/[A-Za-z0-9-]{1,80}\.xml)\z")]
    private static partial Regex Entry();
}
