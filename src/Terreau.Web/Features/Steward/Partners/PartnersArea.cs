using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Partners;

namespace Terreau.Web.Features.Steward.Partners;

internal sealed class PartnersArea : IArea
{
    public void AddParts(IServiceCollection services, TerreauOptions options) => services.AddScoped<PartnerDesk>().AddPartnerKeysAndHooks();
}
