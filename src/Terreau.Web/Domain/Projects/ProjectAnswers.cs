using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Terreau.Web.Domain.Projects;

/// <summary>
/// What a project's holder has said so far. Everything may be missing: missing is "not known yet".
/// The same words are kept in the database, exported, and taken by the API; fields written by a later
/// version of Terreau are kept as they are.
/// </summary>
public sealed record ProjectAnswers
{
    public const int CurrentVersion = 1;
    public const int IdeaLength = 2000;

    /// <summary>The longest the kept text may be; a profile that goes beyond is refused before it is saved.</summary>
    public const int KeptLength = 200_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Default,
    };

    [JsonPropertyName("version"), JsonPropertyOrder(-1)] public int Version { get; init; } = CurrentVersion;

    /// <summary>The idea in the holder's own words.</summary>
    [JsonPropertyName("idee")] public string? Idea { get; init; }

    /// <summary>One stage, or two that follow each other.</summary>
    [JsonPropertyName("etapes")] public IReadOnlyList<string> Stages { get; init; } = [];

    [JsonPropertyName("lieu")] public PlaceAnswer Place { get; init; } = new();
    [JsonPropertyName("filieres")] public IReadOnlyList<string> Filieres { get; init; } = [];
    [JsonPropertyName("publics")] public IReadOnlyList<string> Publics { get; init; } = [];
    [JsonPropertyName("structure")] public StructureAnswer Structure { get; init; } = new();

    /// <summary>At most one per kind.</summary>
    [JsonPropertyName("besoins")] public IReadOnlyList<NeedAnswer> Needs { get; init; } = [];

    /// <summary>Answers to the questions that conditions raise, by fact; null = asked, and not known.</summary>
    [JsonPropertyName("reponses")] public IReadOnlyDictionary<string,
        JsonElement> Facts { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The answers as they stood before the last change made from the result.</summary>
    [JsonPropertyName("avant")] public ProjectAnswers? Before { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>Enough was said to look for answers: an idea and one need.</summary>
    [JsonIgnore] public bool IsReady => Idea is { Length: > 0 } && Needs.Count > 0;

    public NeedAnswer? Need(string kind) => Needs.FirstOrDefault(need => need.Kind == kind);

    /// <summary>The same answers with one need added or replaced; needs stay in the order of the vocabulary.</summary>
    public ProjectAnswers With(NeedAnswer need)
        => this with { Needs = [.. Needs.Where(other => other.Kind != need.Kind).Append(need).OrderBy(RankOf)] };

    /// <summary>The same answers with exactly these kinds of needs, keeping what was said of those already there.</summary>
    public ProjectAnswers WithKinds(IReadOnlyCollection<string> kinds)
        => this with { Needs = [.. kinds.Distinct().Select(kind => Need(kind) ?? new NeedAnswer { Kind = kind }).OrderBy(RankOf)] };

    /// <summary>The same answers with a reply to a question, kept where a step keeps it when one asks the same.</summary>
    /// <param name="fact">The fact asked for.</param>
    /// <param name="value">The reply as JSON; JSON null = not known.</param>
    public ProjectAnswers Replying(string fact, JsonElement value) => (fact, value.ValueKind) switch
    {
        // "Not known" is kept as said, so that the same question does not come back at once.
        (_, JsonValueKind.Null) => WithFact(fact, value),
        ("existe", _) => this with { Structure = Structure with { Exists = value.ValueKind == JsonValueKind.True } },
        ("statut.famille", JsonValueKind.String) => this with { Structure = Structure with { Family = value.GetString() } },
        ("effectif", JsonValueKind.Number) =>
            this with { Structure = Structure with { Headcount = CountAnswer.Exactly((long)value.GetDecimal()) } },
        _ => WithFact(fact, value),
    };

    public ProjectAnswers WithFact(string fact, JsonElement value)
        => this with { Facts = new SortedDictionary<string, JsonElement>(Facts.ToDictionary(), StringComparer.Ordinal) { [fact] = value } };

    public ProjectAnswers WithoutFact(string fact)
        => Facts.ContainsKey(fact) ? this with { Facts = Facts.Where(pair => pair.Key != fact).ToDictionary() } : this;

    /// <summary>A short name of these answers, the same for the same answers: it tells a result from the next one.</summary>
    public string Fingerprint()
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((this with { Before = null }).ToJson())))[..16];

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads kept answers. What cannot be read (a damaged row) counts as nothing said: the page still opens.</summary>
    public static ProjectAnswers FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ProjectAnswers>(json, Json) ?? new ProjectAnswers();
        }
        catch (JsonException)
        {
            return new ProjectAnswers();
        }
    }

    private static int RankOf(NeedAnswer need)
        => Vocabulary.NeedKinds.Terms.TakeWhile(term => term.Code != need.Kind).Count();
}

/// <summary>Where the project acts.</summary>
public sealed record PlaceAnswer
{
    public const string NoDistrict = "AUCUN";

    /// <summary>INSEE codes; none = not known.</summary>
    [JsonPropertyName("communes")] public IReadOnlyList<string> Communes { get; init; } = [];

    [JsonPropertyName("toutLeTerritoire")] public bool WholeTerritory { get; init; }

    /// <summary>The code of a priority district, <see cref="NoDistrict"/>, or null = not known.</summary>
    [JsonPropertyName("quartierPrioritaire")] public string? District { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Unknown { get; init; }

    [JsonIgnore] public bool IsKnown => WholeTerritory || Communes.Count > 0;
}

/// <summary>The legal structure of the project, if there is one.</summary>
public sealed record StructureAnswer
{
    [JsonPropertyName("existe")] public bool? Exists { get; init; }

    /// <summary>A code of <see cref="LegalFamilies"/>.</summary>
    [JsonPropertyName("famille")] public string? Family { get; init; }

    /// <summary>Nine digits, checked; kept only because some conditions ask whether one exists.</summary>
    [JsonPropertyName("siren")] public string? Siren { get; init; }

    /// <summary>Persons employed, bounds included.</summary>
    [JsonPropertyName("effectif")] public CountAnswer? Headcount { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>A number known between two bounds, both included; no upper bound = or more.</summary>
public sealed record CountAnswer
{
    [JsonPropertyName("min")] public long Min { get; init; }
    [JsonPropertyName("max")] public long? Max { get; init; }

    public static CountAnswer Exactly(long count) => new() { Min = count, Max = count };
}

/// <summary>One kind of need: what exactly, how much, for when.</summary>
public sealed record NeedAnswer
{
    /// <summary>A code of <see cref="Vocabulary.NeedKinds"/>.</summary>
    [JsonPropertyName("genre")] public required string Kind { get; init; }

    /// <summary>Codes of <see cref="Vocabulary.Natures"/>; none = not known yet.</summary>
    [JsonPropertyName("natures")] public IReadOnlyList<string> Natures { get; init; } = [];

    /// <summary>How much; written in euros outside.</summary>
    [JsonPropertyName("montant"), JsonConverter(typeof(EurosJson))] public long? AmountCents { get; init; }

    /// <summary>The day by which it is needed.</summary>
    [JsonPropertyName("pour")] public DateOnly? For { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>Cents here, euros with at most two decimals in the text.</summary>
internal sealed class EurosJson : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.Null ? null
            : reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var euros) && Math.Abs(euros) < 1e15m
            ? (long)decimal.Round(euros * 100)
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } cents) writer.WriteNumberValue(cents % 100 == 0 ? cents / 100 : cents / 100m);
        else writer.WriteNullValue();
    }
}
