using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Listing;
using Terreau.Web.Search;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Features.Directory;

/// <summary>The list of actors: what may be asked of it, and what it answers with.</summary>
internal sealed partial class ActorList(SearchIndexes indexes, ActorCards cards, ListParts parts)
    : ListOf<ActorItem>(Asked, nameof(Organisation), indexes.Of(ActorSchema.Schema), parts)
{
    public static readonly ListSort ByName = new("nom", "Nom", SearchSort.Name);

    public static readonly ListDefinition Asked = new()
    {
        Title = "Acteurs", Description = "Les organisations de l’annuaire.", Noun = "acteur", None = "Aucun acteur",
        Search = ("Chercher un acteur", "Mots cherchés, comme on les tape. Un numéro SIREN ou SIRET est reconnu.", "compost"),
        At = new(
            DirectoryRoutes.List, DirectoryRoutes.Columns, DirectoryRoutes.Csv, DirectoryRoutes.Xlsx, DirectoryRoutes.Ods,
            DirectoryRoutes.Api),
        TakesPlace = true,
        Facets =
        [
            new(ActorSchema.Commune, "Commune")
            {
                Known = (value, _) => InseeCode().IsMatch(value) ? value : null, Label = (value, atlas) => atlas.CommuneName(value),
                Example = "93063", IsProper = true, IsOpen = true,
            },
            new(ActorSchema.Qpv, "Quartier")
            {
                Known = District, Label = (value, atlas) => atlas.ZoneName(value), Example = "QN09311M", IsProper = true,
            },
            .. ActorFields.All.Where(field => field.Facet?.Legend is not null).OrderBy(field => field.Fact?.Rank ?? int.MaxValue)
                .Select(field => Facet.Of(field)),
        ],
        Sorts =
        [
            new("pertinence", "Pertinence", SearchSort.Relevance), new("distance", "Distance", SearchSort.Distance),
            new("fraicheur", "Fraîcheur", SearchSort.Freshness), ByName,
        ],
    };

    public override async IAsyncEnumerable<ActorItem> RowsAsync(
        IReadOnlyList<string> ids, string origin, [EnumeratorCancellation] CancellationToken cancel)
    {
        var atlas = await Parts.Atlases.GetAsync(cancel);
        await using var scope = Parts.Scopes.CreateReadingScope();
        var rows = scope.ServiceProvider.GetRequiredService<ActorRows>();
        await foreach (var actor in rows.ReadAsync(ids, atlas, cancel)) yield return actor.At(origin);
    }

    public override async ValueTask<IReadOnlyList<object>> ItemsAsync(ListResults results, string origin, CancellationToken cancel)
        => [.. (await cards.GetAsync(results.Hits, cancel)).Select(row => row.Card.Json(origin, row.DistanceKm))];

    public override IReadOnlyList<ExportColumn<ActorItem>> Columns(Atlas atlas) => ActorItem.Files;

    public override Feature FeatureOf(ActorItem row, Atlas atlas, string origin)
        => new(row.Slug, Feature.Point(row.Latitude, row.Longitude), json => JsonSerializer.Serialize(json, row, ApiJson.Options));

    // People copy "QN09311M" from official lists; the index has "QPV:QN09311M".
    private static string? District(string value, Atlas atlas)
    {
        var code = value.Contains(':', StringComparison.Ordinal) ? value : "QPV:" + value;
        return atlas.Zones.GetValueOrDefault(code)?.Kind is ZoneKind.PriorityDistrict or ZoneKind.CooperationDistrict ? code : null;
    }

    // INSEE, Code officiel géographique: two characters of département (2A and 2B in Corsica), three digits.
    [GeneratedRegex("^([0-9]{2}|2[AB])[0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex InseeCode();
}
