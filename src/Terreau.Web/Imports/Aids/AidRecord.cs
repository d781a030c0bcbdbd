using System.Text.Json;
using System.Text.Json.Serialization;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Aids;

/// <summary>An aid as the API of Aides-territoires (1.8) says it: the fields that are read, no name of a person among them.</summary>
internal sealed record AidRecord
{
    [JsonPropertyName("id")] public long Id { get; init; }
    [JsonPropertyName("slug")] public string? Slug { get; init; }
    [JsonPropertyName("url")] public string? Url { get; init; }
    [JsonPropertyName("name")] public string? Name { get; init; }
    [JsonPropertyName("financers")] public IReadOnlyList<string>? Financers { get; init; }
    [JsonPropertyName("instructors")] public IReadOnlyList<string>? Instructors { get; init; }
    [JsonPropertyName("description")] public string? Description { get; init; }
    [JsonPropertyName("eligibility")] public string? Eligibility { get; init; }
    [JsonPropertyName("perimeter")] public string? Perimeter { get; init; }
    [JsonPropertyName("perimeter_scale")] public string? Scale { get; init; }
    [JsonPropertyName("mobilization_steps")] public IReadOnlyList<string>? Steps { get; init; }
    [JsonPropertyName("origin_url")] public string? OriginUrl { get; init; }
    [JsonPropertyName("application_url")] public string? ApplicationUrl { get; init; }
    [JsonPropertyName("categories")] public IReadOnlyList<string>? Categories { get; init; }
    [JsonPropertyName("is_call_for_project")] public bool? IsCall { get; init; }
    [JsonPropertyName("targeted_audiences")] public IReadOnlyList<string>? Audiences { get; init; }
    [JsonPropertyName("aid_types")] public IReadOnlyList<string>? Types { get; init; }
    [JsonPropertyName("is_charged")] public bool? IsCharged { get; init; }
    [JsonPropertyName("start_date")] public string? StartsOn { get; init; }
    [JsonPropertyName("submission_deadline")] public string? EndsOn { get; init; }
    [JsonPropertyName("subvention_rate_lower_bound")] public decimal? RateMin { get; init; }
    [JsonPropertyName("subvention_rate_upper_bound")] public decimal? RateMax { get; init; }
    [JsonPropertyName("subvention_comment")] public string? RateNote { get; init; }
    [JsonPropertyName("loan_amount")] public decimal? Loan { get; init; }
    [JsonPropertyName("recoverable_advance_amount")] public decimal? Advance { get; init; }
    [JsonPropertyName("recurrence")] public string? Recurrence { get; init; }
    [JsonPropertyName("date_created")] public string? CreatedAt { get; init; }
    [JsonPropertyName("date_updated")] public string? UpdatedAt { get; init; }
    [JsonPropertyName("is_live")] public bool? IsLive { get; init; }
}

/// <summary>A place of the list of perimeters.</summary>
internal sealed record AidPerimeter
{
    [JsonPropertyName("name")] public string? Name { get; init; }
    [JsonPropertyName("scale")] public string? Scale { get; init; }
    [JsonPropertyName("code")] public string? Code { get; init; }
}

/// <summary>Pages of the API, kept in files or just answered.</summary>
internal sealed class AidPages
{
    private static readonly JsonSerializerOptions Reading = new() { NumberHandling = JsonNumberHandling.AllowReadingFromString };

    private readonly List<AidRecord> records = [];
    private readonly List<(long Id, string Sentence)> faults = [];
    private long said;

    public IReadOnlyList<AidRecord> Records => records;

    /// <summary>Records that are not of the form of the API.</summary>
    public IReadOnlyList<(long Id, string Sentence)> Faults => faults;

    /// <summary>False when the pages given are a part of what the API counts.</summary>
    public bool IsWhole => records.Count + faults.Count >= said;

    /// <exception cref="UnreadableFileException">This is no page of aids.</exception>
    public void Add(JsonElement page)
    {
        foreach (var item in Results(page))
        {
            try { records.Add(item.Deserialize<AidRecord>(Reading)!); }
            catch (JsonException) { faults.Add((item.WholeAt("id") ?? 0, "cette aide n’a pas la forme attendue")); }
        }
        said = Math.Max(said, page.WholeAt("count") ?? 0);
    }

    /// <summary>The codes of each place, by its name and scale.</summary>
    public static IEnumerable<AidPerimeter> Perimeters(JsonElement page)
    {
        foreach (var item in Results(page))
        {
            AidPerimeter? place = null;
            try { place = item.Deserialize<AidPerimeter>(Reading); }
            catch (JsonException) { /* A place that cannot be read stays unknown. */ }
            if (place is { Name: not null, Scale: not null, Code.Length: > 0 }) yield return place;
        }
    }

    private static IEnumerable<JsonElement> Results(JsonElement page)
    {
        var list = page.ListAt("results") ?? page;
        return list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : throw new UnreadableFileException("Ce fichier n’est pas une page de l’API d’Aides-territoires.");
    }
}
