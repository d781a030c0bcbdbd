using System.ComponentModel;
using System.Text.Json.Serialization;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain;
using Terreau.Web.Exports.GeoJson;
using Terreau.Web.Exports;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Directory;

/// <summary>The directory for programs: the same parameters, the same answers as the page.</summary>
internal static class DirectoryApi
{
    private static readonly GeoJsonExport.Shape<ActorItem> Shape = new(
        actor => actor.Slug,
        actor => actor is { Latitude: { } latitude, Longitude: { } longitude } ? (latitude, longitude) : null,
        ApiJson.Options);

    public static void Map(IEndpointRouteBuilder app)
    {
        var list = app.MapGet(DirectoryRoutes.Api, ListAsync).Asks(Permission.ReadPublic)
            .WithName("acteurs").WithTags("Acteurs")
            .WithSummary("Chercher des acteurs")
            .WithDescription("Les mêmes paramètres que la page /acteurs. Avec « Accept: application/geo+json », toute la sélection en GeoJSON.")
            .Produces<Envelope>().ProducesValidationProblem();
        foreach (var parameter in Parameters) list.WithMetadata(parameter);
        app.MapGet(DirectoryRoutes.ApiSheetTemplate, SheetAsync).Asks(Permission.ReadPublic)
            .WithName("acteur").WithTags("Acteurs")
            .WithSummary("Lire la fiche d’un acteur")
            .WithDescription("Par son identifiant ou par la fin de son adresse. Une fiche fusionnée mène à celle qui reste.")
            .WithMetadata(new ApiParameter("id", "Identifiant, ou fin de l’adresse de la fiche.", "baluchon"))
            .Produces<ActorItem>().Produces(StatusCodes.Status301MovedPermanently).ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new(DirectoryParameters.Words, "Mots cherchés, comme on les tape. Un numéro SIREN ou SIRET est reconnu.", "compost"),
        new(ActorSchema.Commune, "Code INSEE d’une commune.", "93063") { IsMany = true },
        new(ActorSchema.Qpv, "Code d’un quartier prioritaire en vigueur.", "QN09311M") { IsMany = true },
        new(ActorSchema.Cluster, "Filière.", "alimentation-agriculture") { IsMany = true },
        new(ActorSchema.Role, "Rôle.", "ENTREPRENEUR_SOCIAL") { IsMany = true, Values = Codes(Vocabulary.Roles) },
        new(ActorSchema.EssFamily, "Famille de l’économie sociale.", "COOPERATIVE") { IsMany = true, Values = Codes(Vocabulary.EssFamilies) },
        new(ActorSchema.Label, "Label.", "Pionnier French Impact") { IsMany = true },
        new(DirectoryParameters.Origin, "Commune d’où compter les distances, par son code INSEE.", "93010"),
        new(DirectoryParameters.Latitude, "Latitude d’où compter les distances, en degrés.", "48.8847"),
        new(DirectoryParameters.Longitude, "Longitude d’où compter les distances, en degrés.", "2.4381"),
        new(DirectoryParameters.Radius, "Distance la plus grande, en kilomètres entiers, de 1 à 200.", "5") { IsNumber = true },
        new(DirectoryParameters.Area, "Partie de la carte : ouest,sud,est,nord, en degrés.", "2.40,48.86,2.46,48.90"),
        new(DirectoryParameters.Sort, "Ordre. Les égaux sont dans un ordre qui change chaque jour.", "pertinence")
            { Values = [.. DirectoryParameters.Sorts.Select(sort => sort.Code)] },
        new(DirectoryParameters.Page, "Page, à partir de 1.", "1") { IsNumber = true },
        new(DirectoryParameters.Limit, "Acteurs par page, de 1 à 100.", "20") { IsNumber = true },
        new(DirectoryParameters.Format, "Forme de la réponse.", "geojson") { Values = ["json", "geojson"] },
    ];

    private static async Task<IResult> ListAsync(HttpContext http, AtlasCache atlases, DirectorySearch directory, ActorRows rows)
    {
        var cancel = http.RequestAborted;
        var atlas = await atlases.GetAsync(cancel);
        var reading = DirectoryReading.Of(http.Request.Query, atlas);
        var query = reading.Query;
        var format = http.Request.Query[DirectoryParameters.Format].FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        var faults = reading.Faults.Select(fault => (fault.Parameter, fault.Sentence)).ToList();
        if (format is not (null or "json" or "geojson")) faults.Add((DirectoryParameters.Format, "Les formes connues sont json et geojson."));
        if (faults.Count > 0) return ApiJson.Refusal(faults);
        http.Response.Headers.Vary = "Accept";
        if (format == "geojson" || (format is null && PrefersGeoJson(http.Request)))
        {
            var slugs = directory.Slugs(query, atlas);
            var about = await rows.NoticeAsync(query, slugs.Count, atlas, http.Request, cancel);
            return Results.Stream(stream => GeoJsonExport.WriteAsync(stream, Shape, rows.ReadAsync(slugs, atlas), about, cancel), GeoJsonExport.ContentType);
        }
        var found = await directory.FindAsync(query, cancel);
        var distances = found.Found.Hits.ToDictionary(hit => hit.Id, hit => hit.DistanceKm, StringComparer.Ordinal);
        var items = await rows.ReadAsync(found.Found.Hits.Select(hit => hit.Id), atlas, cancel)
            .Select(item => item with { DistanceKm = distances[item.Slug] is { } km ? Math.Round(km, 3) : null }).ToListAsync(cancel);
        return Results.Json(Envelope.Of(found, items, await rows.UpdatedOnAsync(cancel)), ApiJson.Options);
    }

