using System.CommandLine;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Inclusion;
using Terreau.Web.Imports.Offers;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Commands;

/// <summary>Reads structures and services of data·inclusion v1, kept in files or asked for; writes only when asked.</summary>
internal static class ImportInclusionCommand
{
    private static readonly Argument<string[]> Files = new("fichiers")
    {
        Description = "Pages de structures et de services de data·inclusion v1, en JSON", Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string[]> Urls = new("--url")
    {
        Description = "Adresse d’une première page à demander, filtres compris ; à répéter. La clé vient de TERREAU_INCLUSION_KEY",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> Lookalikes = new("--avec-ressemblantes")
    {
        Description = "Ajoute aussi les structures qui ressemblent à une fiche",
    };

    public static Command Verb() => ImportVerb.Of(
        "inclusion", "Les structures et services de data·inclusion, réduits au territoire", RunAsync, [Files, Urls, Lookalikes]);

    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var (files, urls) = (parsed.GetValue(Files) ?? [], parsed.GetValue(Urls) ?? []);
        if (files.Length == 0 == (urls.Length == 0)) throw new StartException("Donnez des fichiers, ou bien --url.");
        var tables = InclusionTables.Read(options.TerritoryFolder);
        await using var place = await ImportVerb.OpenAsync(options, cancel);
        var clock = place.Services.GetRequiredService<TimeProvider>();
        var pages = new InclusionPages();
        foreach (var file in files) pages.Add(await GivenFile.JsonAsync(file, cancel));
        using var http = RemoteApi.Outgoing();
        var api = new InclusionApi(new RemoteApi(http, clock));
        foreach (var url in urls) await api.ReadAsync(RemoteApi.Address(url), options.InclusionKey, pages.Add, cancel);
        var isForced = !parsed.GetValue(ImportVerb.Write) || parsed.GetValue(ImportVerb.Force);
        if (pages.Structures.Count > 0 && !pages.AreStructuresWhole && !isForced)
        {
            throw new StartException("Rien n’a été écrit : il manque des pages de structures, et celles qu’elles nomment sortiraient "
                + "de l’annuaire. Ajoutez --malgre-tout si tout est juste.");
        }

        var atlas = await Atlas.ReadAsync(place.Db, cancel);
        var actors = new InclusionActors(atlas);
        foreach (var (source, table) in actors.Tables(pages)) await ActorsAsync(place, parsed, pages, source, table, cancel);
        if (actors.Elsewhere > 0)
            Console.WriteLine($"{actors.Elsewhere} structures laissées de côté : hors du territoire ou sans commune.");
        if (pages.Services.Count == 0) return 0;
        var batch = new InclusionOffers(tables, atlas, await SheetsAsync(place.Db, cancel)).Read(pages);
        var difference = await new OfferImport(place.Db, clock).PrepareAsync(batch, cancel);
        return await ImportVerb.FinishAsync(place, parsed, OfferImport.Command, difference, cancel);
    }

    private static async Task ActorsAsync(
        Workplace place, ParseResult parsed, InclusionPages pages, string source, SourceTable table, CancellationToken cancel)
    {
        var import = place.Services.GetRequiredService<ActorImport>();
        var (mapping, title) = (InclusionActors.Mapping, InclusionActors.TitleOf(source));
        var diff = await import.CompareAsync(table, mapping, ImportedFile.SourceKeyOf(title), cancel);
        var told = diff.Told();
        Console.WriteLine(title);
        ImportVerb.Say(told);
        if (!parsed.GetValue(ImportVerb.Write) || diff.IsEmpty) return;
        ImportVerb.Require(parsed, told);
        var act = Act.ByConsole(place.Services.GetRequiredService<TimeProvider>(), ActorImport.Command);
        // The original is what was read of this source: a page may hold several.
        var kept = pages.Structures.Select(one => one.Record).Where(record => InclusionActors.SourceOf(record) == source);
        var hash = place.Services.GetRequiredService<OriginalFiles>().Keep(JsonSerializer.SerializeToUtf8Bytes(kept));
        var file = ImportedFile.Of(title, $"{source}.json", hash, mapping.ToJson(), act.At);
        var end = await import.ApplyAsync(file, table, mapping, diff.Fingerprint, parsed.GetValue(Lookalikes), act, cancel, diff);
        if (end != ImportEnd.Applied) throw new StartException("L’annuaire vient de changer. Relancez pour voir ce qui change.");
        Console.WriteLine($"Écrit. {file.Outcome}");
        place.Db.ChangeTracker.Clear();
    }

    /// <summary>The sheets that structures of data·inclusion are, by the id of the structure.</summary>
    private static async Task<IReadOnlyDictionary<string, Organisation>> SheetsAsync(TerreauDb db, CancellationToken cancel)
    {
        var sheets = db.Organisations.AsNoTracking().Where(sheet => sheet.Status == SheetStatus.Published);
        var links = await db.ImportedSheets.AsNoTracking()
            .Where(link => link.SourceKey.StartsWith("import-data-inclusion-") && !link.IsGone)
            .Join(sheets, link => link.OrganisationId, sheet => sheet.Id, (link, sheet) => new { link.Key, Sheet = sheet })
            .ToListAsync(cancel);
        return links.Where(link => link.Key.StartsWith("id:", StringComparison.Ordinal))
            .GroupBy(link => link.Key[3..], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Sheet, StringComparer.Ordinal);
    }
}
