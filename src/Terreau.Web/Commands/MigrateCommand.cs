using System.CommandLine;
using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Seeds;

namespace Terreau.Web.Commands;

internal static class MigrateCommand
{
    public static Command Verb()
    {
        var verb = new Command("migrate", "Met la base de données à la version de ce programme");
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, RunAsync, cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, CancellationToken cancel)
    {
        Opening.PrepareFolder(options.Data);
        var services = new ServiceCollection().AddLogging();
        Site.AddParts(services, options);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var applied = await UsedFolder.OpenAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), options, cancel);
        Console.WriteLine(applied == 0 ? "La base est à jour." : $"Étapes appliquées : {applied}.");
        return 0;
    }
}