    private static async Task<IResult> SheetAsync(string id, HttpContext http, AtlasCache atlases, ActorRows rows, TerreauDb db)
        => await rows.FindAsync(id, await atlases.GetAsync(http.RequestAborted), http.RequestAborted) is { } actor
            ? Results.Json(actor, ApiJson.Options)
            : await http.ApiLeadToMergedAsync(db, id) ?? Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Cet acteur n’est pas dans l’annuaire");

    private static bool PrefersGeoJson(HttpRequest request)
        => request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(GeoJsonExport.ContentType, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Codes(Vocabulary vocabulary) => [.. vocabulary.Terms.Select(term => term.Code)];

    /// <summary>A page of answers with what it takes to read on and to cite.</summary>
    internal sealed record Envelope
    {
        [JsonPropertyName("total"), Description("Acteurs trouvés, toutes pages.")]
        public required int Total { get; init; }

        [JsonPropertyName("page")]
        public required int Page { get; init; }

        [JsonPropertyName("limit")]
        public required int Limit { get; init; }

        [JsonPropertyName("tri")]
        public required string Sort { get; init; }

        [JsonPropertyName("elargi"), Description("Vrai quand rien ne répond à tous les mots : ces acteurs répondent à une partie.")]
        public required bool Relaxed { get; init; }

        [JsonPropertyName("corrections"), Description("Mots inconnus, et ceux qui ont été cherchés à leur place.")]
        public required IReadOnlyList<Correction> Corrections { get; init; }

        [JsonPropertyName("facets"), Description("Critères, avec le nombre d’acteurs de chaque valeur.")]
        public required IReadOnlyList<Facet> Facets { get; init; }

        [JsonPropertyName("items")]
        public required IReadOnlyList<ActorItem> Items { get; init; }

        [JsonPropertyName("links")]
        public required Links Around { get; init; }

        [JsonPropertyName("licence")]
        public required string Licence { get; init; }

        [JsonPropertyName("source")]
        public required string Source { get; init; }

        [JsonPropertyName("miseAJour"), Description("Jour où une fiche a changé pour la dernière fois.")]
        public required DateOnly? UpdatedOn { get; init; }

        public static Envelope Of(DirectoryResults found, IReadOnlyList<ActorItem> items, DateOnly? updatedOn) => new()
        {
            Total = found.Found.Total,
            Page = found.Query.Page,
            Limit = found.Query.Limit,
            Sort = DirectoryParameters.SortCode(found.Query.Sort),
            Relaxed = found.Found.Relaxed,
            Corrections = [.. found.Found.Corrections.Select(word => new Correction(word.Typed, word.ReadAs))],
            Facets = [.. DirectoryFacets.All.Select(criterion => Facet.Of(criterion, found))],
            Items = items,
            Around = Links.Of(found),
            Licence = ExportNotice.Licence,
            Source = $"Terreau, {found.Atlas.Territory.Name} ; chaque acteur cite sa source",
            UpdatedOn = updatedOn,
        };
    }

    internal sealed record Correction([property: JsonPropertyName("tape")] string Typed, [property: JsonPropertyName("cherche")] IReadOnlyList<string> ReadAs);

    internal sealed record Facet([property: JsonPropertyName("nom")] string Name, [property: JsonPropertyName("valeurs")] IReadOnlyList<FacetValue> Values)
    {
        public static Facet Of(DirectoryFacets.Criterion criterion, DirectoryResults found) => new(criterion.Name,
            [.. found.Found.Facet(criterion.Name).Values.Select(value => new FacetValue(value.Value, criterion.Label(value.Value, found.Atlas), value.Count, value.Selected))]);
    }

    internal sealed record FacetValue(
        [property: JsonPropertyName("code")] string Code, [property: JsonPropertyName("nom")] string Name,
        [property: JsonPropertyName("nombre")] int Count, [property: JsonPropertyName("choisie")] bool Selected);

    internal sealed record Links(
        [property: JsonPropertyName("self")] string Self, [property: JsonPropertyName("first")] string First,
        [property: JsonPropertyName("prev")] string? Previous, [property: JsonPropertyName("next")] string? Next,
        [property: JsonPropertyName("last")] string Last, [property: JsonPropertyName("html")] string Html)
    {
        public static Links Of(DirectoryResults found)
        {
            string At(int page) => (found.Query with { Page = page }).Address(DirectoryRoutes.Api);
            var page = found.Query.Page;
            return new Links(
                At(page), At(1), page > 1 ? At(Math.Min(page - 1, found.PageCount)) : null, page < found.PageCount ? At(page + 1) : null,
                At(found.PageCount), (found.Query with { Limit = DirectoryQuery.PageSize, Page = 1 }).Address(DirectoryRoutes.List));
        }
    }
}
