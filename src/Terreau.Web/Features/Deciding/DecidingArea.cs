using Terreau.Web.Domain.Deciding;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Jobs;

namespace Terreau.Web.Features.Deciding;

/// <summary>
/// What is decided in whatever area: the kinds that the areas bring, and what the clock does where no person did in time.
/// </summary>
internal sealed class DecidingArea : IArea
{
    public IEnumerable<string> Secrets => [AskRoutes.Secret];

    public void AddParts(IServiceCollection services, TerreauOptions options) => services
        .AddScoped<RulingKinds>()
        .AddScoped<Deadlines>()
        .AddScoped<Asking>()
        .AddJob<Deadlines>(Deadlines.Command, Turn.At("0 0 3 * * ?"), (deadlines, cancel) => deadlines.RunAsync(cancel));
}
