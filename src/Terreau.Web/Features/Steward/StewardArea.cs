using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Steward;

internal sealed class StewardArea : IArea
{
    public void AddParts(IServiceCollection services, TerreauOptions options)
        => services.AddScoped<ActivityReading>().AddScoped<Moderation>().AddScoped<RoleGrants>();
}
