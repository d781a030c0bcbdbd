using System.Text.Json.Serialization;

namespace Terreau.Web.Exports.DataInclusion;

/// <summary>A structure as data·inclusion v1 (package 1.0.8, 2026-04-27) describes it; what Terreau does not know is left out.</summary>
internal sealed record StructureRecord
{
    [JsonPropertyName("source")] public required string Source { get; init; }
    [JsonPropertyName("id")] public required string Id { get; init; }
    [JsonPropertyName("nom")] public required string Name { get; init; }
    [JsonPropertyName("date_maj")] public required DateOnly UpdatedOn { get; init; }
    [JsonPropertyName("description")] public string? Description { get; init; }
    [JsonPropertyName("siret")] public string? Siret { get; init; }
    [JsonPropertyName("adresse")] public string? Address { get; init; }
    [JsonPropertyName("code_postal")] public string? Postcode { get; init; }
    [JsonPropertyName("commune")] public string? Commune { get; init; }
    [JsonPropertyName("code_insee")] public string? Insee { get; init; }
    [JsonPropertyName("latitude")] public double? Latitude { get; init; }
    [JsonPropertyName("longitude")] public double? Longitude { get; init; }
    [JsonPropertyName("site_web")] public string? Website { get; init; }
    [JsonPropertyName("horaires_accueil")] public string? OpeningHours { get; init; }
    [JsonPropertyName("lien_source")] public required string Page { get; init; }
}

/// <summary>A service as data·inclusion v1 describes it.</summary>
internal sealed record ServiceRecord
{
    [JsonPropertyName("source")] public required string Source { get; init; }
    [JsonPropertyName("id")] public required string Id { get; init; }
    [JsonPropertyName("structure_id")] public required string StructureId { get; init; }
    [JsonPropertyName("nom")] public required string Name { get; init; }
    [JsonPropertyName("description")] public required string Description { get; init; }
    [JsonPropertyName("date_maj")] public required DateOnly UpdatedOn { get; init; }
    [JsonPropertyName("type")] public string? Kind { get; init; }
    [JsonPropertyName("thematiques")] public IReadOnlyList<string>? Themes { get; init; }
    [JsonPropertyName("frais")] public string? Cost { get; init; }
    [JsonPropertyName("publics_precisions")] public string? Publics { get; init; }
    [JsonPropertyName("mobilisation_precisions")] public string? HowTo { get; init; }
    [JsonPropertyName("zone_eligibilite")] public IReadOnlyList<string>? Zones { get; init; }
    [JsonPropertyName("lien_source")] public required string Page { get; init; }
}
