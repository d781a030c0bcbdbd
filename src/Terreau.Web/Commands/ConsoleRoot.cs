using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Terreau.Web.Data;
using Terreau.Web.Data.Steady;
using Terreau.Web.Hosting;

namespace Terreau.Web.Commands;

/// <summary>The console: every verb, the options they share, and how a failure to start is told.</summary>
internal static class ConsoleRoot
{
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "Dossier des données (sinon TERREAU_DATA, sinon var)", Recursive = true,
    };

    private static readonly Option<string?> Database = new("--database")
    {
        Description = "Chaîne de connexion SQLite ou PostgreSQL (sinon TERREAU_DATABASE)", Recursive = true,
    };

    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Adresses d’écoute (sinon TERREAU_URLS, sinon http://127.0.0.1:5080)", Recursive = true,
    };

    private static readonly Option<bool> Anew = new("--a-neuf")
    {
        Description = "Repart d’une base vide, bien que le dossier des données ait servi", Recursive = true,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        PrivateFiles.Begin();
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
        var root = new RootCommand("Terreau, plateforme de l’innovation sociale d’un territoire.")
        {
            ServeCommand.Verb(), SeedCommand.Verb(), MigrateCommand.Verb(), ReindexCommand.Verb(), ImportCommand.Verb(),
            ReportsCommand.Verb(), AdminCommand.Verb(), MailCommand.Verb(), RetentionCommand.Verb(), GeocodeCommand.Verb(),
            BackupCommand.Verb(), RestoreCommand.Verb(),
        };
        root.Options.Single(option => option is HelpOption).Description = "Montre cette aide";
        root.Options.Single(option => option is VersionOption).Description = "Montre la version";
        root.Options.Add(Data);
        root.Options.Add(Database);
        root.Options.Add(Urls);
        root.Options.Add(Anew);
        root.SetAction((parsed, cancel) => GuardAsync(parsed, ServeCommand.RunAsync, cancel));
        return await root.Parse(args).InvokeAsync();
    }

    /// <summary>Reads the settings, runs the verb, and turns what keeps it from running into one sentence and its exit code.</summary>
    public static async Task<int> GuardAsync(
        ParseResult parsed, Func<TerreauOptions, CancellationToken, Task<int>> verb, CancellationToken cancel)
    {
        try
        {
            var options = TerreauOptions.FromEnvironment(Environment.GetEnvironmentVariable);
            if (parsed.GetValue(Data) is { } data) options = options with { Data = data };
            if (parsed.GetValue(Database) is { } database) options = options with { Database = database };
            if (parsed.GetValue(Urls) is { } urls) options = options with { Urls = urls };
            if (parsed.GetValue(Anew)) options = options with { Anew = true };
            return await verb(options, cancel);
        }
        catch (StartException reason)
        {
            await Console.Error.WriteLineAsync(reason.Message);
            return reason.ExitCode;
        }
        catch (Exception failure) when (FullDisk.Is(failure))
        {
            await Console.Error.WriteLineAsync(Opening.NoRoom().Message);
            return 1;
        }
        catch (Exception failure) when (Outage.Is(failure))
        {
            await Console.Error.WriteLineAsync(Opening.Away(failure).Message);
            return 1;
        }
    }
}
