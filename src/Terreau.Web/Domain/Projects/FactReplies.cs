using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Quantities;

namespace Terreau.Web.Domain.Projects;

/// <summary>
/// Answers to the questions that conditions raise, between JSON (as kept, exported and sent) and facts:
/// true or false, a code, a number or {"min", "max"}, a day, a list of codes, a list of partners; null = not known.
/// </summary>
internal static class FactReplies
{
    /// <summary>The most answers a project keeps.</summary>
    public const int Most = 200;

    private const string ManualPrefix = "manuel.";
    private const int MostItems = 20;
    private const int LongestCode = 80;
    private const long MostOfAnything = 1_000_000_000_000;

    /// <summary>Facts that a step already asks, and the field of the profile that holds them.</summary>
    private static readonly Dictionary<string, string> Steps = new(StringComparer.Ordinal)
    {
        ["existe"] = "structure.existe", ["statut.famille"] = "structure.famille", ["effectif"] = "structure.effectif",
        ["stade"] = "etapes", ["themes"] = "filieres", ["publicsVises"] = "publics", ["lieuActivite.zones"] = "lieu.communes",
        ["besoin.nature"] = "besoins", ["besoin.montant"] = "besoins", ["besoin.date"] = "besoins",
    };

    /// <summary>The field of the profile that holds a fact which a step asks; null for the others.</summary>
    public static string? StepField(string fact) => Steps.GetValueOrDefault(fact);

    public static bool IsManual(string fact)
        => fact.StartsWith(ManualPrefix, StringComparison.Ordinal) && fact.Length > ManualPrefix.Length && fact.Length <= LongestCode;

    /// <summary>Why an answer cannot be kept, in one sentence; null when it can.</summary>
    public static string? Refusal(string fact, JsonElement value)
    {
        if (!IsManual(fact) && FactCatalogue.Find(fact) is null) return "Ce fait n’existe pas.";
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (StepField(fact) is { } field) return $"Dites-le dans « {field} ».";
        if (ValueOf(fact, value) is not null) return null;
        return (IsManual(fact) ? FactType.Flag : FactCatalogue.Find(fact)!.Type) switch
        {
            FactType.Flag => "true, false ou null est attendu.",
            FactType.Number => "Un nombre positif, ou un objet avec « min » et « max », est attendu.",
            FactType.Date => "Une date comme 2027-03-15 est attendue.",
            FactType.Many => "Une liste de codes est attendue.",
            FactType.Items => $"Une liste d’au plus {MostItems} objets est attendue.",
            _ => "Un code connu est attendu.",
        };
    }

    /// <summary>The sheet with every answer that can be read; the others are as if never asked.</summary>
    public static Facts AddTo(Facts sheet, IReadOnlyDictionary<string, JsonElement> replies)
    {
        foreach (var (fact, value) in replies.OrderBy(reply => reply.Key, StringComparer.Ordinal))
        {
            if (StepField(fact) is null && ValueOf(fact, value) is { } known) sheet = sheet.With(fact, new Fact(known));
        }
        return sheet;
    }

    /// <summary>The value an answer stands for; null when it is unknown or cannot be read.</summary>
    public static FactValue? ValueOf(string fact, JsonElement value)
    {
        if (IsManual(fact)) return Flag(value);
        return FactCatalogue.Find(fact) is { } definition ? ValueOf(definition, value) : null;
    }

    private static FactValue? ValueOf(FactDefinition definition, JsonElement value) => definition.Type switch
    {
        FactType.Flag => Flag(value),
        FactType.Choice or FactType.Text => Code(value) is { } code && Offers(definition, code) ? new FactValue.Choice(code) : null,
        FactType.Number => Quantity(value) is { IsUnknown: false } quantity ? new FactValue.Number(quantity) : null,
        FactType.Date => Code(value) is { } text
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new FactValue.Date(day) : null,
        FactType.Many => Many(definition, value),
        _ => Items(definition, value),
    };

    private static FactValue.Flag? Flag(JsonElement value)
        => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? new FactValue.Flag(value.GetBoolean()) : null;

    private static bool Offers(FactDefinition definition, string code)
        => definition.Answers.IsEmpty || definition.Answers.Any(answer => answer.Code == code);

    private static Interval? Quantity(JsonElement value)
    {
        if (Positive(value) is { } exact) return Interval.Exactly(exact);
        if (value.ValueKind != JsonValueKind.Object) return null;
        var (hasMin, min) = Bound(value, "min");
        var (hasMax, max) = Bound(value, "max");
        return (hasMin && min is null) || (hasMax && max is null) || min > max ? null : Interval.Between(min, max);
    }

    private static (bool IsThere, decimal? Value) Bound(JsonElement value, string name)
        => value.TryGetProperty(name, out var bound) && bound.ValueKind != JsonValueKind.Null ? (true, Positive(bound)) : (false, null);

    private static decimal? Positive(JsonElement value)
        => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number is >= 0 and <= MostOfAnything
            ? number : null;

    private static FactValue.Many? Many(FactDefinition definition, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > 100) return null;
        var codes = value.EnumerateArray().Select(Code).ToList();
        return codes.TrueForAll(code => code is not null && Offers(definition, code))
            ? new FactValue.Many([.. codes.Select(code => code!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
            : null;
    }

    private static FactValue.Items? Items(FactDefinition definition, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MostItems) return null;
        var sheets = ImmutableArray.CreateBuilder<Facts>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) return null;
            var sheet = Facts.Empty;
            foreach (var attribute in definition.Attributes)
            {
                if (!item.TryGetProperty(attribute.Id, out var said) || said.ValueKind == JsonValueKind.Null) continue;
                if (ValueOf(attribute, said) is not { } known) return null;
                sheet = sheet.With(attribute.Id, new Fact(known));
            }
            sheets.Add(sheet);
        }
        return new FactValue.Items(sheets.ToImmutable());
    }

    private static string? Code(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString() is { Length: > 0 and <= LongestCode } code ? code : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character written on two units is no text.
            return null;
        }
    }
}
