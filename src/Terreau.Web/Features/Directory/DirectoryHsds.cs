using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports.Hsds;
using Terreau.Web.Exports;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Guards;
using Terreau.Web.Listing;

namespace Terreau.Web.Features.Directory;

/// <summary>The directory as the organizations of HSDS 3.0.</summary>
internal static class DirectoryHsds
{
    internal static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new(HsdsPaging.SearchName, "Les mots cherchés.", "compost"),
        new(HsdsPaging.PageName, "La page, à partir de 1.", "1") { IsNumber = true },
        new(HsdsPaging.PerPageName, $"Objets par page, {HsdsPaging.MostPerPage} au plus.", "20") { IsNumber = true },
        new(HsdsPaging.FullName, "Avec tout ce qui en dépend.", "true") { Values = ["true", "false"] },
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(DirectoryRoutes.Hsds, ListAsync).Asks(Permission.ReadPublic).Costs(Cost.Search)
            .WithName("hsds-organizations").WithTags("HSDS").WithSummary("Lire les organisations au format HSDS")
            .WithDescription("Open Referral HSDS 3.0, page par page.").WithMetadata([.. Parameters])
            .Produces<HsdsRecords.Page<HsdsRecords.Organization>>().ProducesValidationProblem();
        app.MapGet(DirectoryRoutes.Hsds + "/{id}", OneAsync).Asks(Permission.ReadPublic)
            .WithName("hsds-organization").WithTags("HSDS").WithSummary("Lire une organisation au format HSDS")
            .WithDescription("Par son identifiant, avec ses lieux et nos vocabulaires.")
            .Produces<HsdsRecords.Organization>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ActorList actors, ActorRows rows)
    {
        var cancel = http.RequestAborted;
        var (paging, faults) = HsdsPaging.Read(http.Request.Query);
        if (faults.Count > 0) return ApiJson.Refusal(faults);
        var query = new ListQuery(ActorList.Asked)
        {
            Words = paging.Search, Page = paging.Page, Limit = paging.PerPage, Asked = paging.Search.Length == 0 ? ActorList.ByName : null,
        };
        var found = await actors.FindAsync(query, cancel);
        var mapping = new HsdsMapping(found.Atlas);
        var contents = await rows.SheetsAsync(found.Hits.Select(hit => hit.Id), cancel)
            .Select(sheet => mapping.Of(sheet, Address(http, sheet), paging.IsFull)).ToListAsync(cancel);
        return Results.Json(
            HsdsRecords.Page<HsdsRecords.Organization>
                .Of(contents, found.Total, paging.Page, paging.PerPage, await actors.UpdatedOnAsync(cancel)), HsdsMapping.Options);
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, AtlasCache atlases, TerreauDb db)
    {
        var cancel = http.RequestAborted;
        var sheet = Guid.TryParseExact(id, "D", out var guid)
            ? await db.Organisations.AsNoTracking().Published().FirstOrDefaultAsync(held => held.Id == guid, cancel) : null;
        if (sheet is null)
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Cette organisation n’est pas dans l’annuaire");
        PublishedRecords.Mark(http.Response, sheet.FreshOn);
        return Results.Json(new HsdsMapping(await atlases.GetAsync(cancel))
            .Of(sheet.SeenBy(Audience.Public), Address(http, sheet), isWhole: true), HsdsMapping.Options);
    }

    private static string Address(HttpContext http, Organisation sheet) => http.Origin() + DirectoryRoutes.Sheet(sheet.Slug);
}
