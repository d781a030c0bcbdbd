using System.Globalization;
using System.Text.Json;
using Terreau.Engine.Eligibility;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Features.History;

/// <summary>The properties of sheets and offers as people call them, and their values in words.</summary>
internal static class FieldWords
{
    public const string Reserved = "valeur réservée";

    /// <summary>What stands for a contact: whoever wants to reach someone asks on the sheet.</summary>
    public const string OnAsking = "à demander sur la fiche";
    private const string Empty = "(vide)";

    /// <summary>What people call a property; null for what only the program uses.</summary>
    public static string? Label(string subject, string property) => subject switch
    {
        nameof(Organisation) => ActorFields.Find(property)?.Title,
        nameof(Offer) => OfferFields.Find(property)?.Title,
        _ => null,
    };

    public static string Words(string subject, string property, JsonElement value, Atlas atlas) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => Empty,
        JsonValueKind.True => "oui",
        JsonValueKind.False => "non",
        JsonValueKind.Number => Figure(subject, property, value),
        JsonValueKind.Object => Objects(value, atlas),
        JsonValueKind.Array when value.GetArrayLength() == 0 => Empty,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String
            ? Code(subject, property, item.GetString()!, atlas) : Fact(item, atlas))),
        _ => value.GetString() is { Length: > 0 } text ? Code(subject, property, text, atlas) : Empty,
    };

    private static string Figure(string subject, string property, JsonElement value) => (subject, property) switch
    {
        (nameof(Organisation), nameof(Organisation.RhythmMonths)) => $"tous les {French.Number(value.GetInt32())} mois",
        (nameof(Offer), _) when OfferFields.Find(property)?.Kind == FieldKind.Money => French.Money(value.GetInt64()),
        (nameof(Offer), _) when OfferFields.Find(property)?.Kind == FieldKind.Share => French.Percent(value.GetInt32() / 1000m),
        _ => French.Number(value.GetDecimal(), 6),
    };

    private static string Code(string subject, string property, string text, Atlas atlas) => (subject, property) switch
    {
        (nameof(RoleGrant), nameof(RoleGrant.Role)) =>
            Enum.TryParse<TerritoryRoles>(text, out var role) ? French.Lower(role.Label()) : text,
        (_, nameof(Member.Role)) => Enum.TryParse<OrganisationRoles>(text, out var role) ? French.Lower(role.Label()) : text,
        (nameof(ErrorReport), nameof(ErrorReport.Page)) => text,
        _ when property.EndsWith("At", StringComparison.Ordinal) || property == nameof(Member.Since) => Moment(text),
        (nameof(Offer), nameof(Offer.Rule)) => Rule(text),
        (nameof(Organisation), _) => Said(ActorFields.Find(property), text, atlas),
        (nameof(Offer), _) => Said(OfferFields.Find(property), text, atlas),
        _ => text,
    };

    private static string Said<T>(Field<T>? field, string text, Atlas atlas) => field?.Kind switch
    {
        null => text,
        FieldKind.Source => atlas.SourceTitle(text),
        FieldKind.Day or FieldKind.PartialDay => PartialDate.TryParse(text, out var date) ? date.InFrench() : text,
        _ => field.InWords(text, atlas),
    };

    private static string Moment(string text)
        => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at) ? French.Instant(at) : text;

    private static string Objects(JsonElement value, Atlas atlas)
    {
        var items = value.EnumerateObject().Select(pair =>
            $"{SheetFields.Find(pair.Name)?.Label ?? pair.Name} : {French.Lower(SheetFields.Find("Reserved." + pair.Name)?.InWords(pair.Value.ToString(), atlas) ?? pair.Value.ToString())}").ToList();
        return items.Count == 0 ? Empty : string.Join(", ", items);
    }

    private static string Fact(JsonElement item, Atlas atlas)
        => item.Deserialize<SourcedFact>(Data.Journal.Json) is { } fact
            ? $"{fact.Text} ({atlas.SourceTitle(fact.SourceId)}, {fact.SourceOn.InFrench()})" : Empty;

    private static string Rule(string json)
    {
        var reading = RuleJson.Read(json);
        return reading.IsRule && ConditionText.Of(reading.Rule) is { } text ? Sentence(text) : "conditions illisibles";
    }

    private static string Sentence(ConditionText text) => text switch
    {
        ConditionText.Group group => $"{group.Heading} {string.Join(" ; ", group.Items.Select(Sentence))}",
        ConditionText.Line line => line.Text,
        _ => "",
    };
}
