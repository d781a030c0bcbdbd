using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Search.Projection;
using Terreau.Web.Seeds;

namespace Terreau.Web.Commands;

/// <summary>Opens the territory to its users: migrates, seeds on the first start, brings the index up to date, listens.</summary>
internal static class ServeCommand
{
    public static Command Verb()
    {
        var verb = new Command("serve", "Ouvre le site (c’est aussi ce que fait ./run sans verbe)");
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, RunAsync, cancel));
        return verb;
    }

    public static async Task<int> RunAsync(TerreauOptions options, CancellationToken cancel)
    {
        Opening.PrepareFolder(options.Data);
        await using var app = Site.Build(options);
        var territory = await PrepareAsync(app, cancel);
        if (PrivateFiles.Warning(options) is { } warning) await Console.Error.WriteLineAsync(warning);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            throw new StartException(
                $"L’adresse {options.Urls} est déjà prise. Arrêtez l’autre programme, ou choisissez-en une autre avec TERREAU_URLS.");
        }
        catch (Exception error)
            when (error is FormatException or InvalidOperationException or IOException or System.Net.Sockets.SocketException)
        {
            throw new StartException($"Impossible d’écouter sur {options.Urls}\u00A0: {ListenAddresses.InWords(error)}");
        }
        Console.WriteLine($"Terreau est ouvert : {string.Join(" et ", app.Urls)} ({territory}). Ctrl+C pour arrêter.");
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    /// <summary>Makes data and index ready to serve.</summary>
    /// <returns>The name of the territory.</returns>
    public static async Task<string> PrepareAsync(WebApplication app, CancellationToken cancel)
    {
        // First of all: what follows changes the folder.
        app.Services.GetRequiredService<FolderHold>();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
        var options = app.Services.GetRequiredService<TerreauOptions>();
        await UsedFolder.OpenAsync(db, options, cancel);
        // After the folder was looked at: the first keys are a trace of use.
        FormKeys.Require(app.Services);
        if (await Worlds.IsEmptyAsync(db, cancel))
            await Worlds.SeedAsync(scope.ServiceProvider, Worlds.EstEnsemble, size: 0, cancel);
        await UsedFolder.NoteAsync(db, options, cancel);
        await scope.ServiceProvider.GetRequiredService<IndexFeed>().CatchUpAsync(cancel);
        await Dialect.SettleAsync(db, cancel);
        return await db.Territories.OrderBy(territory => territory.Slug).Select(territory => territory.Name).FirstAsync(cancel);
    }
}
