using System.Text.Json;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Hsds;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.OpenData;

/// <summary>The door of HSDS: its version, the profile of Terreau and the description for programs.</summary>
internal static class HsdsLanding
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(OpenDataRoutes.Hsds, (HttpContext http) => Results.Json(new HsdsRecords.Landing(
                HsdsMapping.Version, http.Origin() + OpenDataRoutes.HsdsProfile, http.Origin() + OpenDataRoutes.Description,
                ExportNotice.Licence, ExportNotice.LicenceAddress), HsdsMapping.Options))
            .Asks(Permission.ReadPublic).WithName("hsds").WithTags("HSDS")
            .WithMetadata(new ApiTag("HSDS", "Les mêmes données au format Open Referral HSDS 3.0."))
            .WithSummary("Ouvrir la porte des données HSDS")
            .WithDescription("La version du standard Open Referral HSDS, et le profil suivi ici.").Produces<HsdsRecords.Landing>();
        app.MapGet(OpenDataRoutes.HsdsProfile, () => Results.Json(HsdsMapping.Profile(), HsdsMapping.Options))
            .Asks(Permission.ReadPublic).WithName("hsds-profil").WithTags("HSDS").WithSummary("Lire le profil HSDS de Terreau")
            .WithDescription("Ce que le profil change aux schémas, en JSON Merge Patch.").Produces<JsonElement>();
    }
}
