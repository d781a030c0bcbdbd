using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Exports.DataInclusion;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Offers;

/// <summary>The offers in the shared words of social inclusion: data·inclusion v1.</summary>
internal static class OfferInclusion
{
    // The whole selection comes in one array.
    private static readonly string[] NotHere = [OfferQuery.PageName, "limit"];

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet(OfferRoutes.Inclusion, ServicesAsync).Asks(Permission.ReadPublic)
            .WithName("data-inclusion-services").WithTags("data·inclusion")
            .WithSummary("Lire les services au format data·inclusion")
            .WithDescription($"Schéma data·inclusion v1. Toute la sélection, sans pages. L’en-tête {PublishedRecords.LeftOutHeader} compte les offres que le schéma n’admet pas.")
            .WithMetadata([.. OfferApi.Parameters.Where(parameter => !NotHere.Contains(parameter.Name))])
            .Produces<IReadOnlyList<ServiceRecord>>().ProducesValidationProblem();

    private static async Task<IResult> ServicesAsync(HttpContext http, AtlasCache atlases, OfferFinder finder, OfferDates dates, TerreauDb db)
    {
        var cancel = http.RequestAborted;
        var atlas = await atlases.GetAsync(cancel);
        var (query, faults) = OfferQuery.Read(http.Request.Query, atlas);
        if (faults.Count > 0) return ApiJson.Refusal(faults.Select(fault => (fault.Parameter, fault.Sentence)));
        var found = await finder.FindAsync(query, 0, OfferFiles.MostRows, cancel);
        var operators = found.Rows.Select(row => row.Offer.OperatorSlug).OfType<string>().Distinct().ToList();
        var published = await db.Organisations.AsNoTracking().Published().Where(sheet => operators.Contains(sheet.Slug)).Select(sheet => sheet.Slug).ToHashSetAsync(cancel);
        var (mapping, origin) = (new DataInclusionMapping(atlas, found.Day), http.Origin());
        var records = found.Rows.Select(row => mapping.Of(row.Offer, published.Contains, origin + OfferRoutes.Sheet(row.Offer.Slug)));
        return await PublishedRecords.OfAsync(http.Response, records.ToAsyncEnumerable(), await dates.UpdatedOnAsync(cancel), ApiJson.Options, cancel);
    }
}
