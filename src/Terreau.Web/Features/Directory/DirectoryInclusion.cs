using Terreau.Web.Domain.Accounts;
using Terreau.Web.Exports;
using Terreau.Web.Exports.DataInclusion;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Answers;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Features.Directory;

/// <summary>The directory in the shared words of social inclusion: data·inclusion v1.</summary>
internal static class DirectoryInclusion
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet(DirectoryRoutes.Inclusion, StructuresAsync).Asks(Permission.ReadPublic).Costs(Cost.File).InParts()
            .WithName("data-inclusion-structures").WithTags("data·inclusion")
            .WithMetadata(new ApiTag("data·inclusion", "Les mêmes données au schéma data·inclusion v1."))
            .WithSummary("Lire les structures au format data·inclusion")
            .WithDescription(
                $"Schéma data·inclusion v1. Toute la sélection, sans pages. L’en-tête {PublishedRecords.LeftOutHeader} compte les fiches que le schéma n’admet pas.")
            .WithMetadata([.. ActorList.Asked.Criteria])
            .Produces<IReadOnlyList<StructureRecord>>().ProducesValidationProblem();

    private static async Task<IResult> StructuresAsync(HttpContext http, ActorList actors, ActorRows rows)
    {
        var cancel = http.RequestAborted;
        var reading = await actors.ReadAsync(http);
        if (reading.Faults.Count > 0) return ApiJson.Refusal(reading.Faults);
        var (mapping, origin) = (new DataInclusionMapping(reading.Atlas, actors.Today), http.Origin());
        var ids = await actors.IdsAsync(reading.Query, reading.Atlas, cancel);
        var records = rows.SheetsAsync(ids, cancel).Select(sheet => mapping.Of(sheet, origin + DirectoryRoutes.Sheet(sheet.Slug)));
        return await PublishedRecords.OfAsync(http.Response, records, await actors.UpdatedOnAsync(cancel), ApiJson.Options, cancel);
    }
}
