using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports.Hsds;
using Terreau.Web.Exports;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Guards;
using Terreau.Web.Listing;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Offers;

/// <summary>The offers as the services of HSDS 3.0.</summary>
internal static class OfferHsds
{
    private const string OrganizationName = "organization_id";

    private static readonly ApiParameter[] Parameters =
    [
        new(HsdsPaging.SearchName, "Les mots cherchés.", "prêt"),
        new(HsdsPaging.PageName, "La page, à partir de 1.", "1") { IsNumber = true },
        new(HsdsPaging.PerPageName, $"Objets par page, {HsdsPaging.MostPerPage} au plus.", "20") { IsNumber = true },
        new(HsdsPaging.FullName, "Avec tout ce qui en dépend.", "true") { Values = ["true", "false"] },
        new(OrganizationName, "Seulement ceux d’une organisation, par son identifiant.", "01890000-0000-7000-8000-000000000000"),
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(OfferRoutes.Hsds, ListAsync).Asks(Permission.ReadPublic).Costs(Cost.Search)
            .WithName("hsds-services").WithTags("HSDS").WithSummary("Lire les services au format HSDS")
            .WithDescription("Open Referral HSDS 3.0, page par page.").WithMetadata([.. Parameters])
            .Produces<HsdsRecords.Page<HsdsRecords.Service>>().ProducesValidationProblem();
        app.MapGet(OfferRoutes.Hsds + "/{id}", OneAsync).Asks(Permission.ReadPublic)
            .WithName("hsds-service").WithTags("HSDS").WithSummary("Lire un service au format HSDS")
            .WithDescription("Par son identifiant, avec son périmètre, ses conditions et nos vocabulaires.")
            .Produces<HsdsRecords.Service>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext http, AtlasCache atlases, OfferList offers, TerreauDb db)
    {
        var cancel = http.RequestAborted;
        var (paging, faults) = HsdsPaging.Read(http.Request.Query);
        var organization = http.Request.Query[OrganizationName].ToString();
        Guid? only = Guid.TryParseExact(organization, "D", out var guid) ? guid : null;
        if (organization.Length > 0 && only is null) faults.Add(new(OrganizationName, "Un identifiant (UUID) est attendu."));
        if (faults.Count > 0) return ApiJson.Refusal(faults);
        var atlas = await atlases.GetAsync(cancel);
        var ids = await offers.IdsAsync(new ListQuery(OfferList.Asked) { Words = paging.Search }, atlas, cancel);
        var all = await offers.RowsAsync(ids, http.Origin(), cancel).ToListAsync(cancel);
        var operators = await OperatorsAsync(all, db, cancel);
        var rows = all.Where(row => only is null || OperatorOf(row.Offer, operators) == only).ToList();
        var mapping = new HsdsMapping(atlas);
        var contents = rows.Skip(paging.Skip).Take(paging.PerPage).Select(row => Of(mapping, row, operators, paging.IsFull)).ToList();
        return Results.Json(
            HsdsRecords.Page<HsdsRecords.Service>
                .Of(contents, rows.Count, paging.Page, paging.PerPage, await offers.UpdatedOnAsync(cancel)), HsdsMapping.Options);
    }

    private static async Task<IResult> OneAsync(
        string id, HttpContext http, AtlasCache atlases, OfferShelf shelf, OfferList list, TerreauDb db)
    {
        var cancel = http.RequestAborted;
        var offers = await shelf.GetAsync(cancel);
        if (!Guid.TryParseExact(id, "D", out var guid) || offers.All.FirstOrDefault(one => one.Offer.Id == guid) is not { } shelved)
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Cette offre n’existe pas");
        var atlas = await atlases.GetAsync(cancel);
        var row = list.ItemOf(shelved, atlas, "");
        PublishedRecords.Mark(http.Response, shelved.Offer.CheckedOn ?? shelved.Offer.SourceOn.FirstDay);
        return Results.Json(Of(new HsdsMapping(atlas), row, await OperatorsAsync([row], db, cancel), isWhole: true), HsdsMapping.Options);
    }

    private static HsdsRecords.Service Of(HsdsMapping mapping, OfferItem row, Dictionary<string, Guid> operators, bool isWhole)
    {
        var status = row.Opening.State switch { OfferSchema.Closed => "inactive", OfferSchema.ToCome => "temporarily closed",
            _ => "active" };
        return mapping.Of(row.Offer, OperatorOf(row.Offer, operators), status, InSentences(ConditionLine.Of(row.Offer.Rule)), isWhole);
    }

    private static Guid? OperatorOf(Offer offer, Dictionary<string, Guid> operators)
        => offer.OperatorSlug is { } slug && operators.TryGetValue(slug, out var id) ? id : null;

    private static async Task<Dictionary<string, Guid>> OperatorsAsync(
        IReadOnlyList<OfferItem> rows, TerreauDb db, CancellationToken cancel)
    {
        var slugs = rows.Select(row => row.Offer.OperatorSlug).OfType<string>().Distinct().ToList();
        return await db.Organisations.AsNoTracking().Published().Where(sheet => slugs.Contains(sheet.Slug))
            .ToDictionaryAsync(sheet => sheet.Slug, sheet => sheet.Id, cancel);
    }

    private static string? InSentences(ConditionLine? line)
        => line is null ? null : string.Join(' ', new[] { line.Sentence }.Concat(line.Parts.Select(InSentences)));
}
