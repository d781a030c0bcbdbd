using System.Text.Json;
using System.Text.Json.Nodes;
using Terreau.Engine.Hours;
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
        var place = new JsonObject { ["@type"] = "Place" };
        // The middle of a commune is not where an organisation is: only an exact point is told to machines.
        if (actor is { Precision: "exacte", Latitude: { } latitude, Longitude: { } longitude })
            place["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = latitude, ["longitude"] = longitude };
        var hours = Hours(actor.OpeningHours);
        if (hours.Count > 0) place["openingHoursSpecification"] = new JsonArray([.. hours]);
        if (place.Count > 1) node["location"] = place;
        return node;
    }

    /// <summary>The week, where it is the same all year; a day with a condition ("sur rendez-vous") has no word there.</summary>
    private static List<JsonNode> Hours(string? text)
    {
        var specifications = new List<JsonNode>();
        if (!OpeningHours.TryParse(text, out var hours) || hours.Rules.Any(rule => rule.IsCommentAlone) || hours.Week() is not { } week) return specifications;
        foreach (var (days, said) in week.Where(line => HoursWords.Today(line.Hours) is not null))
        {
            if (said.State == OpeningState.Closed) Add("00:00", "00:00");
            foreach (var span in said.Spans.Where(span => !span.IsOpenEnd))
            {
                if (span.IsWholeDay) Add("00:00", "23:59");
                else Add(OpeningSpan.Clock(span.FromMinute), OpeningSpan.Clock(span.ToMinute % OpeningSpan.Day));
            }

            void Add(string opens, string closes) => specifications.Add(new JsonObject
            {
                ["@type"] = "OpeningHoursSpecification",
                ["dayOfWeek"] = new JsonArray([.. Days.Where(day => days.HasFlag(day)).Select(day => (JsonNode)$"https://schema.org/{day}")]),
                ["opens"] = opens,
                ["closes"] = closes,
            });
        }
        return specifications;
    }

    // Our names of days are those of schema.org; school holidays have none.
    private static readonly OpeningDays[] Days =
    [
        OpeningDays.Monday, OpeningDays.Tuesday, OpeningDays.Wednesday, OpeningDays.Thursday, OpeningDays.Friday, OpeningDays.Saturday, OpeningDays.Sunday,
        OpeningDays.PublicHolidays,
    ];

    private static void Add(JsonObject node, string name, List<string> values)
    {
        if (values.Count > 0) node[name] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
    }
}
