using Terreau.Web.Hosting.Jobs;

namespace Terreau.Web.Hosting.Partners;

internal static class PartnerHosting
{
    public static IServiceCollection AddPartnerKeysAndHooks(this IServiceCollection services)
        => services.AddSingleton(HookReach.PublicNetwork).AddSingleton<HookSender>().AddSingleton<HookSecrets>().AddSingleton<HookDispatch>()
            .AddSingleton<PartnerKeys>().AddHostedService(provider => provider.GetRequiredService<PartnerKeys>())
            .AddJob<HookDispatch>(HookDispatch.Command, Turn.Every(TimeSpan.FromSeconds(20)), (dispatch, cancel) => dispatch.RunAsync(cancel));
}
