using System.CommandLine;
using System.Text.Json;
using Terreau.Web.Data;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Aids;
using Terreau.Web.Imports.Offers;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Commands;

/// <summary>Reads pages of the API of Aides-territoires, kept in files or asked for, and says what they change; writes only when asked.</summary>
internal static class ImportAidsCommand
{
    private static readonly Argument<string[]> Files = new("fichiers") { Description = "Pages de l’API d’Aides-territoires, en JSON", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> Url = new("--url") { Description = "Adresse de la première page à demander, filtres compris ; la clé vient de TERREAU_AIDES_KEY" };
    private static readonly Option<string?> Perimeters = new("--perimetres") { Description = "La liste des périmètres de l’API, en JSON : elle lève les doutes sur les communes et intercommunalités" };
    private static readonly Option<bool> Force = new("--malgre-tout") { Description = "Applique malgré les gardes : beaucoup de refus ou de fermetures" };
    private static readonly Option<bool> Write = new("--write") { Description = "Applique la différence ; sans cette option rien n’est écrit" };

    public static Command Verb()
    {
        var verb = new Command("aides", "Les aides d’Aides-territoires, réduites au territoire") { Files, Url, Perimeters, Force, Write };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, (options, token) => RunAsync(options, parsed, token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var (files, url) = (parsed.GetValue(Files) ?? [], parsed.GetValue(Url));
        if (files.Length == 0 == url is null) throw new StartException("Donnez des fichiers, ou bien --url.");
        var tables = AidTables.Read(options.TerritoryFolder);
        await using var place = await Workplace.OpenAsync(options, cancel);
        if (await Seeds.Worlds.IsEmptyAsync(place.Db, cancel)) throw new StartException("La base ne contient aucun territoire : semez-en un avec « seed ».");
        var clock = place.Services.GetRequiredService<TimeProvider>();
        OfferBatch batch;
        try
        {
            var pages = new AidPages();
            foreach (var file in files) pages.Add(await JsonAsync(file, cancel));
            if (url is not null)
            {
                using var http = RemoteApi.Outgoing();
                await new AidApi(new RemoteApi(http, clock)).ReadAsync(RemoteApi.Address(url), options.AidesKey, pages.Add, cancel);
            }
            var perimeters = parsed.GetValue(Perimeters) is { } list ? AidPages.Perimeters(await JsonAsync(list, cancel)).ToList() : [];
            batch = new AidReader(tables, await Atlas.ReadAsync(place.Db, cancel), perimeters).Read(pages);
        }
        catch (UnreadableFileException fault)
        {
            throw new StartException(fault.Message);
        }
        return await FinishAsync(place, batch, parsed.GetValue(Write), parsed.GetValue(Force), cancel);
    }

    /// <summary>Compares, prints, and writes where that was asked and nothing keeps from it.</summary>
    public static async Task<int> FinishAsync(Workplace place, OfferBatch batch, bool write, bool force, CancellationToken cancel)
    {
        var clock = place.Services.GetRequiredService<TimeProvider>();
        var import = new OfferImport(place.Db, clock);
        var diff = await import.PrepareAsync(batch, cancel);
        OfferPrinting.Print(batch, diff);
        if (!write || diff.IsEmpty)
        {
            Console.WriteLine(diff.IsEmpty ? "Rien à changer." : "Rien n’a été écrit. Ajoutez --write pour appliquer.");
            return 0;
        }
        if (diff.Guards.Count > 0 && !force) throw new StartException($"Rien n’a été écrit. {string.Join(" ", diff.Guards)} Ajoutez --malgre-tout si tout est juste.");
        await import.ApplyAsync(Act.ByConsole(clock, OfferImport.Command), cancel);
        Console.WriteLine("Écrit.");
        return 0;
    }

    public static async Task<JsonElement> JsonAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file)) throw new StartException($"Le fichier « {file} » n’existe pas.");
        if (new FileInfo(file).Length > TableFile.MaxBytes) throw new StartException($"Ce fichier pèse plus de {TableFile.MaxBytes / 1_000_000} Mo : coupez-le en plusieurs.");
        await using var content = File.OpenRead(file);
        try
        {
            using var document = await JsonDocument.ParseAsync(content, new JsonDocumentOptions { MaxDepth = 32 }, cancel);
            return document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            throw new StartException($"« {Path.GetFileName(file)} » a une faute de JSON à la ligne {fault.LineNumber + 1}.");
        }
    }
}
