using System.Text.Json;
using System.Text.Json.Nodes;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Directory;

/// <summary>The sheet as search engines read it: schema.org Organization, in JSON-LD. Nothing in it that the page does not say.</summary>
internal static class SheetStructured
{
    /// <summary>A data block: never run, hence allowed without inline script.</summary>
    public static string Script(Organisation actor, Atlas atlas, string address)
        // The default encoder of System.Text.Json escapes "<", ">" and "&": no text can close the block.
        => $"<script type=\"application/ld+json\">{Of(actor, atlas, address).ToJsonString(JsonSerializerOptions.Default)}</script>";

    private static JsonObject Of(Organisation actor, Atlas atlas, string address)
    {
        var node = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Organization",
            ["@id"] = address,
            ["url"] = actor.Website ?? address,
            ["name"] = actor.Name,
        };
        Add(node, "alternateName", [.. actor.Aliases.Append(actor.Acronym).OfType<string>()]);
        if (actor.Summary is not null) node["description"] = actor.Summary;
        Add(node, "areaServed", [.. actor.Communes.Select(atlas.CommuneName)]);
        Add(node, "knowsAbout", [.. actor.Filieres.Select(atlas.FiliereLabel)]);
        Add(node, "award", actor.Labels);
        if (actor.Siret is not null || actor.Siren is not null)
        {
            node["identifier"] = new JsonObject
            {
                ["@type"] = "PropertyValue",
                ["propertyID"] = actor.Siret is null ? "SIREN" : "SIRET",
                ["value"] = actor.Siret ?? actor.Siren,
            };
        }
        if (actor.Communes.Count > 0)
        {
            var postal = new JsonObject { ["@type"] = "PostalAddress", ["addressLocality"] = atlas.CommuneName(actor.Communes[0]), ["addressCountry"] = "FR" };
            if (actor.Address is not null) postal["streetAddress"] = actor.Address;
            node["address"] = postal;
        }
        // The middle of a commune is not where an organisation is: only an exact point is told to machines.
        if (actor is { Precision: "exacte", Latitude: { } latitude, Longitude: { } longitude })
        {
            node["location"] = new JsonObject
            {
                ["@type"] = "Place",
                ["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = latitude, ["longitude"] = longitude },
            };
        }
        return node;
    }

    private static void Add(JsonObject node, string name, List<string> values)
    {
        if (values.Count > 0) node[name] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
    }
}
