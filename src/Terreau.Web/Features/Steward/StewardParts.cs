namespace Terreau.Web.Features.Steward;

internal static class StewardParts
{
    public static IServiceCollection AddSteward(this IServiceCollection services) => services.AddScoped<ActivityReading>();
}
