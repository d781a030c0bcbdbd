using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Seeds;

/// <summary>The named worlds a database can start from.</summary>
internal static class Worlds
{
    public const string EstEnsemble = "est-ensemble";
    public const string Empty = "empty";
    public const string Large = "large";

    public static readonly IReadOnlyList<string> Names = [EstEnsemble, Empty, Large];

    /// <summary>Fills an empty database.</summary>
    /// <param name="size">For the large world, how many actors to invent.</param>
    /// <exception cref="StartException">The files have faults.</exception>
    public static async Task SeedAsync(IServiceProvider services, string world, int size, CancellationToken cancel)
    {
        var db = services.GetRequiredService<TerreauDb>();
        var clock = services.GetRequiredService<TimeProvider>();
        var files = ReadFiles(services.GetRequiredService<TerreauOptions>().TerritoryFolder);
        await new TerritoryImport(db).PrepareAsync(files, world == EstEnsemble ? null : IsGround, cancel);
        await db.SaveAsync(Act.ByConsole(clock, TerritoryImport.Command, $"premier démarrage : {world}"), cancel);
        if (world != Large) return;
        db.ChangeTracker.Clear();
        await LargeWorld.SowAsync(db, await Atlas.ReadAsync(db, cancel), size, Act.ByConsole(clock, "semer un monde d’exemple"), cancel);
    }

    /// <exception cref="StartException">The folder is missing or its files have faults; the message names the first ones.</exception>
    public static TerritoryFile ReadFiles(string folder)
    {
        if (!Directory.Exists(folder)) throw new StartException($"Le dossier du territoire « {Path.GetFullPath(folder)} » n’existe pas.");
        var reading = TerritoryFiles.Read(folder);
        if (reading.IsRead) return reading.World;
        var first = string.Join(Environment.NewLine, reading.Faults.Take(10));
        throw new StartException($"Les fichiers du territoire ont {reading.Faults.Count} défaut(s) :{Environment.NewLine}{first}");
    }

    public static async Task<bool> IsEmptyAsync(TerreauDb db, CancellationToken cancel) => !await db.Territories.AnyAsync(cancel);

    private static bool IsGround(Type type) => type != typeof(Organisation) && type != typeof(Cooperation) && type != typeof(Offer);
}
