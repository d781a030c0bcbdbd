using System.Text.Json;
using System.Text.Json.Nodes;
using Terreau.Engine.Hours;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;
using Terreau.Web.Exports.Items;

namespace Terreau.Web.Features.Directory.Sheets;

/// <summary>The sheet as search engines read it: schema.org Organization, in JSON-LD. Nothing in it that the page does not say.</summary>
internal static class SheetStructured
{
    public static string Of(Organisation actor, Atlas atlas, string address)
    {
        var node = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Organization",
            ["@id"] = address,
            ["url"] = actor.Website ?? address,
        };
        ItemJsonLd.AddTo(node, ActorFields.All, actor, new Telling(atlas));
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
            var postal = new JsonObject { ["@type"] = "PostalAddress", ["addressLocality"] = atlas.CommuneName(actor.Communes[0]),
                ["addressCountry"] = "FR" };
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
        // The default encoder escapes "<", ">" and "&": the text cannot leave its script element.
        return node.ToJsonString(JsonSerializerOptions.Default);
    }

    /// <summary>The week, where it is the same all year; a day with a condition ("sur rendez-vous") has no word there.</summary>
    private static List<JsonNode> Hours(string? text)
    {
        var specifications = new List<JsonNode>();
        if (!OpeningHours.TryParse(text, out var hours) || hours.Rules.Any(rule => rule.IsCommentAlone) || hours.Week() is not { } week)
            return specifications;
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
                ["dayOfWeek"] = new JsonArray(
                    [.. Days.Where(day => days.HasFlag(day)).Select(day => (JsonNode)$"https://schema.org/{day}")]),
                ["opens"] = opens,
                ["closes"] = closes,
            });
        }
        return specifications;
    }

    // Our names of days are those of schema.org; school holidays have none.
    private static readonly OpeningDays[] Days =
    [
        OpeningDays.Monday, OpeningDays.Tuesday, OpeningDays.Wednesday, OpeningDays.Thursday, OpeningDays.Friday, OpeningDays.Saturday,
        OpeningDays.Sunday,
        OpeningDays.PublicHolidays,
    ];}
