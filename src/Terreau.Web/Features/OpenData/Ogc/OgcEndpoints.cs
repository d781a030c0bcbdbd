using System.Text.Json;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Features.OpenData.Ogc;

/// <summary>The territory for mapping software (QGIS, GDAL): OGC API, Features, part 1.</summary>
internal static class OgcEndpoints
{
    private static readonly ApiParameter Collection = new("collection", "La collection : acteurs, offres ou zones.", "acteurs");
    private static readonly ApiParameter Form = new(OgcReading.Format, "Forme de la réponse.", "json") { Values = ["json"] };

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(OgcRoutes.Landing, LandingAsync).Asks(Permission.ReadPublic)
            .WithName("ogc").WithTags("Cartographie")
            .WithMetadata(new ApiTag("Cartographie",
                "Les acteurs, les offres et les zones pour les logiciels de cartographie : OGC API Features."))
                .WithSummary("Ouvrir la porte des logiciels de cartographie")
            .WithDescription("Le standard OGC API Features, version 1.0. Donnez cette adresse à QGIS ou à GDAL.")
            .WithMetadata(Form).Produces<OgcDocuments.Landing>().ProducesValidationProblem();
        app.MapGet(OgcRoutes.Conformance,
            (HttpContext http) => Read(http) ?? Results.Json(new OgcDocuments.Classes(OgcDocuments.Conformance), ApiJson.Options))
            .Asks(Permission.ReadPublic)
            .WithName("ogc-conformite").WithTags("Cartographie").WithSummary("Lire ce qui est respecté du standard")
            .WithDescription("Les classes d’exigences du standard OGC API Features.")
            .WithMetadata(Form).Produces<OgcDocuments.Classes>().ProducesValidationProblem();
        app.MapGet(OgcRoutes.Collections, CollectionsAsync).Asks(Permission.ReadPublic)
            .WithName("ogc-collections").WithTags("Cartographie").WithSummary("Lire les collections")
            .WithDescription("Ce qui se lit sur une carte : les acteurs, les offres et les zones.")
            .WithMetadata(Form).Produces<OgcDocuments.Collections>().ProducesValidationProblem();
        app.MapGet(OgcRoutes.CollectionTemplate, CollectionAsync).Asks(Permission.ReadPublic)
            .WithName("ogc-collection").WithTags("Cartographie").WithSummary("Lire une collection")
            .WithDescription("Son titre, son étendue et ses liens.")
            .WithMetadata(Collection, Form).Produces<OgcDocuments.Collection>().ProducesValidationProblem().ProducesProblem(404);
        app.MapGet(OgcRoutes.ItemsTemplate, ItemsAsync).Asks(Permission.ReadPublic).Costs(Cost.Search)
            .WithName("ogc-objets").WithTags("Cartographie").WithSummary("Lire les objets d’une collection")
            .WithDescription("En GeoJSON, page par page. Un objet sans lieu connu a une géométrie nulle.")
            .WithMetadata(
                Collection,
                new ApiParameter(OgcReading.Limit, $"Objets par page, de 1 à {OgcReading.MostLimit} ; 10 sans ce paramètre.",
                    "10") { IsNumber = true },
                new ApiParameter(OgcReading.Offset, "Objets à passer.", "10") { IsNumber = true },
                new ApiParameter(OgcReading.Box, "Partie de la carte : ouest,sud,est,nord, en degrés.", "2.40,48.86,2.46,48.90"),
                new ApiParameter(OgcReading.Time, "Mis à jour à cet instant ou dans cet intervalle.", "2020-01-01T00:00:00Z/.."), Form)
            .Produces<JsonElement>(200, OgcLink.GeoJson).ProducesValidationProblem().ProducesProblem(404);
        app.MapGet(OgcRoutes.ItemTemplate, ItemAsync).Asks(Permission.ReadPublic)
            .WithName("ogc-objet").WithTags("Cartographie").WithSummary("Lire un objet")
            .WithDescription("Un seul objet, en GeoJSON.")
            .WithMetadata(Collection, new ApiParameter("feature", "Identifiant de l’objet.", "baluchon"), Form)
            .Produces<JsonElement>(200, OgcLink.GeoJson).ProducesValidationProblem().ProducesProblem(404);
    }

    private static async Task<IResult> LandingAsync(HttpContext http, AtlasCache atlases)
    {
        if (Read(http) is { } refusal) return refusal;
        var (origin, atlas) = (http.Origin(), await atlases.GetAsync(http.RequestAborted));
        return Results.Json(new OgcDocuments.Landing(
            $"Terreau, {atlas.Territory.Name}",
            $"Les acteurs, les offres et les zones, sous {ExportNotice.Licence}. Sans compte et sans clé.",
            [
                new(origin + OgcRoutes.Landing, "self", OgcLink.Json, "Cette page"),
                new(origin + OgcRoutes.Conformance, "conformance", OgcLink.Json, "Ce qui est respecté du standard"),
                new(origin + OgcRoutes.Collections, "data", OgcLink.Json, "Les collections"),
                new(origin + OpenDataRoutes.Description, "service-desc", OgcLink.OpenApi, "La description pour les programmes"),
                new(origin + OpenDataRoutes.Page, "service-doc", OgcLink.Html, "La documentation"),
                OgcLink.Licence,
            ]), ApiJson.Options);
    }

    private static async Task<IResult> CollectionsAsync(HttpContext http, IEnumerable<IFeatureCollection> collections)
    {
        if (Read(http) is { } refusal) return refusal;
        var all = new List<OgcDocuments.Collection>();
        foreach (var collection in collections.OrderBy(one => one.Id, StringComparer.Ordinal))
            all.Add(await DescribedAsync(collection, http));
        return Results.Json(new OgcDocuments.Collections(
            [new(http.Origin() + OgcRoutes.Collections, "self", OgcLink.Json, "Cette page"), OgcLink.Licence], all), ApiJson.Options);
    }

    private static async Task<IResult> CollectionAsync(string collection, HttpContext http, IEnumerable<IFeatureCollection> collections)
        => Read(http) ?? (Find(collections, collection) is { } found
            ? Results.Json(await DescribedAsync(found, http), ApiJson.Options) : NoCollection());

    private static async Task<IResult> ItemsAsync(
        string collection, HttpContext http, IEnumerable<IFeatureCollection> collections, AtlasCache atlases, TimeProvider clock)
    {
        if (Find(collections, collection) is not { } found) return NoCollection();
        var reading = OgcReading.OfList(http.Request.Query);
        if (reading.Faults.Count > 0) return ApiJson.Refusal(reading.Faults);
        var (cancel, query, now) = (http.RequestAborted, reading.Query, clock.GetUtcNow().UtcDateTime);
        var selection = await found.SelectAsync(query with { Origin = http.Origin() }, cancel);
        var atlas = await atlases.GetAsync(cancel);
        var notice = new ExportNotice
        {
            Title = $"{found.Title}, {atlas.Territory.Name}", Selection = found.Title,
            Source = $"Terreau, {atlas.Territory.Name} ; chaque objet cite sa source",
            Count = selection.Matched, UpdatedOn = await found.UpdatedOnAsync(cancel), ExportedOn = ParisTime.DayOf(now),
            Address = http.Origin() + OgcRoutes.Items(found.Id),
        };
        return Results.Stream(
            stream => OgcFeatureWriter.WritePageAsync(stream, selection, Around(reading, found, selection, http.Origin()), notice, now,
                ApiJson.Options, cancel), OgcLink.GeoJson);
    }

    private static async Task<IResult> ItemAsync(
        string collection, string feature, HttpContext http, IEnumerable<IFeatureCollection> collections)
    {
        if (Read(http) is { } refusal) return refusal;
        if (Find(collections, collection) is not { } found) return NoCollection();
        if (await found.FindAsync(feature, http.Origin(), http.RequestAborted) is not { } one)
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Cet objet n’est pas dans la collection");
        var origin = http.Origin();
        return Results.Bytes(OgcFeatureWriter.One(one,
            [
                new(origin + OgcRoutes.Item(found.Id, one.Id), "self", OgcLink.GeoJson, "Cet objet"),
                new(origin + OgcRoutes.Collection(found.Id), "collection", OgcLink.Json, found.Title),
                OgcLink.Licence,
            ], await found.UpdatedOnAsync(http.RequestAborted), ApiJson.Options), OgcLink.GeoJson);
    }

    private static async Task<OgcDocuments.Collection> DescribedAsync(IFeatureCollection collection, HttpContext http)
    {
        var origin = http.Origin();
        return new OgcDocuments.Collection
        {
            Id = collection.Id, Title = collection.Title, Description = collection.Description,
            Covers = OgcDocuments.Extent.Of(await collection.ExtentAsync(http.RequestAborted)),
            UpdatedOn = await collection.UpdatedOnAsync(http.RequestAborted),
            Links =
            [
                new(origin + OgcRoutes.Collection(collection.Id), "self", OgcLink.Json, collection.Title),
                new(origin + OgcRoutes.Items(collection.Id), "items", OgcLink.GeoJson, "Les objets"),
                OgcLink.Licence,
            ],
        };
    }

    private static List<OgcLink> Around(OgcReading reading, IFeatureCollection collection, FeatureSelection selection, string origin)
    {
        var (path, query) = (origin + OgcRoutes.Items(collection.Id), reading.Query);
        var links = new List<OgcLink>
        {
            new(reading.Address(path, query.Offset), "self", OgcLink.GeoJson, "Cette page"),
            new(origin + OgcRoutes.Collection(collection.Id), "collection", OgcLink.Json, collection.Title),
            OgcLink.Licence,
        };
        if ((long)query.Offset + query.Limit < selection.Matched)
            links.Add(new(reading.Address(path, query.Offset + query.Limit), "next", OgcLink.GeoJson, "La page suivante"));
        if (query.Offset > 0)
            links.Add(new(reading.Address(path, Math.Max(0, Math.Min(query.Offset, selection.Matched) - query.Limit)), "prev",
                OgcLink.GeoJson, "La page précédente"));
        return links;
    }

    private static IResult? Read(HttpContext http)
        => OgcReading.OfDocument(http.Request.Query).Faults is { Count: > 0 } faults ? ApiJson.Refusal(faults) : null;

    private static IFeatureCollection? Find(IEnumerable<IFeatureCollection> collections, string id)
        => collections.FirstOrDefault(one => one.Id == id);

    private static IResult NoCollection()
        => Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Cette collection n’existe pas");
}
