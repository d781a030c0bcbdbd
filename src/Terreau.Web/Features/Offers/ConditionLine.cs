using System.Text.Json;
using Terreau.Web.Ui;

namespace Terreau.Web.Features.Offers;

/// <summary>A condition as a sheet lists it: a sentence, where it comes from, and what it is made of.</summary>
internal sealed record ConditionLine(string Sentence, IReadOnlyList<ConditionLine> Parts, string? Source = null, string? SourceUrl = null)
{
    private const int Deepest = 32;

    /// <param name="rule">The rule tree in JSON; null = no condition known.</param>
    /// <returns>Null when there is no rule; a line that says so when it cannot be read.</returns>
    public static ConditionLine? Of(string? rule)
    {
        if (rule is null) return null;
        try
        {
            using var tree = JsonDocument.Parse(rule, new JsonDocumentOptions { MaxDepth = Deepest * 2 });
            return Of(tree.RootElement);
        }
        catch (JsonException)
        {
            return new ConditionLine("Les conditions n’ont pas pu être lues. Demandez-les à l’organisme.", []);
        }
    }

    private static ConditionLine Of(JsonElement rule)
    {
        if (rule.ValueKind != JsonValueKind.Object) throw new JsonException();
        if (rule.TryGetProperty("all", out var all)) return Group("Toutes ces conditions doivent être réunies :", all);
        if (rule.TryGetProperty("any", out var any)) return Group("Au moins une de ces conditions doit être réunie :", any);
        if (rule.TryGetProperty("atLeast", out var least) && rule.TryGetProperty("of", out var of))
            return Group($"Au moins {least.GetRawText()} de ces conditions doivent être réunies :", of);
        if (rule.TryGetProperty("not", out var not)) return new ConditionLine("Ceci ne doit pas être le cas :", [Of(not)]);
        return Predicate(rule);
    }

    private static ConditionLine Group(string sentence, JsonElement parts)
    {
        if (parts.ValueKind != JsonValueKind.Array) throw new JsonException();
        ConditionLine[] lines = [.. parts.EnumerateArray().Select(Of)];
        return lines is [var only] ? only : new ConditionLine(sentence, lines);
    }

    private static ConditionLine Predicate(JsonElement rule)
    {
        var label = Text(rule, "label") ?? Text(rule, "manual") ?? throw new JsonException();
        var sentence = Text(rule, "missing") switch
        {
            "true" => $"{label} Sans réponse, nous la tenons pour remplie.",
            "false" => $"{label} Sans réponse, nous la tenons pour non remplie.",
            _ => label,
        };
        var read = Day(rule, "checkedOn") is { } day ? $"relu le {day}" : null;
        var dated = Day(rule, "sourceDate") is { } on ? $"source du {on}" : null;
        var origin = string.Join(", ", new[] { dated, read }.OfType<string>());
        var url = Text(rule, "sourceUrl");
        return new ConditionLine(sentence, [], origin.Length > 0 ? $"({origin})" : url is null ? null : "(source)", url);
    }

    private static string? Text(JsonElement rule, string name)
        => rule.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Day(JsonElement rule, string name)
        => Domain.PartialDate.TryParse(Text(rule, name), out var date) ? date.Written.Length == 10 ? French.Date(date.FirstDay) : date.InFrench() : null;
}
