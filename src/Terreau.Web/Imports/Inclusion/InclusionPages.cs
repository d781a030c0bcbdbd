using System.Text.Json;
using System.Text.Json.Serialization;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Inclusion;

/// <summary>A structure of data·inclusion v1: the fields that have a place on a sheet.</summary>
internal sealed record InclusionStructure
{
    [JsonPropertyName("source")] public string? Source { get; init; }
    [JsonPropertyName("id")] public string? Id { get; init; }
    [JsonPropertyName("nom")] public string? Name { get; init; }
    [JsonPropertyName("date_maj")] public string? UpdatedOn { get; init; }
    [JsonPropertyName("description")] public string? Description { get; init; }
    [JsonPropertyName("siret")] public string? Siret { get; init; }
    [JsonPropertyName("commune")] public string? Commune { get; init; }
    [JsonPropertyName("code_postal")] public string? Postcode { get; init; }
    [JsonPropertyName("code_insee")] public string? Insee { get; init; }
    [JsonPropertyName("adresse")] public string? Address { get; init; }
    [JsonPropertyName("complement_adresse")] public string? Complement { get; init; }
    [JsonPropertyName("longitude")] public double? Longitude { get; init; }
    [JsonPropertyName("latitude")] public double? Latitude { get; init; }
    [JsonPropertyName("telephone")] public string? Phone { get; init; }
    [JsonPropertyName("courriel")] public string? Email { get; init; }
    [JsonPropertyName("site_web")] public string? Website { get; init; }
    [JsonPropertyName("horaires_accueil")] public string? OpeningHours { get; init; }
}

/// <summary>A service of data·inclusion v1; its contact is a person, and is not read.</summary>
internal sealed record InclusionOffer
{
    [JsonPropertyName("source")] public string? Source { get; init; }
    [JsonPropertyName("structure_id")] public string? StructureId { get; init; }
    [JsonPropertyName("id")] public string? Id { get; init; }
    [JsonPropertyName("nom")] public string? Name { get; init; }
    [JsonPropertyName("description")] public string? Description { get; init; }
    [JsonPropertyName("date_maj")] public string? UpdatedOn { get; init; }
    [JsonPropertyName("type")] public string? Kind { get; init; }
    [JsonPropertyName("thematiques")] public IReadOnlyList<string>? Themes { get; init; }
    [JsonPropertyName("frais")] public string? Cost { get; init; }
    [JsonPropertyName("frais_precisions")] public string? CostNote { get; init; }
    [JsonPropertyName("conditions_acces")] public string? Conditions { get; init; }
    [JsonPropertyName("commune")] public string? Commune { get; init; }
    [JsonPropertyName("code_postal")] public string? Postcode { get; init; }
    [JsonPropertyName("code_insee")] public string? Insee { get; init; }
    [JsonPropertyName("zone_eligibilite")] public IReadOnlyList<string>? Zones { get; init; }
    [JsonPropertyName("lien_source")] public string? Page { get; init; }
    [JsonPropertyName("lien_mobilisation")] public string? AskingPage { get; init; }
    [JsonPropertyName("mobilisation_precisions")] public string? HowTo { get; init; }
}

/// <summary>Pages of structures and of services, kept in files or just answered; a service is told from a structure by its
/// structure_id.</summary>
internal sealed class InclusionPages
{
    private readonly List<(int Line, InclusionStructure Record)> structures = [];
    private readonly List<InclusionOffer> services = [];
    private readonly List<string> faults = [];
    private long saidStructures;
    private long saidServices;
    private int line;

    /// <summary>Each with its rank, from 1, over all the pages.</summary>
    public IReadOnlyList<(int Line, InclusionStructure Record)> Structures => structures;

    public IReadOnlyList<InclusionOffer> Services => services;

    /// <summary>The records, by their id or rank, that are not of the form of the schema.</summary>
    public IReadOnlyList<string> Faults => faults;

    public bool AreStructuresWhole => structures.Count >= saidStructures && faults.Count == 0;
    public bool AreServicesWhole => services.Count > 0 && services.Count >= saidServices && faults.Count == 0;

    /// <exception cref="UnreadableFileException">This is no page of data·inclusion.</exception>
    public void Add(JsonElement page)
    {
        var list = page.ListAt("items") ?? page;
        if (list.ValueKind != JsonValueKind.Array) throw new UnreadableFileException("Ce fichier n’est pas une page de data·inclusion.");
        var areServices = false;
        foreach (var item in list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
        {
            line++;
            try
            {
                if (item.TryGetProperty("structure_id", out _))
                {
                    areServices = true;
                    services.Add(item.Deserialize<InclusionOffer>()!);
                }
                else structures.Add((line, item.Deserialize<InclusionStructure>()!));
            }
            catch (JsonException)
            {
                faults.Add(item.TextAt("id") ?? $"n° {line}");
            }
        }
        var all = page.WholeAt("total") ?? 0;
        if (areServices) saidServices = Math.Max(saidServices, all);
        else saidStructures = Math.Max(saidStructures, all);
    }
}

/// <summary>Reads the pages of the API one after the other.</summary>
internal sealed class InclusionApi(RemoteApi remote)
{
    /// <param name="first">…/api/v1/structures or …/api/v1/services, with its filters.</param>
    /// <param name="take">Given each page.</param>
    public async Task ReadAsync(Uri first, string? key, Action<JsonElement> take, CancellationToken cancel)
    {
        for (var number = 1; number <= RemoteApi.MostPages; number++)
        {
            var address = number == 1 ? first
                : new UriBuilder(first) { Query = $"{first.Query.TrimStart('?')}{(first.Query.Length > 1 ? "&" : "")}page={number}" }.Uri;
            using var page = await remote.AskAsync(address, cancel, key);
            take(page.RootElement);
            if (number >= (page.RootElement.WholeAt("pages") ?? 0)) return;
        }
        throw new UnreadableFileException($"Plus de {RemoteApi.MostPages} pages : ajoutez un filtre à l’adresse.");
    }
}
