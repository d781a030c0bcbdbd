using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Terreau.Engine.Geography;

namespace Terreau.Engine.Eligibility;

/// <summary>One reading of one rule: walks the JSON, gathers every error with its path.</summary>
internal sealed class RuleReader
{
    private static readonly string[] Forms =
        ["all", "any", "not", "atLeast", "flag", "in", "ge", "le", "between", "dateIn", "zoneIn", "exists", "manual"];

    private static readonly HashSet<string> PredicateKeys = new(StringComparer.Ordinal)
    {
        "id", "label", "question", "sourceUrl", "sourceDate", "checkedOn", "missing", "value", "values", "min", "max",
        "from", "to", "mode", "where", "atLeast", "flag", "in", "ge", "le", "between", "dateIn", "zoneIn", "exists", "manual",
    };

    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private int nodes;

    public List<string> Errors { get; } = [];

    public Rule? Read(JsonElement element, string path, int depth, ImmutableArray<FactDefinition> facts, bool isItem)
    {
        if (element.ValueKind != JsonValueKind.Object) return Fail(path, "une condition est un objet.");
        if (depth > RuleJson.MaxDepth) return Fail(path, $"la règle est emboîtée sur plus de {RuleJson.MaxDepth} niveaux.");
        if (++nodes > RuleJson.MaxNodes)
            return nodes == RuleJson.MaxNodes + 1 ? Fail(path, $"la règle compte plus de {RuleJson.MaxNodes} conditions.") : null;

        var forms = Forms.Where(form => element.TryGetProperty(form, out _)).ToList();
        if (forms.Contains("exists")) forms.Remove("atLeast");
        if (forms.Count != 1)
        {
            return Fail(path, forms.Count == 0
                ? $"il manque la forme de la condition, parmi {string.Join(", ", Forms)}."
                : $"une condition n’a qu’une forme, ici {string.Join(", ", forms)}.");
        }

        return forms[0] switch
        {
            "all" => List(element, "all", path, depth, facts, isItem) is { } all ? new AllRule(all) : null,
            "any" => List(element, "any", path, depth, facts, isItem) is { } any ? new AnyRule(any) : null,
            "not" => OnlyKeys(element, path, "not")
                && Read(element.GetProperty("not"), Step(path, "not"), depth + 1, facts, isItem) is { } not ? new NotRule(not) : null,
            "atLeast" => AtLeast(element, path, depth, facts, isItem),
            var form => ReadPredicate(element, form, path, depth, facts, isItem),
        };
    }

    private AtLeastRule? AtLeast(JsonElement element, string path, int depth, ImmutableArray<FactDefinition> facts, bool isItem)
    {
        if (!OnlyKeys(element, path, "atLeast", "of")) return null;
        var count = Whole(element, "atLeast", path);
        if (!element.TryGetProperty("of", out _)) return Fail<AtLeastRule>(path, "« atLeast » demande la liste « of ».");
        if (List(element, "of", path, depth, facts, isItem, checkKeys: false) is not { } of || count is not { } k) return null;
        return k >= 1 && k <= of.Length
            ? new AtLeastRule(k, of)
            : Fail<AtLeastRule>(path, $"« atLeast » vaut {k}, il doit être entre 1 et {of.Length}.");
    }

    private ImmutableArray<Rule>? List(
        JsonElement element, string name, string path, int depth, ImmutableArray<FactDefinition> facts, bool isItem, bool checkKeys = true)
    {
        if (checkKeys && !OnlyKeys(element, path, name)) return null;
        var list = element.GetProperty(name);
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            Fail(path, $"« {name} » est une liste d’au moins une condition.");
            return null;
        }

        var rules = ImmutableArray.CreateBuilder<Rule>();
        var index = 0;
        foreach (var child in list.EnumerateArray())
        {
            if (Read(child, $"{Step(path, name)}[{index}]", depth + 1, facts, isItem) is { } rule) rules.Add(rule);
            index++;
        }

