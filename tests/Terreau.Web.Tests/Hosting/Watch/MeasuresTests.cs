using System.Text.Json;
using System.Text.RegularExpressions;
using Terreau.Web.Tests.Conventions;

namespace Terreau.Web.Tests.Hosting.Watch;

/// <summary>The document of the measures, the dashboard and the alarms speak of the same measures, those that the code makes.</summary>
public sealed partial class MeasuresTests
{
    /// <summary>What docs/deploy/monitoring.md says is sent; <see cref="TelemetryTests"/> receives each.</summary>
    internal static IReadOnlyList<string> Named => [.. Rows().Select(row => row.Name)];

    [Fact]
    public void Document_NamesEveryMeasureOfOurs_AndNoOther()
    {
        var made = SourceTree.Under("src/Terreau.Web/Hosting/Watch", ".cs").SelectMany(file => Made().Matches(file.Text))
            .Select(match => match.Groups["name"].Value);

        Assert.Equal(made.Order(StringComparer.Ordinal),
            Named.Where(name => name.StartsWith("terreau.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("alertes.yml")]
    [InlineData("alertes.test.yml")]
    [InlineData("tableau.json")]
    public void File_NamesNoMeasureThatIsNotSent(string name)
    {
        var sent = Rows().SelectMany(ByPrometheus).ToHashSet();
        var used = Used().Matches(Read(name)).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(used);
        Assert.All(used, measure => Assert.Contains(measure, sent));
    }

    [Fact]
    public void Alarms_EachSayWhatHappened_AndWhatToDo()
    {
        var alarms = Read("alertes.yml").Split("- alert: ")[1..];

        Assert.NotEmpty(alarms);
        Assert.All(alarms, alarm => Assert.All(["resume: \"", "action: \"", "gravite: "],
            part => Assert.Contains(part, alarm, StringComparison.Ordinal)));
    }

    [Fact]
    public void Dashboard_IsOneThatGrafanaReads()
    {
        using var board = JsonDocument.Parse(Read("tableau.json"));
        var panels = board.RootElement.GetProperty("panels").EnumerateArray().ToList();

        Assert.NotEmpty(panels);
        Assert.Equal(panels.Count, panels.DistinctBy(panel => panel.GetProperty("id").GetInt32()).Count());
        Assert.All(panels, panel => Assert.NotEqual(0, panel.GetProperty("targets").GetArrayLength()));
    }

    /// <summary>How Prometheus calls what it receives by OTLP: its unit and its kind are part of the name.</summary>
    private static IEnumerable<string> ByPrometheus((string Name, string Unit, string Means) row)
    {
        var name = row.Name.Replace('.', '_') + row.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (row.Means.Contains("(a counter)", StringComparison.Ordinal)) return [name + "_total"];
        return row.Name.EndsWith(".duration", StringComparison.Ordinal) ? [name + "_bucket", name + "_count", name + "_sum"] : [name];
    }

    private static List<(string Name, string Unit, string Means)> Rows()
        => [.. Row().Matches(File.ReadAllText(Path.Combine(Clone.Root, "docs/deploy/monitoring.md")))
            .Select(match => (match.Groups["name"].Value, match.Groups["unit"].Value, match.Groups["means"].Value))];

    private static string Read(string name) => File.ReadAllText(Path.Combine(Clone.Root, "packaging/watch", name));

    [GeneratedRegex(@"^\| `(?<name>[a-z_.]+)` \| (?<unit>\S+) \| (?<means>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"(Gauge\(meter, |ObservableGauge\(|Counter<long>\(|Histogram<double>\()""(?<name>terreau\.[a-z_.]+)""")]
    private static partial Regex Made();

    [GeneratedRegex(@"\b(terreau|http_server|dotnet_process)_[a-z_]+(?=[\s{\[)>/""'\\])(?<!_(job|outcome))")]
    private static partial Regex Used();
}
