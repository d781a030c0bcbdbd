using Terreau.Engine.Eligibility;

namespace Terreau.Web.Features.Offers;

/// <summary>A condition as a sheet lists it: a sentence, where it comes from, and what it is made of.</summary>
/// <param name="Source">When the condition was published and read again; null when the rule does not say.</param>
/// <param name="SourceUrl">Where it is published.</param>
internal sealed record ConditionLine(string Sentence, IReadOnlyList<ConditionLine> Parts, string? Source = null, string? SourceUrl = null)
{
    /// <param name="rule">The rule tree in JSON; null = no condition known.</param>
    /// <returns>Null when there is no condition; a line that says so when the rule cannot be read.</returns>
    public static ConditionLine? Of(string? rule)
    {
        var reading = RuleJson.Read(rule);
        if (!reading.IsRule) return new ConditionLine("Les conditions n’ont pas pu être lues. Demandez-les à l’organisme.", []);
        return ConditionText.Of(reading.Rule) is { } text ? Of(text) : null;
    }

    private static ConditionLine Of(ConditionText text) => text switch
    {
        ConditionText.Group group => new ConditionLine(group.Heading, [.. group.Items.Select(Of)]),
        ConditionText.Line line => new ConditionLine(
            line.MissingNote is { } note ? $"{Ended(line.Text)} {note}" : Ended(line.Text), [], Origin(line.Predicate),
            line.Predicate.SourceUrl),
        _ => throw new ArgumentOutOfRangeException(nameof(text)),
    };

    private static string Ended(string text) => text.Length > 0 && text[^1] is '.' or '?' or ':' ? text : text + ".";

    private static string? Origin(Predicate predicate)
    {
        var parts = new List<string>();
        if (predicate.SourceDate is { } published) parts.Add($"source du {French.Date(published)}");
        if (predicate.CheckedOn is { } read) parts.Add($"relue le {French.Date(read)}");
        if (parts.Count == 0 && predicate.SourceUrl is not null) parts.Add("source");
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }
}
