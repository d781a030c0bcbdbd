using System.CommandLine;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Inclusion;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Commands;

/// <summary>Reads structures and services of data·inclusion v1, kept in files or asked for; writes only when asked.</summary>
internal static class ImportInclusionCommand
{
    private static readonly Argument<string[]> Files = new("fichiers") { Description = "Pages de structures et de services de data·inclusion v1, en JSON", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string[]> Urls = new("--url") { Description = "Adresse d’une première page à demander, filtres compris ; à répéter. La clé vient de TERREAU_INCLUSION_KEY", DefaultValueFactory = _ => [] };
    private static readonly Option<bool> Lookalikes = new("--avec-ressemblantes") { Description = "Ajoute aussi les structures qui ressemblent à une fiche" };
    private static readonly Option<bool> Force = new("--malgre-tout") { Description = "Applique malgré les gardes : beaucoup de refus ou de sorties" };
    private static readonly Option<bool> Write = new("--write") { Description = "Applique la différence ; sans cette option rien n’est écrit" };

    public static Command Verb()
    {
        var verb = new Command("inclusion", "Les structures et services de data·inclusion, réduits au territoire") { Files, Urls, Lookalikes, Force, Write };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, (options, token) => RunAsync(options, parsed, token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var (files, urls, write, force) = (parsed.GetValue(Files) ?? [], parsed.GetValue(Urls) ?? [], parsed.GetValue(Write), parsed.GetValue(Force));
        if (files.Length == 0 == (urls.Length == 0)) throw new StartException("Donnez des fichiers, ou bien --url.");
        var tables = InclusionTables.Read(options.TerritoryFolder);
        await using var place = await Workplace.OpenAsync(options, cancel);
        if (await Seeds.Worlds.IsEmptyAsync(place.Db, cancel)) throw new StartException("La base ne contient aucun territoire : semez-en un avec « seed ».");
        var pages = new InclusionPages();
        try
        {
            foreach (var file in files) pages.Add(await ImportAidsCommand.JsonAsync(file, cancel));
            using var http = RemoteApi.Outgoing();
            var api = new InclusionApi(new RemoteApi(http, place.Services.GetRequiredService<TimeProvider>()));
            foreach (var url in urls) await api.ReadAsync(RemoteApi.Address(url), options.InclusionKey, pages.Add, cancel);
        }
        catch (UnreadableFileException fault)
        {
            throw new StartException(fault.Message);
        }
        var atlas = await Atlas.ReadAsync(place.Db, cancel);
        if (pages.Structures.Count > 0 && !pages.AreStructuresWhole && write && !force)
            throw new StartException("Rien n’a été écrit : il manque des pages de structures, et celles qu’elles nomment sortiraient de l’annuaire. Ajoutez --malgre-tout si tout est juste.");
        await ActorsAsync(place, pages, atlas, parsed.GetValue(Lookalikes), write, force, cancel);
        if (pages.Services.Count == 0) return 0;
        var batch = new InclusionOffers(tables, atlas, await SheetsAsync(place.Db, cancel)).Read(pages);
        return await ImportAidsCommand.FinishAsync(place, batch, write, force, cancel);
    }

    private static async Task ActorsAsync(Workplace place, InclusionPages pages, Atlas atlas, bool withLookalikes, bool write, bool force, CancellationToken cancel)
    {
        var actors = new InclusionActors(atlas);
        var import = place.Services.GetRequiredService<ActorImport>();
        foreach (var (source, table) in actors.Tables(pages))
        {
            var title = InclusionActors.TitleOf(source);
            var diff = await import.CompareAsync(table, InclusionActors.Mapping, ImportedFile.SourceKeyOf(title), cancel);
            Console.WriteLine(title);
            ImportActorsCommand.Print(diff);
            if (!write || (diff.IsEmpty && !(withLookalikes && diff.HeldBack.Count > 0))) continue;
            if (diff.Guards.Count > 0 && !force) throw new StartException($"Rien n’a été écrit de {title}. {string.Join(" ", diff.Guards)} Ajoutez --malgre-tout si tout est juste.");
            var act = Act.ByConsole(place.Services.GetRequiredService<TimeProvider>(), ActorImport.Command);
            // The original is what was read of this source: a page may hold several.
            var kept = JsonSerializer.SerializeToUtf8Bytes(pages.Structures.Where(one => (one.Record.Source is { Length: > 0 } named ? named : "sans source") == source).Select(one => one.Record));
            var file = ImportedFile.Of(title, $"{source}.json", place.Services.GetRequiredService<OriginalFiles>().Keep(kept), InclusionActors.Mapping.ToJson(), act.At);
            if (await import.ApplyAsync(file, table, InclusionActors.Mapping, diff.Fingerprint, withLookalikes, act, cancel, diff) != ImportEnd.Applied)
                throw new StartException("L’annuaire vient de changer. Relancez pour voir ce qui change.");
            Console.WriteLine($"Écrit. {file.Outcome}");
            place.Db.ChangeTracker.Clear();
        }
        if (actors.Elsewhere > 0) Console.WriteLine($"{actors.Elsewhere} structures laissées de côté : hors du territoire ou sans commune.");
    }

    /// <summary>The sheets that structures of data·inclusion are, by the id of the structure.</summary>
    private static async Task<IReadOnlyDictionary<string, Organisation>> SheetsAsync(TerreauDb db, CancellationToken cancel)
    {
        var links = await db.ImportedSheets.AsNoTracking().Where(link => link.SourceKey.StartsWith("import-data-inclusion-") && !link.IsGone)
            .Join(db.Organisations.AsNoTracking().Where(sheet => sheet.Status == SheetStatus.Published), link => link.OrganisationId, sheet => sheet.Id, (link, sheet) => new { link.Key, Sheet = sheet }).ToListAsync(cancel);
        return links.Where(link => link.Key.StartsWith("id:", StringComparison.Ordinal)).GroupBy(link => link.Key[3..], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Sheet, StringComparer.Ordinal);
    }
}
