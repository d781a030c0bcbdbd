using Microsoft.OpenApi;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Exports.GeoJson;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Answers;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Listing;

/// <summary>A list for programs: the same parameters, the same answers as the page, in JSON or GeoJSON.</summary>
internal static class ListApi
{
    public static readonly IReadOnlyList<string> Formats = ["json", "geojson"];

    public static RouteHandlerBuilder MapListApi<TRow>(this IEndpointRouteBuilder app, ListOf<TRow> list)
    {
        var definition = list.Definition;
        return app.MapGet(definition.At.Api, (HttpContext http, CancellationToken cancel) => AnswerAsync(http, list, cancel))
            .Asks(Permission.ReadPublic).Costs(Cost.Search).InParts()
            .WithTags(definition.Title).WithMetadata(new ApiTag(definition.Title, definition.Description))
            .WithDescription($"Les mêmes paramètres que la page {definition.At.Page}. "
                + "Avec « Accept: application/geo+json », toute la sélection en GeoJSON.")
            .WithMetadata([.. definition.Parameters]).ProducesValidationProblem()
            .CacheOutput(PageCache.Answers)
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.Responses?["200"].Content?.TryAdd(GeoJsonExport.ContentType, new OpenApiMediaType());
                return Task.CompletedTask;
            });
    }

    private static async Task<IResult> AnswerAsync<TRow>(HttpContext http, ListOf<TRow> list, CancellationToken cancel)
    {
        var reading = await list.ReadAsync(http);
        var format = http.Request.Query[ListNames.Format].FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        if (format is not null && !Formats.Contains(format))
            return ApiJson.Refusal([.. reading.Faults, new(ListNames.Format, "Les formes connues sont json et geojson.")]);
        if (reading.Faults.Count > 0) return ApiJson.Refusal(reading.Faults);
        http.Response.Headers.Vary = "Accept";
        var origin = http.Origin();
        if (format == "geojson" || (format is null && PrefersGeoJson(http.Request)))
        {
            var (rows, notice) = await list.AllAsync(reading, http);
            var features = rows.Select(row => list.FeatureOf(row, reading.Atlas, origin));
            return Results.Stream(
                stream => GeoJsonExport.WriteAsync(stream, features, notice, ApiJson.Options, cancel), GeoJsonExport.ContentType);
        }
        var results = await list.FindAsync(reading.Query, cancel);
        var items = await list.ItemsAsync(results, origin, cancel);
        return Results.Json(ListEnvelope<object>.Of(results, items, origin, await list.UpdatedOnAsync(cancel)), ApiJson.Options);
    }

    private static bool PrefersGeoJson(HttpRequest request)
        => request.GetTypedHeaders().Accept
            .Any(type => type.MediaType.Equals(GeoJsonExport.ContentType, StringComparison.OrdinalIgnoreCase));
}
