using System.Text.Json.Serialization;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Things;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Items;

namespace Terreau.Web.Features.Offers;

/// <summary>An offer on a day, as open data: field by field as <see cref="OfferFields"/> declares, then what its dates come to.</summary>
[JsonConverter(typeof(Json))]
internal sealed record OfferItem(ShelvedOffer Shelved, Telling Telling)
{
    public static readonly IReadOnlyList<OfferField> Fields =
    [
        .. OfferFields.All,
        OfDay("Opening", "Dates", FieldKind.Line, opening => opening.State) with
        {
            IsRequired = true, Api = new("ouverture",
                "Ce que valent ses dates aujourd’hui : ouvert, ferme-bientot, a-venir, ferme ou inconnu."),
            Heading = "Dates", Cell = (shelved, telling) => Opening.On(shelved.Offer.Windows, telling.Today).InFrench(),
        },
        OfDay("OpensOn", "Premier jour", FieldKind.Day, opening => opening.From) with
        {
            Api = new("ouvre", "Premier jour de la période en cours ou à venir, ou null."),
        },
        OfDay("ClosesOn", "Dernier jour", FieldKind.Day, opening => opening.To) with
        {
            Api = new("ferme", "Dernier jour de cette période, ou null."),
        },
    ];

    /// <summary>The columns of the files people download.</summary>
    public static readonly IReadOnlyList<ExportColumn<OfferItem>> Files =
        ItemColumns.Of<OfferItem, ShelvedOffer>(Fields, item => (item.Shelved, item.Telling));

    public Offer Offer => Shelved.Offer;
    public Opening Opening => Opening.On(Offer.Windows, Telling.Today);

    private static OfferField OfDay(string name, string label, FieldKind kind, Func<Opening, object?> value) => new()
    {
        Name = name, Label = label, Kind = kind, Value = (shelved, telling) => value(Opening.On(shelved.Offer.Windows, telling.Today)),
    };

    internal sealed class Json() : ItemJson<OfferItem, ShelvedOffer>(
        Fields.Where(field => field.Api is { IsWhole: false }), item => (item.Shelved, item.Telling));
}

/// <summary>The whole offer, with its conditions as a tree and as sentences.</summary>
[JsonConverter(typeof(Json))]
internal sealed record OfferWhole(OfferItem Item)
{
    private sealed record Condition(string Phrase, string? Source, string? AdresseSource, IReadOnlyList<Condition> Parties)
    {
        public static Condition Of(ConditionLine line) => new(line.Sentence, line.Source, line.SourceUrl, [.. line.Parts.Select(Of)]);
    }

    internal sealed class Json() : ItemJson<OfferWhole, ShelvedOffer>(
        OfferItem.Fields, whole => (whole.Item.Shelved, whole.Item.Telling),
        new(
            new("conditions",
                "Conditions en phrases, ou null : phrase, source, adresseSource, et parties pour celles qui en groupent d’autres."),
            FieldKind.Tree, whole => ConditionLine.Of(whole.Item.Offer.Rule) is { } line ? Condition.Of(line) : null),
        new(new("licence", "Licence des données."), FieldKind.Line, _ => ExportNotice.Licence));
}
