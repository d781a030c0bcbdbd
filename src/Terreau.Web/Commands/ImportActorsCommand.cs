using System.CommandLine;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Commands;

/// <summary>Reads a file of actors, says what each column is taken for and what would change; writes only when asked.</summary>
internal static class ImportActorsCommand
{
    private static readonly Argument<string?> Given = new("fichier")
    {
        Description = "Tableau d’acteurs : CSV, Excel, OpenDocument ou JSON", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Lookalikes = new("--avec-ressemblantes")
    {
        Description = "Ajoute aussi les lignes qui ressemblent à une fiche ou à une ligne plus haut",
    };

    private static readonly Option<bool> Resume = new("--reprendre")
    {
        Description = "Reprend les imports interrompus, tels qu’ils ont été acceptés ; se donne seul",
    };

    public static Command Verb() => ImportVerb.Of(
        "acteurs", "Un fichier d’acteurs, tel qu’on le reçoit", RunAsync,
        [Given, ImportVerb.From, .. SaidMapping.Options, Lookalikes, Resume]);

    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(Resume))
        {
            return parsed.GetValue(Given) is null && parsed.GetValue(ImportVerb.From) is null
                ? await ResumeActors.RunAsync(options, cancel)
                : throw new StartException("--reprendre se donne seul : le fichier et ses colonnes sont gardés.");
        }
        var path = parsed.GetValue(Given) ?? throw new StartException("Donnez le fichier, ou --reprendre pour les imports interrompus.");
        var title = ImportVerb.SourceOf(parsed);
        var content = await GivenFile.BytesAsync(path, cancel);
        var table = await ReadAsync(options, content, cancel);
        await using var place = await ImportVerb.OpenAsync(options, cancel);
        var import = place.Services.GetRequiredService<ActorImport>();
        var atlas = await place.Services.GetRequiredService<AtlasCache>().GetAsync(cancel);
        var source = ImportedFile.SourceKeyOf(title);
        var mapping = SaidMapping.Of(parsed, await import.MappingAsync(source, table, cancel), table, atlas);

        ActorDiff diff;
        using (TerminalProgress.Follow(place.Services.GetRequiredService<ImportProgress>()))
            diff = await import.CompareAsync(table, mapping, source, cancel);
        var told = diff.Told();
        ImportVerb.Say(told);
        if (!parsed.GetValue(ImportVerb.Write))
        {
            Console.WriteLine(diff.IsEmpty ? ImportVerb.Nothing : ImportVerb.Dry);
            return 0;
        }
        ImportVerb.Require(parsed, told);
        if (mapping.Licence is { } right) await import.SayLicenceAsync(source, right, cancel);
        var hasNoted = await place.Db.SaveAsync(Act.ByConsole(TimeProvider.System, "dire le droit de publier"), cancel) > 0;
        if (diff.IsEmpty) Console.WriteLine(hasNoted ? "Rien à changer aux fiches. La licence de la source est notée."
            : ImportVerb.Nothing);
        else await WriteAsync(place, new Sent(title, path, content, table, mapping), diff, parsed.GetValue(Lookalikes), cancel);
        return 0;
    }

    private static async Task<SourceTable> ReadAsync(TerreauOptions options, byte[] content, CancellationToken cancel)
    {
        using var workers = GivenFile.Workers();
        var reading = await new TableReader(workers, options).ReadAsync(content, cancel);
        if (!reading.IsRead) throw new StartException(reading.Refusal);
        var table = reading.Table;
        var (rows, columns) = (table.Rows.Count, table.Headings.Count);
        Console.WriteLine($"{table.Form} ; {French.Count(rows, "ligne", "lignes")}, {French.Count(columns, "colonne", "colonnes")}");
        foreach (var notice in table.Notices) Console.WriteLine(notice);
        return table;
    }

    private static async Task WriteAsync(
        Workplace place, Sent sent, ActorDiff diff, bool withLookalikes, CancellationToken cancel)
    {
        var agreed = place.Services.GetRequiredService<AgreedImports>();
        var act = Act.ByConsole(TimeProvider.System, ActorImport.Command);
        var hash = place.Services.GetRequiredService<OriginalFiles>().Keep(sent.Content);
        var file = await agreed.SentAsync(ImportedFile.SourceKeyOf(sent.Title), hash, cancel)
            ?? ImportedFile.Of(sent.Title, Path.GetFileName(sent.Path), hash, "{}", act.At);
        file.Mapping = sent.Mapping.ToJson();
        file = await agreed.StartAsync(file, diff.Fingerprint, withLookalikes, act, cancel);
        ImportEnd end;
        using (TerminalProgress.Follow(place.Services.GetRequiredService<ImportProgress>()))
            end = await agreed.RunAsync(file, sent.Table, diff, act, cancel);
        Console.WriteLine(end switch
        {
            ImportEnd.Applied => $"Écrit. {file.Outcome}",
            ImportEnd.Held => throw new StartException("Un autre programme est en train d’appliquer ce fichier."),
            _ => throw new StartException("Rien n’a été écrit : l’annuaire vient de changer. Relancez pour voir ce qui change."),
        });
    }

    private sealed record Sent(string Title, string Path, byte[] Content, SourceTable Table, ImportMapping Mapping);
}
