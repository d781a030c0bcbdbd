namespace Terreau.Web.Features.Steward.Partners;

internal static class PartnerParts
{
    public static IServiceCollection AddPartners(this IServiceCollection services) => services.AddScoped<PartnerDesk>();
}
