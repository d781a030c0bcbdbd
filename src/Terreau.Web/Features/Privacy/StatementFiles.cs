using Terreau.Web.Domain.Privacy;
using Terreau.Web.Hosting;
using Terreau.Web.Reading;

namespace Terreau.Web.Features.Privacy;

/// <summary>Reads the two files that say what is kept of people and how accessible the site is.</summary>
internal static class StatementFiles
{
    public const string Retention = "retention.yml";
    public const string Accessibility = "accessibility.yml";

    private static readonly Dictionary<string, RetentionAction> Actions = new(StringComparer.Ordinal)
    {
        ["effacer"] = RetentionAction.Delete, ["vider"] = RetentionAction.Empty,
        ["prevenir"] = RetentionAction.Warn, ["garder"] = RetentionAction.Keep,
    };

    /// <exception cref="StartException">The file is missing or has faults; the message names the first ones.</exception>
    public static RetentionTable ReadRetention(string folder) => YamlFile.Read(folder, Retention, file =>
    {
        List<RetentionCategory> categories = [.. file.Children("categories").Select(Category)];
        file.Close();
        foreach (var twice in categories.GroupBy(category => category.Key).Where(group => group.Count() > 1))
            file.Fault($"la clé « {twice.Key} » se répète.");
        return new RetentionTable(categories);
    });

    /// <exception cref="StartException">The file is missing or has faults; the message names the first ones.</exception>
    public static AccessibilityStatement ReadAccessibility(string folder) => YamlFile.Read(folder, Accessibility, file =>
    {
        var audit = file.Child("audit");
        var statement = new AccessibilityStatement
        {
            CheckedOn = Day(file, "checkedOn"),
            Standard = file.Text("standard"),
            Technologies = file.Texts("technologies"),
            Tests = file.Texts("tests"),
            NotAccessible = [.. file.Children("notAccessible").Select(Part)],
            Audit = audit is null ? null : new AccessibilityStatement.Audited(Day(audit, "on"), audit.Text("by"), audit.Whole("percent")
                ?? 0),
        };
        audit?.Close();
        file.Close();
        return statement;
    });

    private static RetentionCategory Category(EntryReader entry)
    {
        var code = entry.OneOf("action", Actions.ContainsKey);
        var action = Actions.GetValueOrDefault(code, RetentionAction.Keep);
        var time = entry.OptionalText("time");
        if (!Duration.TryParse(time, out var duration) && time is not null)
            entry.Fault($"« {time} » n’est pas une durée comme P7D, P1M ou P3Y.");
        else if (Actions.ContainsKey(code) && duration is null != (action == RetentionAction.Keep))
            entry.Fault("une durée va avec toute action sauf « garder ».");
        var category = new RetentionCategory
        {
            Key = entry.Text("key"), Label = entry.Text("label"), Holds = entry.Text("holds"), Purpose = entry.Text("purpose"),
            Basis = entry.Text("basis"), Recipients = entry.Text("recipients"), Time = duration, From = entry.Text("from"),
            Action = action, Source = entry.Text("source"),
        };
        entry.Close();
        return category;
    }

    private static (string What, string Why) Part(EntryReader entry)
    {
        var part = (entry.Text("what"), entry.Text("why"));
        entry.Close();
        return part;
    }

    private static DateOnly Day(EntryReader entry, string key)
    {
        if (entry.Day(key) is { } day) return day;
        entry.Fault($"la clé « {key} » manque.");
        return default;
    }
}
