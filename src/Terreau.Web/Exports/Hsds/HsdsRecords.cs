using System.Text.Json.Serialization;

namespace Terreau.Web.Exports.Hsds;

/// <summary>The records of the Human Services Data Specification 3.0 that Terreau can fill; what is not known is left out.</summary>
internal static class HsdsRecords
{
    internal sealed record Landing(
        [property: JsonPropertyName("version")] string Version, [property: JsonPropertyName("profile")] string Profile,
        [property: JsonPropertyName("openapi_url")] string OpenApi, [property: JsonPropertyName("licence")] string Licence,
        [property: JsonPropertyName("licence_url")] string LicenceAddress);

    /// <summary>A page of records, with what it takes to read on and to cite.</summary>
    internal sealed record Page<T>
    {
        [JsonPropertyName("total_items")] public required int Total { get; init; }
        [JsonPropertyName("total_pages")] public required int Pages { get; init; }
        [JsonPropertyName("page_number")] public required int Number { get; init; }
        [JsonPropertyName("size")] public required int Size { get; init; }
        [JsonPropertyName("first_page")] public required bool IsFirst { get; init; }
        [JsonPropertyName("last_page")] public required bool IsLast { get; init; }
        [JsonPropertyName("empty")] public required bool IsEmpty { get; init; }
        [JsonPropertyName("contents")] public required IReadOnlyList<T> Contents { get; init; }
        [JsonPropertyName("licence")] public string Licence { get; } = ExportNotice.Licence;
        [JsonPropertyName("last_update")] public required DateOnly? UpdatedOn { get; init; }

        public static Page<T> Of(IReadOnlyList<T> contents, int total, int number, int perPage, DateOnly? updatedOn)
        {
            var pages = (int)(((long)total + perPage - 1) / perPage);
            return new Page<T>
            {
                Total = total, Pages = pages, Number = number, Size = contents.Count, IsFirst = number == 1, IsLast = number >= pages,
                IsEmpty = contents.Count == 0, Contents = contents, UpdatedOn = updatedOn,
            };
        }
    }

    internal sealed record Organization
    {
        [JsonPropertyName("id")] public required Guid Id { get; init; }
        [JsonPropertyName("name")] public required string Name { get; init; }
        [JsonPropertyName("alternate_name")] public string? AlternateName { get; init; }
        [JsonPropertyName("description")] public required string Description { get; init; }
        [JsonPropertyName("website")] public string? Website { get; init; }
        [JsonPropertyName("legal_status")] public string? LegalStatus { get; init; }
        [JsonPropertyName("uri")] public required string Page { get; init; }
        [JsonPropertyName("organization_identifiers")] public IReadOnlyList<Identifier>? Identifiers { get; init; }
        [JsonPropertyName("locations")] public IReadOnlyList<Location>? Locations { get; init; }
        [JsonPropertyName("attributes")] public IReadOnlyList<Attribute>? Attributes { get; init; }
    }

    internal sealed record Service
    {
        [JsonPropertyName("id")] public required Guid Id { get; init; }
        [JsonPropertyName("organization_id")] public Guid? OrganizationId { get; init; }
        [JsonPropertyName("name")] public required string Name { get; init; }
        [JsonPropertyName("description")] public string? Description { get; init; }
        [JsonPropertyName("url")] public string? Url { get; init; }
        [JsonPropertyName("status")] public required string Status { get; init; }
        [JsonPropertyName("application_process")] public string? HowTo { get; init; }
        [JsonPropertyName("fees_description")] public string? Fees { get; init; }
        [JsonPropertyName("eligibility_description")] public string? Conditions { get; init; }
        [JsonPropertyName("assured_date")] public DateOnly? AssuredOn { get; init; }
        [JsonPropertyName("service_areas")] public IReadOnlyList<Area>? Areas { get; init; }
        [JsonPropertyName("attributes")] public IReadOnlyList<Attribute>? Attributes { get; init; }
    }

    internal sealed record Identifier(
        [property: JsonPropertyName("id")] Guid Id, [property: JsonPropertyName("organization_id")] Guid OrganizationId,
        [property: JsonPropertyName("identifier_scheme")] string Scheme, [property: JsonPropertyName("identifier_type")] string Type,
        [property: JsonPropertyName("identifier")] string Value);

    internal sealed record Location
    {
        [JsonPropertyName("id")] public required Guid Id { get; init; }
        [JsonPropertyName("location_type")] public string Kind { get; } = "physical";
        [JsonPropertyName("organization_id")] public required Guid OrganizationId { get; init; }
        [JsonPropertyName("name")] public string? Name { get; init; }
        [JsonPropertyName("description")] public string? Description { get; init; }
        [JsonPropertyName("latitude")] public double? Latitude { get; init; }
        [JsonPropertyName("longitude")] public double? Longitude { get; init; }
        [JsonPropertyName("external_identifier")] public string? Insee { get; init; }
        [JsonPropertyName("external_identifier_type")] public string? InseeType => Insee is null ? null : "INSEE";
        [JsonPropertyName("schedules")] public IReadOnlyList<Schedule>? Schedules { get; init; }
    }

    internal sealed record Schedule
    {
        [JsonPropertyName("id")] public required Guid Id { get; init; }
        [JsonPropertyName("freq")] public string? Frequency { get; init; }
        [JsonPropertyName("byday")] public string? Days { get; init; }
        [JsonPropertyName("opens_at")] public string? OpensAt { get; init; }
        [JsonPropertyName("closes_at")] public string? ClosesAt { get; init; }
        [JsonPropertyName("description")] public required string Description { get; init; }
    }

    internal sealed record Area(
        [property: JsonPropertyName("id")] Guid Id, [property: JsonPropertyName("service_id")] Guid ServiceId,
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("extent")] string Extent, [property: JsonPropertyName("extent_type")] string ExtentType);

    internal sealed record Attribute
    {
        [JsonPropertyName("id")] public required Guid Id { get; init; }
        [JsonPropertyName("link_id")] public required Guid LinkId { get; init; }
        [JsonPropertyName("link_entity")] public required string LinkEntity { get; init; }
        [JsonPropertyName("link_type")] public required string LinkType { get; init; }
        [JsonPropertyName("taxonomy_term_id")] public Guid TermId => Term.Id;
        [JsonPropertyName("taxonomy_term")] public required Term Term { get; init; }
    }

    internal sealed record Term(
        [property: JsonPropertyName("id")] Guid Id, [property: JsonPropertyName("code")] string Code,
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("description")] string Description, [property: JsonPropertyName("taxonomy")] string Taxonomy);
}
