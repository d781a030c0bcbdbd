using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Exports.Hsds;

/// <summary>Sheets as organizations and offers as services of HSDS 3.0. Our own vocabulary stands beside, as attributes.</summary>
internal sealed class HsdsMapping(Atlas atlas)
{
    public const string Version = "3.0";

    /// <summary>HSDS leaves out what is not known, where our own API says null.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What this profile changes of the schemas of HSDS, as a JSON Merge Patch (RFC 7386).</summary>
    public static JsonObject Profile() => new()
    {
        ["organization_identifier.json"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["identifier_type"] = new JsonObject { ["enum"] = new JsonArray("SIREN", "SIRET") } },
        },
        ["location.json"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["external_identifier_type"] = new JsonObject { ["enum"] = new JsonArray("INSEE") } },
        },
        ["service_area.json"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["extent_type"] = new JsonObject { ["enum"] = new JsonArray("zone") } },
        },
        ["taxonomy_term.json"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["taxonomy"] =
                new JsonObject { ["enum"] = new JsonArray([.. Taxonomies.Select(name => (JsonNode)name)]) } },
        },
    };

    private static readonly string[] Taxonomies = ["filieres", "roles", "etapes", "besoins"];

    /// <param name="sheet">As everyone may see it.</param>
    /// <param name="isWhole">False for the short form of lists.</param>
    public HsdsRecords.Organization Of(Organisation sheet, string page, bool isWhole) => new()
    {
        Id = sheet.Id, Name = sheet.Name, AlternateName = sheet.Acronym,
        Description = sheet.Description ?? sheet.Summary ?? Described(sheet),
        // How it is reached is given to who asks on its page, and to no program.
        Website = Link(sheet.Website),
        LegalStatus = sheet.EssFamily is null ? null : Vocabulary.EssFamilies.Label(sheet.EssFamily), Page = page,
        Identifiers = isWhole ? [.. Identifiers(sheet)] : null,
        Locations = isWhole ? [.. Locations(sheet)] : null,
        Attributes = isWhole
            ? [.. Attributes(sheet.Id, "organization", "filieres", sheet.Filieres.Select(code => (code, atlas.FiliereLabel(code)))),
               .. Attributes(sheet.Id, "organization", "roles", sheet.Roles.Select(code => (code, Vocabulary.Roles.Label(code))))]
            : null,
    };

    /// <param name="operatorId">The organization that carries it; null when the directory does not show it.</param>
    /// <param name="status">One of the statuses of HSDS.</param>
    /// <param name="conditions">The conditions in sentences; null when none is known.</param>
    /// <param name="isWhole">False for the short form of lists.</param>
    public HsdsRecords.Service Of(Offer offer, Guid? operatorId, string status, string? conditions, bool isWhole) => new()
    {
        Id = offer.Id, OrganizationId = operatorId, Name = offer.Title, Description = offer.Description ?? offer.Summary,
        Url = Link(offer.Url), Status = status,
        HowTo = offer.HowTo, Fees = Vocabulary.Costs.Label(offer.Cost), Conditions = conditions, AssuredOn = offer.CheckedOn,
        Areas = isWhole
            ? [.. offer.Perimeter.Select(code =>
                new HsdsRecords.Area(Derived(offer.Id, "area " + code), offer.Id, atlas.ZoneName(code), code, "zone"))] : null,
        Attributes = isWhole
            ? [.. Attributes(offer.Id, "service", "etapes", offer.Stages.Select(code => (code, Vocabulary.Stages.Label(code)))),
               .. Attributes(offer.Id, "service", "besoins", offer.Needs.Select(need => (need.ToString(), NeedLabel(need)))),
               .. Attributes(offer.Id, "service", "filieres", offer.Themes.Select(code => (code, atlas.FiliereLabel(code))))]
            : null,
    };

    /// <summary>HSDS wants a text: without one of its own, what the sheet says in its facts.</summary>
    private string Described(Organisation sheet)
    {
        var facts = sheet.Roles.Select(Vocabulary.Roles.Label).Concat(sheet.Communes.Select(atlas.CommuneName)).ToList();
        return facts.Count == 0 ? sheet.Name : string.Join(", ", facts);
    }

    private static IEnumerable<HsdsRecords.Identifier> Identifiers(Organisation sheet)
    {
        if (sheet.Siret is { } siret) yield return new(Derived(sheet.Id, "SIRET"), sheet.Id, "FR-SIRET", "SIRET", siret);
        if (sheet.Siren is { } siren) yield return new(Derived(sheet.Id, "SIREN"), sheet.Id, "FR-SIRENE", "SIREN", siren);
    }

    /// <summary>Each town is a place; the position belongs to the one there is, where there is one.</summary>
    private IEnumerable<HsdsRecords.Location> Locations(Organisation sheet)
    {
        var communes = sheet.Communes.Concat(sheet.OutsideCommunes).ToList();
        foreach (var insee in communes)
        {
            var isOnly = communes.Count == 1 && sheet.Latitude is not null;
            yield return new HsdsRecords.Location
            {
                Id = Derived(sheet.Id, "location " + insee), OrganizationId = sheet.Id, Name = atlas.CommuneName(insee), Insee = insee,
                Description = isOnly ? Vocabulary.Precisions.Label(sheet.Precision) : null,
                Latitude = isOnly ? sheet.Latitude : null, Longitude = isOnly ? sheet.Longitude : null,
                // In several towns, nobody said which of them the hours are for.
                Schedules = communes.Count == 1 ? HsdsSchedules.Of(sheet.OpeningHours, part => Derived(sheet.Id, part)) : null,
            };
        }
    }

    private static IEnumerable<HsdsRecords.Attribute> Attributes(
        Guid of, string entity, string taxonomy, IEnumerable<(string Code, string Label)> terms)
        => terms.Select(term => new HsdsRecords.Attribute
        {
            Id = Derived(of, $"{taxonomy} {term.Code}"), LinkId = of, LinkEntity = entity, LinkType = taxonomy,
            Term = new HsdsRecords.Term(Derived(Guid.Empty, $"{taxonomy} {term.Code}"), term.Code, term.Label, term.Label, taxonomy),
        });

    private static string NeedLabel(AnsweredNeed need)
        => need.Nature is null ? need.Kind : $"{Vocabulary.NeedKinds.Label(need.Kind)} : {Vocabulary.Natures.Label(need.Nature)}";

    private static string? Link(string? address)
        => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") ? uri.AbsoluteUri : null;

    /// <summary>An identity that is the same at each reading, for what has none of its own in the database.</summary>
    private static Guid Derived(Guid of, string part)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"terreau {of:N} {part}")).AsSpan(0, 16);
        // Version 8 (RFC 9562): made by our own rule.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
