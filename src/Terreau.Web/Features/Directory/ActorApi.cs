using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;

namespace Terreau.Web.Features.Directory;

/// <summary>The sheet of one actor for programs.</summary>
internal static class ActorApi
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet(DirectoryRoutes.ApiSheetTemplate, SheetAsync).Asks(Permission.ReadPublic)
            .WithName("acteur").WithTags("Acteurs")
            .WithSummary("Lire la fiche d’un acteur")
            .WithDescription("Par son identifiant ou par la fin de son adresse. Une fiche fusionnée mène à celle qui reste.")
            .WithMetadata(new ApiParameter("id", "Identifiant, ou fin de l’adresse de la fiche.", "baluchon"))
            .Produces<ActorItem>().Produces(StatusCodes.Status301MovedPermanently).ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> SheetAsync(string id, HttpContext http, AtlasCache atlases, ActorRows rows, TerreauDb db)
        => await rows.FindAsync(id, await atlases.GetAsync(http.RequestAborted), http.RequestAborted) is { } actor
            ? Results.Json(actor.At(http.Origin()), ApiJson.Options)
            : await http.ApiLeadToMergedAsync(db, id)
                ?? Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Cet acteur n’est pas dans l’annuaire");
}
