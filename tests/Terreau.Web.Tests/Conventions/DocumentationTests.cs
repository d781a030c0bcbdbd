using System.Text.RegularExpressions;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Conventions;

/// <summary>Documents that the tests keep true.</summary>
public sealed partial class DocumentationTests
{
    private static string Configuration => Read("docs/configuration.md");

    [Fact]
    public void Configuration_NamesEveryVariable_AndNoOther()
    {
        var documented = Variable().Matches(Configuration).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(TerreauOptions.Variables.Keys.Order(StringComparer.Ordinal), documented);
    }

    [Fact]
    public void Configuration_NamesEveryConsoleOption_AndVerb()
    {
        var options = SourceTree.Under("src/Terreau.Web/Commands", ".cs").SelectMany(file => ConsoleOption().Matches(file.Text))
            .Select(match => match.Groups["name"].Value).Distinct();
        var verbs = SourceTree.Under("src/Terreau.Web/Commands", ".cs").SelectMany(file => ConsoleVerb().Matches(file.Text))
            .Select(match => match.Groups["name"].Value).Distinct().ToList();

        Assert.All(options, option => Assert.Contains($"`{option}", Configuration, StringComparison.Ordinal));
        Assert.All(verbs, verb => Assert.Matches($@"`(import |courrier )?{verb}\b", Configuration));
        Assert.All(["serve", "seed", "migrate", "reindex", "import"], verb => Assert.Contains(verb, verbs));
    }

    [Fact]
    public void Defaults_InTheDocument_AreTheDefaultsOfTheProgram()
    {
        var defaults = new TerreauOptions();
        foreach (var (name, value) in new (string, object)[]
        {
            ("TERREAU_DATA", defaults.Data), ("TERREAU_URLS", defaults.Urls), ("TERREAU_TERRITORY", defaults.Territory),
            ("TERREAU_RATE_PAGES", defaults.RatePages),
            ("TERREAU_RATE_SEARCH", defaults.RateSearch), ("TERREAU_RATE_FORMS", defaults.RateForms),
            ("TERREAU_STALE_MONTHS", defaults.StaleMonths), ("TERREAU_READ_SECONDS", defaults.ReadSeconds),
            ("TERREAU_READ_MEGABYTES", defaults.ReadMegabytes),
        })
        {
            Assert.Matches(new Regex($@"\| `{name}` \| `{Regex.Escape(value.ToString()!)}` \|"), Configuration);
        }
    }

    [Fact]
    public void Glossary_PairsEveryAreaAndEntity()
    {
        var glossary = Read("docs/glossary.md");
        var areas = Directory.EnumerateDirectories(Path.Combine(Clone.Root, "src/Terreau.Web/Features"))
            .Select(path => Path.GetFileName(path)!);
        var entities = typeof(Site).Assembly.GetTypes()
            .Where(type => type.IsClass && typeof(Web.Data.IJournaled).IsAssignableFrom(type)).Select(type => type.Name);
        var engine = typeof(Engine.Orientation.Codes).Assembly.GetExportedTypes().Where(type => type.IsEnum).Select(type => type.Name);

        var missing = areas.Concat(entities).Concat(engine).Distinct()
            .Where(name => !glossary.Contains($"| {name} |", StringComparison.Ordinal));

        Broken.None(missing);
    }

    [Fact]
    public void Decisions_HaveTheirParts()
    {
        foreach (var file in SourceTree.Under("docs/decisions", ".md").Where(file => file.Name != "README.md"))
        {
            Assert.Matches(new Regex(@"^\d{4}-[a-z0-9-]+\.md$"), file.Name);
            Assert.All(["## Context", "## Decision", "## Consequences"],
                part => Assert.Contains(part, file.Text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Packages_EachHaveTheirLineInTheDependencyRecord()
    {
        var record = Read("docs/decisions/0002-dependencies.md");
        var packages = Package().Matches(Read("Directory.Packages.props")).Select(match => match.Groups["name"].Value);

        Assert.All(packages, name => Assert.Contains($"| {name} |", record, StringComparison.Ordinal));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Clone.Root, path));

    [GeneratedRegex(@"TERREAU_[A-Z_]+")]
    private static partial Regex Variable();

    [GeneratedRegex(@"""(?<name>--[a-z-]+)""")]
    private static partial Regex ConsoleOption();

    [GeneratedRegex(@"(new Command|ImportVerb\.Of)\(\s*""(?<name>[a-z-]+)""")]
    private static partial Regex ConsoleVerb();

    [GeneratedRegex(@"PackageVersion Include=""(?<name>[^""]+)""")]
    private static partial Regex Package();
}
