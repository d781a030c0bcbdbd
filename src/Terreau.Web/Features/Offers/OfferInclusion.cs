using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Exports;
using Terreau.Web.Exports.DataInclusion;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Answers;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Features.Offers;

/// <summary>The offers in the shared words of social inclusion: data·inclusion v1.</summary>
internal static class OfferInclusion
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet(OfferRoutes.Inclusion, ServicesAsync).Asks(Permission.ReadPublic).Costs(Cost.File).InParts()
            .WithName("data-inclusion-services").WithTags("data·inclusion")
            .WithSummary("Lire les services au format data·inclusion")
            .WithDescription(
                $"Schéma data·inclusion v1. Toute la sélection, sans pages. L’en-tête {PublishedRecords.LeftOutHeader} compte les offres que le schéma n’admet pas.")
            .WithMetadata([.. OfferList.Asked.Criteria])
            .Produces<IReadOnlyList<ServiceRecord>>().ProducesValidationProblem();

    private static async Task<IResult> ServicesAsync(HttpContext http, OfferList offers, TerreauDb db)
    {
        var cancel = http.RequestAborted;
        var reading = await offers.ReadAsync(http);
        if (reading.Faults.Count > 0) return ApiJson.Refusal(reading.Faults);
        var (all, notice) = await offers.AllAsync(reading, http);
        var rows = await all.ToListAsync(cancel);
        var operators = rows.Select(row => row.Offer.OperatorSlug).OfType<string>().Distinct().ToList();
        var published = await db.Organisations.AsNoTracking().Published().Where(sheet => operators.Contains(sheet.Slug))
            .Select(sheet => sheet.Slug).ToHashSetAsync(cancel);
        var (mapping, origin) = (new DataInclusionMapping(reading.Atlas, offers.Today), http.Origin());
        var records = rows.Select(row => mapping.Of(row.Offer, published.Contains, origin + OfferRoutes.Sheet(row.Offer.Slug)));
        return await PublishedRecords.OfAsync(http.Response, records.ToAsyncEnumerable(), notice.UpdatedOn, ApiJson.Options, cancel);
    }
}
