using System.Globalization;
using System.Text.Json;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.History;

/// <summary>The properties of sheets and offers as people call them, and their values in words.</summary>
internal static class FieldWords
{
    public const string Reserved = "valeur réservée";
    private const string Empty = "(vide)";

    private static readonly Dictionary<string, string> OfOffers = new(StringComparer.Ordinal)
    {
        [nameof(Offer.Title)] = "Titre", [nameof(Offer.OperatorSlug)] = "Fiche de l’organisme", [nameof(Offer.OperatorName)] = "Organisme",
        [nameof(Offer.Summary)] = "Présentation courte", [nameof(Offer.Description)] = "Présentation longue", [nameof(Offer.Stages)] = "Étapes",
        [nameof(Offer.Needs)] = "Besoins", [nameof(Offer.Themes)] = "Filières", [nameof(Offer.Publics)] = "Publics", [nameof(Offer.Perimeter)] = "Périmètre",
        [nameof(Offer.IsDedicated)] = "Faite pour l’innovation sociale", [nameof(Offer.Cost)] = "Coût", [nameof(Offer.AmountMinCents)] = "Montant le plus petit",
        [nameof(Offer.AmountMaxCents)] = "Montant le plus grand", [nameof(Offer.RateMaxThousandths)] = "Part du coût, au plus",
        [nameof(Offer.AmountNote)] = "Note sur le montant", [nameof(Offer.AmountSourceId)] = "Source du montant", [nameof(Offer.Windows)] = "Dates",
        [nameof(Offer.DecisionDays)] = "Réponse, en jours", [nameof(Offer.CapacityPerYear)] = "Places par an", [nameof(Offer.Rule)] = "Conditions",
        [nameof(Offer.HowTo)] = "Comment la demander", [nameof(Offer.Url)] = "Site", [nameof(Offer.SourceId)] = "Source",
        [nameof(Offer.SourceOn)] = "Date de la source", [nameof(Offer.CheckedOn)] = "Vérifiée le",
    };

    /// <summary>What people call a property; null for what only the program uses.</summary>
    public static string? Label(string subject, string property) => subject switch
    {
        nameof(Organisation) => ActorFields.Find(property)?.Title,
        nameof(Offer) => OfOffers.GetValueOrDefault(property),
        _ => null,
    };

    public static string Words(string subject, string property, JsonElement value, Atlas atlas) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => Empty,
        JsonValueKind.True => "oui",
        JsonValueKind.False => "non",
        JsonValueKind.Number => Figure(property, value),
        JsonValueKind.Object => Objects(value, atlas),
        JsonValueKind.Array when value.GetArrayLength() == 0 => Empty,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String
            ? Code(subject, property, item.GetString()!, atlas) : Fact(item, atlas))),
        _ => value.GetString() is { Length: > 0 } text ? Code(subject, property, text, atlas) : Empty,
    };

    private static string Figure(string property, JsonElement value) => property switch
    {
        nameof(Offer.AmountMinCents) or nameof(Offer.AmountMaxCents) => French.Money(value.GetInt64()),
        nameof(Offer.RateMaxThousandths) => French.Percent(value.GetInt32() / 1000m),
        nameof(Organisation.RhythmMonths) => $"tous les {French.Number(value.GetInt32())} mois",
        _ => French.Number(value.GetDecimal(), 6),
    };

    private static string Code(string subject, string property, string text, Atlas atlas) => (subject, property) switch
    {
        (nameof(RoleGrant), nameof(RoleGrant.Role)) => Enum.TryParse<TerritoryRoles>(text, out var role) ? French.Lower(role.Label()) : text,
        (_, nameof(Member.Role)) => Enum.TryParse<OrganisationRoles>(text, out var role) ? French.Lower(role.Label()) : text,
        (nameof(ErrorReport), nameof(ErrorReport.Page)) => text,
        _ when property.EndsWith("At", StringComparison.Ordinal) || property == nameof(Member.Since) => Moment(text),
        (_, nameof(Organisation.SourceId) or nameof(Offer.AmountSourceId)) => atlas.SourceTitle(text),
        (_, nameof(Organisation.SourceOn) or nameof(Organisation.CheckedOn) or nameof(Organisation.AskedOn)) => PartialDate.TryParse(text, out var date) ? date.InFrench() : text,
        (nameof(Organisation), _) => ActorFields.Find(property)?.InWords(text, atlas) ?? text,
        (_, nameof(Offer.Stages)) => Vocabulary.Stages.Label(text),
        (_, nameof(Offer.Needs)) => AnsweredNeed.Read(text).InFrench(),
        (_, nameof(Offer.Themes)) => atlas.FiliereLabel(text),
        (_, nameof(Offer.Publics)) => Vocabulary.Publics.Label(text),
        (_, nameof(Offer.Perimeter)) => atlas.ZoneName(text),
        (_, nameof(Offer.Cost)) => Vocabulary.Costs.Label(text),
        (_, nameof(Offer.Rule)) => Rule(text),
        (_, nameof(Offer.Windows)) => OfferWindow.Read(text).InFrench(),
        _ => text,
    };

    private static string Moment(string text)
        => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? French.Instant(at) : text;

    private static string Objects(JsonElement value, Atlas atlas)
    {
        var items = value.EnumerateObject().Select(pair =>
            $"{SheetFields.Find(pair.Name)?.Label ?? pair.Name} : {French.Lower(SheetFields.Find("Reserved." + pair.Name)?.InWords(pair.Value.ToString(), atlas) ?? pair.Value.ToString())}").ToList();
        return items.Count == 0 ? Empty : string.Join(", ", items);
    }

    private static string Fact(JsonElement item, Atlas atlas)
        => item.Deserialize<SourcedFact>(Data.Journal.Json) is { } fact ? $"{fact.Text} ({atlas.SourceTitle(fact.SourceId)}, {fact.SourceOn.InFrench()})" : Empty;

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
