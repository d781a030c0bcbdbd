namespace Terreau.Web.Features.Steward;

internal static class ModerationParts
{
    public static IServiceCollection AddModeration(this IServiceCollection services) => services.AddScoped<Moderation>().AddScoped<RoleGrants>();
}
