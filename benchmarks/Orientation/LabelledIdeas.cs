using System.Globalization;
using Terreau.Web.Search.Ideas;
using YamlDotNet.RepresentationModel;

namespace Terreau.Bench;

/// <summary>An idea as someone wrote it, with what it says, what may be read in it, and nothing else.</summary>
/// <param name="Idea">The text.</param>
/// <param name="Must">Per field, the values that it says.</param>
/// <param name="May">Per field, further values that are no mistake.</param>
internal sealed record LabelledIdea(
    string Idea, IReadOnlyDictionary<string, string[]> Must, IReadOnlyDictionary<string, string[]> May)
{
    /// <summary>The fields that are measured; those after the bar are facts, which a step fills in before the person confirms.</summary>
    public static readonly IReadOnlyList<string> Suggested = ["kinds", "natures", "filieres", "publics"];

    public static readonly IReadOnlyList<string> Filled =
        ["amount", "age", "communes", "districts", "exists", "family", "created", "headcount", "holder", "stages"];

    public static IReadOnlyList<LabelledIdea> Read(string folder, string name)
    {
        using var file = File.OpenText(Path.Combine(folder, name));
        var stream = new YamlStream();
        stream.Load(file);
        return [.. ((YamlSequenceNode)stream.Documents[0].RootNode).Cast<YamlMappingNode>().Select(entry => new LabelledIdea(
            ((YamlScalarNode)entry["idea"]).Value!, Sides(entry["must"]), Sides(entry["may"])))];
    }

    /// <summary>What a reading says of a field, in the words of the labels.</summary>
    public static string[] Of(IdeaReading reading, string field) => field switch
    {
        "kinds" => Codes(reading.Kinds),
        "natures" => Codes(reading.Natures),
        "filieres" => Codes(reading.Filieres),
        "publics" => Codes(reading.Publics),
        "stages" => Codes(reading.Stages),
        "communes" => reading.Everywhere is null ? Codes(reading.Communes) : ["tout"],
        "districts" => Codes(reading.Districts),
        "amount" => reading.Amount is { Value: var (low, high) } ? [low == high ? Text(low) : $"{Text(low)}-{Text(high)}"] : [],
        "age" => reading.Age is { } age ? [Text(age.Value)] : [],
        "exists" => reading.Exists is { } exists ? [exists.Value ? "true" : "false"] : [],
        "family" => reading.Family is { } family ? [family.Code] : [],
        "created" => reading.CreatedIn is { } year ? [Text(year.Value)] : [],
        "headcount" => reading.Headcount is { } count ? [Text(count.Value)] : [],
        _ =>
        [
            .. reading.IsWoman is null ? (string[])[] : ["femme"], .. reading.IsJobless is null ? (string[])[] : ["demandeurEmploi"],
            .. reading.LivesInDistrict is null ? (string[])[] : ["habitantQpv"],
        ],
    };

    private static string[] Codes(IReadOnlyList<SaidCode> codes) => [.. codes.Select(code => code.Code)];

    private static string Text(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);

    private static Dictionary<string, string[]> Sides(YamlNode node) => ((YamlMappingNode)node).Children.ToDictionary(
        pair => ((YamlScalarNode)pair.Key).Value!,
        pair => pair.Value is YamlSequenceNode list
            ? ((YamlScalarNode)pair.Key).Value == "amount"
                ? [string.Join('-', list.Cast<YamlScalarNode>().Select(item => item.Value))]
                : [.. list.Cast<YamlScalarNode>().Select(item => item.Value!)]
            : (string[])[((YamlScalarNode)pair.Value).Value!], StringComparer.Ordinal);
}
