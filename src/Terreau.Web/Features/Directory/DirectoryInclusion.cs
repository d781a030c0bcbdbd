using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Exports.DataInclusion;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Directory;

/// <summary>The directory in the shared words of social inclusion: data·inclusion v1.</summary>
internal static class DirectoryInclusion
{
    // The whole selection comes in one array: what pages and forms is not for here.
    private static readonly string[] NotHere = [DirectoryParameters.Page, DirectoryParameters.Limit, DirectoryParameters.Format];

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet(DirectoryRoutes.Inclusion, StructuresAsync).Asks(Permission.ReadPublic)
            .WithName("data-inclusion-structures").WithTags("data·inclusion")
            .WithSummary("Lire les structures au format data·inclusion")
            .WithDescription($"Schéma data·inclusion v1. Toute la sélection, sans pages. L’en-tête {PublishedRecords.LeftOutHeader} compte les fiches que le schéma n’admet pas.")
            .WithMetadata([.. DirectoryApi.Parameters.Where(parameter => !NotHere.Contains(parameter.Name))])
            .Produces<IReadOnlyList<StructureRecord>>().ProducesValidationProblem();

    private static async Task<IResult> StructuresAsync(HttpContext http, AtlasCache atlases, DirectorySearch directory, ActorRows rows)
    {
        var cancel = http.RequestAborted;
        var atlas = await atlases.GetAsync(cancel);
        var reading = DirectoryReading.Of(http.Request.Query, atlas);
        if (reading.Faults.Count > 0) return ApiJson.Refusal(reading.Faults.Select(fault => (fault.Parameter, fault.Sentence)));
        var (mapping, origin) = (new DataInclusionMapping(atlas, directory.Today), http.Origin());
        var records = rows.SheetsAsync(directory.Slugs(reading.Query, atlas), cancel).Select(sheet => mapping.Of(sheet, origin + DirectoryRoutes.Sheet(sheet.Slug)));
        return await PublishedRecords.OfAsync(http.Response, records, await rows.UpdatedOnAsync(cancel), ApiJson.Options, cancel);
    }
}
