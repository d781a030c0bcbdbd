using System.ComponentModel;
using System.Text.Json.Serialization;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Directory;

/// <summary>An actor as open data: what the API gives and what the files are made of.</summary>
internal sealed record ActorItem
{
    [JsonPropertyName("id"), Description("Identifiant stable.")]
    public required Guid Id { get; init; }

    [JsonPropertyName("slug"), Description("Fin de l’adresse de la fiche.")]
    public required string Slug { get; init; }

    [JsonPropertyName("nom"), Description("Nom.")]
    public required string Name { get; init; }

    [JsonPropertyName("sigle"), Description("Sigle, ou null.")]
    public string? Acronym { get; init; }

    [JsonPropertyName("autresNoms"), Description("Autres écritures du nom.")]
    public required IReadOnlyList<string> Aliases { get; init; }

    [JsonPropertyName("siren"), Description("Numéro SIREN, ou null quand il n’est pas connu.")]
    public string? Siren { get; init; }

    [JsonPropertyName("siret"), Description("Numéro SIRET, ou null quand il n’est pas connu.")]
    public string? Siret { get; init; }

    [JsonPropertyName("communes"), Description("Communes où il est présent : code INSEE et nom.")]
    public required IReadOnlyList<Coded> Communes { get; init; }

    [JsonPropertyName("quartiers"), Description("Quartiers établis, jamais déduits.")]
    public required IReadOnlyList<Coded> Districts { get; init; }

    [JsonPropertyName("adresse"), Description("Adresse postale, ou null.")]
    public string? Address { get; init; }

    [JsonPropertyName("latitude"), Description("Degrés, WGS 84. Voir « precision ».")]
    public double? Latitude { get; init; }

    [JsonPropertyName("longitude"), Description("Degrés, WGS 84. Voir « precision ».")]
    public double? Longitude { get; init; }

    [JsonPropertyName("precision"), Description("Ce que vaut la position : exacte, centroide, commune ou inconnue.")]
    public required string Precision { get; init; }

    [JsonPropertyName("filieres"), Description("Filières.")]
    public required IReadOnlyList<Coded> Filieres { get; init; }

    [JsonPropertyName("roles"), Description("Rôles.")]
    public required IReadOnlyList<Coded> Roles { get; init; }

    [JsonPropertyName("famille"), Description("Famille de l’économie sociale, ou null quand elle n’est pas connue.")]
    public Coded? EssFamily { get; init; }

    [JsonPropertyName("labels"), Description("Labels.")]
    public required IReadOnlyList<string> Labels { get; init; }

    [JsonPropertyName("presentation"), Description("Ce que la source dit de lui.")]
    public string? Summary { get; init; }

    [JsonPropertyName("site"), Description("Site web, ou null.")]
    public string? Website { get; init; }

    [JsonPropertyName("horaires"), Description("Horaires d’ouverture, dans la syntaxe d’OpenStreetMap (opening_hours), ou null.")]
    public string? OpeningHours { get; init; }

    [JsonPropertyName("propose"), Description("Ce qu’il dit proposer.")]
    public required IReadOnlyList<string> Proposes { get; init; }

    [JsonPropertyName("cherche"), Description("Ce qu’il dit chercher.")]
    public required IReadOnlyList<string> Seeks { get; init; }

    [JsonPropertyName("source"), Description("Document d’où vient la fiche.")]
    public required string Source { get; init; }

    [JsonPropertyName("dateSource"), Description("Date de ce document : année, mois ou jour.")]
    public required string SourceOn { get; init; }

    [JsonPropertyName("verifieLe"), Description("Jour de la dernière vérification, ou null.")]
    public DateOnly? CheckedOn { get; init; }

    [JsonPropertyName("fiche"), Description("Adresse de la fiche.")]
    public required string Page { get; init; }

    [JsonPropertyName("distanceKm"), Description("Distance au point de départ demandé, ou null.")]
    public double? DistanceKm { get; init; }

    public static ActorItem Of(Organisation actor, Atlas atlas) => new()
    {
        Id = actor.Id,
        Slug = actor.Slug,
        Name = actor.Name,
        Acronym = actor.Acronym,
        Aliases = actor.Aliases,
        Siren = actor.Siren,
        Siret = actor.Siret,
        Communes = [.. actor.Communes.Concat(actor.OutsideCommunes).Select(insee => new Coded(insee, atlas.CommuneName(insee)))],
        Districts = [.. actor.Districts.Select(code => new Coded(code, atlas.ZoneName(code)))],
        Address = actor.Address,
        Latitude = actor.Latitude,
        Longitude = actor.Longitude,
        Precision = actor.Precision,
        Filieres = [.. actor.Filieres.Select(code => new Coded(code, atlas.FiliereLabel(code)))],
        Roles = [.. actor.Roles.Select(code => new Coded(code, Vocabulary.Roles.Label(code)))],
        EssFamily = actor.EssFamily is null ? null : new Coded(actor.EssFamily, Vocabulary.EssFamilies.Label(actor.EssFamily)),
        Labels = actor.Labels,
        Summary = actor.Summary,
        Website = actor.Website,
        OpeningHours = actor.OpeningHours,
        Proposes = actor.Proposes,
        Seeks = actor.Seeks,
        Source = atlas.SourceTitle(actor.SourceId),
        SourceOn = actor.SourceOn.Written,
        CheckedOn = actor.CheckedOn,
        Page = DirectoryRoutes.Sheet(actor.Slug),
    };

    internal sealed record Coded([property: JsonPropertyName("code")] string Code, [property: JsonPropertyName("nom")] string Name);
}
