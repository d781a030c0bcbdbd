using System.Text.Json.Serialization;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Items;

namespace Terreau.Web.Features.Directory;

/// <summary>
/// An actor as open data: what the API gives and what the files are made of, field by field as <see cref="ActorFields"/>
/// declares.
/// </summary>
/// <param name="Sheet">As everyone may see it.</param>
[JsonConverter(typeof(Json))]
internal sealed record ActorItem(Organisation Sheet, Telling Telling)
{
    /// <summary>The columns of the files people download; the same facts as the API, in the words of the page.</summary>
    public static readonly IReadOnlyList<ExportColumn<ActorItem>> Files =
        ItemColumns.Of<ActorItem, Organisation>(ActorFields.All, item => (item.Sheet, item.Telling));

    public string Slug => Sheet.Slug;
    public double? Latitude => Sheet.Latitude;
    public double? Longitude => Sheet.Longitude;

    /// <summary>Those of the territory, then the others.</summary>
    public IEnumerable<string> Communes => Sheet.Communes.Concat(Sheet.OutsideCommunes);

    /// <summary>How far it is from the point asked for; null where none was.</summary>
    public double? DistanceKm { get; init; }

    public static ActorItem Of(Organisation actor, Atlas atlas) => new(actor, new Telling(atlas) { PageOf = DirectoryRoutes.Sheet });

    /// <summary>The same with whole addresses.</summary>
    /// <param name="origin">"https://terreau.exemple.fr".</param>
    public ActorItem At(string origin) => this with { Telling = Telling with { PageOf = slug => origin + DirectoryRoutes.Sheet(slug) } };

    internal sealed class Json() : ItemJson<ActorItem, Organisation>(
        ActorFields.All, item => (item.Sheet, item.Telling), new ItemMember<ActorItem>(
            new("distanceKm", "Distance au point de départ demandé, ou null."), FieldKind.Number, item => item.DistanceKm));
}