        return rules.Count == index ? rules.ToImmutable() : null;
    }

    private Predicate? ReadPredicate(
        JsonElement element, string form, string path, int depth, ImmutableArray<FactDefinition> facts, bool isItem)
    {
        var before = Errors.Count;
        var (id, label) = ReadWords(element, form, path, isItem);
        var predicate = ReadForm(element, form, path, depth, facts, isItem, id);
        if (predicate is null || Errors.Count > before) return null;
        return predicate with
        {
            Label = label,
            Question = Text(element, "question", path),
            SourceUrl = Text(element, "sourceUrl", path),
            SourceDate = Day(element, "sourceDate", path),
            CheckedOn = Day(element, "checkedOn", path),
            Missing = ReadMissing(element, path),
        };
    }

    private (string Id, string Label) ReadWords(JsonElement element, string form, string path, bool isItem)
    {
        foreach (var property in element.EnumerateObject().Where(property => !PredicateKeys.Contains(property.Name)))
            Fail(path, $"la clé « {property.Name} » n’est pas connue.");
        var id = Text(element, "id", path) ?? "";
        if (id.Length == 0 && (!isItem || form == "manual")) Fail(path, "il manque « id ».");
        if (id.Length > 0 && !isItem && !ids.Add(id)) Fail(path, $"l’identifiant « {id} » sert deux fois.");
        var label = Text(element, "label", path) ?? "";
        if (label.Length == 0 && !isItem) Fail(path, "il manque « label », la condition en mots simples.");
        return (id, label);
    }

    private Predicate? ReadForm(
        JsonElement element, string form, string path, int depth, ImmutableArray<FactDefinition> facts, bool isItem, string id)
        => form switch
    {
        "flag" => Known(element, "flag", path, facts, FactType.Flag) is { } fact ? new FlagPredicate(fact.Id) { Id = id } : null,
        "in" => ReadIn(element, path, facts, id),
        "ge" => Known(element, "ge", path, facts, FactType.Number) is { } fact && Amount(element, "value", path) is { } least
            ? new NumberPredicate(fact.Id, least, null) { Id = id } : null,
        "le" => Known(element, "le", path, facts, FactType.Number) is { } fact && Amount(element, "value", path) is { } most
            ? new NumberPredicate(fact.Id, null, most) { Id = id } : null,
        "between" => ReadBetween(element, path, facts, id),
        "dateIn" => ReadDate(element, path, facts, id),
        "zoneIn" => isItem ? Fail<Predicate>(path, "« zoneIn » ne porte pas sur un élément de liste.") : ReadZone(element, path, id),
        "exists" => ReadExists(element, path, depth, facts, isItem, id),
        _ => Text(element, "manual", path) is { Length: > 0 } asked
            ? new ManualPredicate(asked) { Id = id } : Fail<Predicate>(path, "« manual » contient la question."),
    };

    private InPredicate? ReadIn(JsonElement element, string path, ImmutableArray<FactDefinition> facts, string id)
    {
        if (Known(element, "in", path, facts, FactType.Choice, FactType.Text, FactType.Many) is not { } fact) return null;
        if (Strings(element, "values", path) is not { } values) return null;
        if (!fact.Answers.IsEmpty && values.FirstOrDefault(value => fact.Answers.All(answer => answer.Code != value)) is { } odd)
        {
            return Fail<InPredicate>(path,
                $"« {odd} » n’est pas une réponse à « {fact.Id} », parmi {string.Join(", ", fact.Answers.Select(answer => answer.Code))}.");
        }

        return new InPredicate(fact.Id, values) { Id = id };
    }

    private NumberPredicate? ReadBetween(JsonElement element, string path, ImmutableArray<FactDefinition> facts, string id)
    {
        if (Known(element, "between", path, facts, FactType.Number) is not { } fact) return null;
        if (Amount(element, "min", path) is not { } min || Amount(element, "max", path) is not { } max) return null;
        return min <= max ? new NumberPredicate(fact.Id, min, max) { Id = id } : Fail<NumberPredicate>(path, "« min » dépasse « max ».");
    }

    private DatePredicate? ReadDate(JsonElement element, string path, ImmutableArray<FactDefinition> facts, string id)
    {
        if (Known(element, "dateIn", path, facts, FactType.Date) is not { } fact) return null;
        var (from, to) = (Day(element, "from", path), Day(element, "to", path));
        if (from is null && to is null) return Fail<DatePredicate>(path, "« dateIn » demande « from » ou « to ».");
        return from > to ? Fail<DatePredicate>(path, "« from » est après « to ».") : new DatePredicate(fact.Id, from, to) { Id = id };
    }

    private ZonePredicate? ReadZone(JsonElement element, string path, string id)
    {
        if (Strings(element, "zoneIn", path) is not { } codes) return null;
        if (codes.FirstOrDefault(code => Zones.LevelOf(code) is null) is { } odd)
            return Fail<ZonePredicate>(path, $"« {odd} » n’est pas un code de zone, comme « COMMUNE:93010 ».");
        ZoneMode? mode = Text(element, "mode", path) switch
        {
            "siege" => ZoneMode.Seat,
            "activite" => ZoneMode.Activity,
            "public" => ZoneMode.Audience,
            _ => null,
        };
        return mode is { } known
            ? new ZonePredicate(codes, known) { Id = id }
            : Fail<ZonePredicate>(path, "« mode » vaut siege, activite ou public.");
    }

    private ExistsPredicate? ReadExists(
        JsonElement element, string path, int depth, ImmutableArray<FactDefinition> facts, bool isItem, string id)
    {
        if (isItem) return Fail<ExistsPredicate>(path, "« exists » ne s’emboîte pas.");
        if (Known(element, "exists", path, facts, FactType.Items) is not { } fact) return null;
        if (!element.TryGetProperty("where", out var where)) return Fail<ExistsPredicate>(path, "« exists » demande « where ».");
        var rule = Read(where, Step(path, "where"), depth + 1, fact.Attributes, isItem: true);
        var count = element.TryGetProperty("atLeast", out _) ? Whole(element, "atLeast", path) : 1;
        if (rule is null || count is not { } k) return null;
        return k is >= 1 and <= 1000 ? new ExistsPredicate(fact.Id, rule, k) { Id = id }
            : Fail<ExistsPredicate>(path, "« atLeast » vaut 1 ou plus.");
    }

    private FactDefinition? Known(
        JsonElement element, string form, string path, ImmutableArray<FactDefinition> facts, params FactType[] types)
    {
        if (Text(element, form, path) is not { } id) return null;
        if (facts.FirstOrDefault(fact => fact.Id == id) is not { } definition)
            return Fail<FactDefinition>(path, $"le fait « {id} » n’existe pas, parmi {string.Join(", ", facts.Select(fact => fact.Id))}.");
        return types.Contains(definition.Type)
            ? definition
            : Fail<FactDefinition>(path, $"« {form} » ne s’applique pas au fait « {id} », de type {definition.Type}.");
    }

    private bool? ReadMissing(JsonElement element, string path)
    {
        if (!element.TryGetProperty("missing", out var missing)) return null;
        var text = missing.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.String => missing.GetString(),
            _ => "",
        };
        if (text is "true" or "false") return text == "true";
        Fail(path, "« missing » vaut « true » ou « false ».");
        return null;
    }

    private string? Text(JsonElement element, string name, string path)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) return Fail<string>(path, $"« {name} » est un texte.");
        var text = value.GetString()!.Trim();
        return text.Length <= 2000 ? text : Fail<string>(path, $"« {name} » dépasse 2000 caractères.");
    }

    private ImmutableArray<string>? Strings(JsonElement element, string name, string path)
    {
        if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            && value.GetArrayLength() is > 0 and <= 2000
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)];
        Fail(path, $"« {name} » est une liste d’au moins un texte.");
        return null;
    }

    private decimal? Amount(JsonElement element, string name, string path)
    {
        if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount)
            && Math.Abs(amount) <= 1_000_000_000_000_000m)
            return amount;
        Fail(path, $"« {name} » est un nombre.");
        return null;
    }

    private int? Whole(JsonElement element, string name, string path)
    {
        if (element.GetProperty(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var whole)) return whole;
        Fail(path, $"« {name} » est un nombre entier.");
        return null;
    }

    private DateOnly? Day(JsonElement element, string name, string path)
    {
        if (Text(element, name, path) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fail(path, $"« {name} » est un jour, comme 2026-06-30.");
        return null;
    }

    private bool OnlyKeys(JsonElement element, string path, params string[] keys)
    {
        var odd = element.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !keys.Contains(name));
        if (odd is null) return true;
        Fail(path, $"la clé « {odd} » n’a pas sa place à côté de « {keys[0]} ».");
        return false;
    }

    private static string Step(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private Rule? Fail(string path, string sentence) => Fail<Rule>(path, sentence);

    private T? Fail<T>(string path, string sentence)
        where T : class
    {
        if (Errors.Count < 50) Errors.Add($"{(path.Length == 0 ? "racine" : path)} : {sentence}");
        return null;
    }
}
