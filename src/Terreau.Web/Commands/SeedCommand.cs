using System.CommandLine;
using Terreau.Web.Hosting;
using Terreau.Web.Seeds;

namespace Terreau.Web.Commands;

internal static class SeedCommand
{
    private static readonly Argument<string> World = new("monde") { Description = "est-ensemble, empty ou large" };
    private static readonly Option<int> Size = new("--size")
    {
        Description = "Nombre d’acteurs inventés du monde large", DefaultValueFactory = _ => 1000,
    };

    public static Command Verb()
    {
        World.AcceptOnlyFromAmong([.. Worlds.Names]);
        var verb = new Command("seed", "Remplit une base vide avec un monde") { World, Size };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed,
            (options, token) => RunAsync(options, parsed.GetRequiredValue(World), parsed.GetValue(Size), token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, string world, int size, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(options, cancel);
        if (!await Worlds.IsEmptyAsync(place.Db, cancel))
        {
            throw new StartException("La base contient déjà un territoire. Choisissez un autre dossier avec --data, "
                + "ou mettez-la à jour avec « import territoire ».");
        }
        await Worlds.SeedAsync(place.Services, world, size, cancel);
        await UsedFolder.NoteAsync(place.Db, options, cancel);
        Console.WriteLine($"Le monde « {world} » est semé.");
        return 0;
    }
}
