using Microsoft.EntityFrameworkCore;
using Terreau.Web.Features.Subscribers.Hooks;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Jobs;

namespace Terreau.Web.Features.Subscribers;

internal sealed class SubscribersArea : IArea
{
    public IEnumerable<DeskLine> Desk => [new(40, "Partenaires", SubscriberRoutes.List, "clé valable|clés valables",
        (db, _, cancel) => db.Subscribers.CountAsync(caller => caller.RevokedAt == null, cancel))];

    public void AddParts(IServiceCollection services, TerreauOptions options) => services
        .AddScoped<SubscriberDesk>()
        .AddSingleton(HookReach.PublicNetwork)
        .AddSingleton<HookSender>()
        .AddSingleton<HookSecrets>()
        .AddSingleton<HookDispatch>()
        .AddJob<HookDispatch>(HookDispatch.Command, Turn.Every(TimeSpan.FromSeconds(20)), (dispatch, cancel) => dispatch.RunAsync(cancel));
}
