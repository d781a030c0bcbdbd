using Terreau.Web.Data;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Seeds;

/// <summary>The named worlds a database can start from.</summary>
internal static class Worlds
{
    public const string EstEnsemble = "est-ensemble";

    public static async Task SeedAsync(IServiceProvider services, string world, int size, CancellationToken cancel)
    {
        var db = services.GetRequiredService<TerreauDb>();
        var act = Act.ByConsole(services.GetRequiredService<TimeProvider>(), "semer un monde", world);
        db.Add(new ServedTerritory { Slug = "est-ensemble", Name = "Est Ensemble", Siren = "200057875", Department = "93", Region = "11" });
        await db.SaveAsync(act, cancel);
    }
}
