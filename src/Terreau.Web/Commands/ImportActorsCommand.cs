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
    private const int Most = 20;

    private static readonly Argument<string?> Place = new("fichier") { Description = "Tableau d’acteurs : CSV, Excel, OpenDocument ou JSON", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> From = new("--source") { Description = "Nom de la source, toujours le même pour le même producteur" };
    private static readonly Option<string[]> Columns = new("--colonne") { Description = "Ce que dit une colonne, par exemple « CP=code-postal », ou rien pour la laisser de côté ; à répéter", DefaultValueFactory = _ => [] };
    private static readonly Option<string[]> Meanings = new("--valeur") { Description = "Ce que veut dire une valeur, par exemple « filieres:Réemploi=economie-circulaire », ou rien pour la laisser de côté ; à répéter", DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Licence = new("--licence") { Description = $"Par quel droit le fichier est publié : {string.Join(", ", SourceLicence.All.Select(licence => licence.Code))}" };
    private static readonly Option<bool?> OnlyPlaced = new("--du-territoire") { Description = "Laisse de côté les nouvelles lignes qui ne disent aucune commune du territoire ; retenu pour la source, « false » pour revenir" };
    private static readonly Option<bool> Lookalikes = new("--avec-ressemblantes") { Description = "Ajoute aussi les lignes qui ressemblent à une fiche ou à une ligne plus haut" };
    private static readonly Option<bool> Force = new("--malgre-tout") { Description = "Applique malgré les gardes : beaucoup de refus ou de sorties" };
    private static readonly Option<bool> Write = new("--write") { Description = "Applique la différence ; sans cette option rien n’est écrit" };

    private static readonly Option<bool> Resume = new("--reprendre") { Description = "Reprend les imports interrompus, tels qu’ils ont été acceptés ; se donne seul" };

    public static Command Verb()
    {
        var verb = new Command("acteurs", "Un fichier d’acteurs, tel qu’on le reçoit") { Place, From, Columns, Meanings, Licence, OnlyPlaced, Lookalikes, Force, Write, Resume };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, (options, token) => RunAsync(options, parsed, token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(Resume))
        {
            if (parsed.GetValue(Place) is not null || parsed.GetValue(From) is not null) throw new StartException("--reprendre se donne seul : le fichier et ses colonnes sont gardés.");
            return await ResumeActors.RunAsync(options, cancel);
        }
        if (parsed.GetValue(Place) is not { } path) throw new StartException("Donnez le fichier, ou --reprendre pour les imports interrompus.");
        if (parsed.GetValue(From)?.Trim() is not { } title) throw new StartException("Dites d’où vient ce fichier, avec --source.");
        if (title.Length is 0 or > ImportedFile.LongestSource) throw new StartException($"Le nom de la source compte de 1 à {ImportedFile.LongestSource} caractères.");
        var source = ImportedFile.SourceKeyOf(title);
        if (!File.Exists(path)) throw new StartException($"Le fichier « {path} » n’existe pas.");
        if (new FileInfo(path).Length > TableFile.MaxBytes) throw new StartException($"Ce fichier pèse plus de {TableFile.MaxBytes / 1_000_000} Mo : coupez-le en plusieurs.");
        var content = await File.ReadAllBytesAsync(path, cancel);
        var reading = TableFile.Read(content, cancel);
        if (!reading.IsRead) throw new StartException(reading.Refusal);
        var table = reading.Table;
        Console.WriteLine($"{table.Form} ; {French.Count(table.Rows.Count, "ligne", "lignes")}, {French.Count(table.Headings.Count, "colonne", "colonnes")}");
        foreach (var notice in table.Notices) Console.WriteLine(notice);

        await using var place = await Workplace.OpenAsync(options, cancel);
        var import = place.Services.GetRequiredService<ActorImport>();
        var mapping = Corrected(await import.MappingAsync(source, table, cancel), parsed.GetValue(Columns) ?? [], table);
        foreach (var guess in ColumnGuessing.Of(table))
        {
            var heading = table.Headings[guess.Column];
            Console.WriteLine($"  {heading} → {mapping.TargetOf(heading)?.Code ?? "laissée de côté"}{(guess.Target is null ? "" : $" (deviné : {guess.Target.Code}, sûr à {guess.Percent} %)")}");
        }
        if (parsed.GetValue(Licence) is { } said)
        {
            var licence = SourceLicence.Find(said) ?? throw new StartException($"« {said} » n’est pas connu. Choix : {string.Join(", ", SourceLicence.All.Select(one => one.Code))}.");
            mapping = mapping with { Licence = licence.Refusal is { } closed ? throw new StartException(closed) : licence };
        }
        else if (mapping.Licence is null) Console.WriteLine("La licence de ce fichier n’est pas dite : --licence la donne.");
        if (parsed.GetValue(OnlyPlaced) is { } only) mapping = mapping with { OnlyPlaced = only };
        var atlas = await place.Services.GetRequiredService<AtlasCache>().GetAsync(cancel);
        mapping = Understood(mapping, parsed.GetValue(Meanings) ?? [], atlas);
        foreach (var value in ValueGuessing.Of(table, mapping, atlas).Where(value => !mapping.Values.ContainsKey(ImportMapping.ValueKey(value.Target, value.Value))))
            Console.WriteLine($"  valeur « {value.Value} » ({value.Target.Code}, {French.Count(value.Rows, "ligne", "lignes")}) n’est pas dans la liste{(value.Code is null ? "" : $" ; peut-être {value.Code}, sûr à {value.Percent} %")}");
        if (mapping.Refusal(table) is { } refusal) throw new StartException($"{refusal} Utilisez --colonne.");

        var progress = place.Services.GetRequiredService<ImportProgress>();
        ActorDiff diff;
        using (TerminalProgress.Follow(progress)) diff = await import.CompareAsync(table, mapping, source, cancel);
        Print(diff);
        if (!parsed.GetValue(Write))
        {
            Console.WriteLine(diff.IsEmpty ? "Rien à changer." : "Rien n’a été écrit. Ajoutez --write pour appliquer.");
            return 0;
        }
        if (diff.Guards.Count > 0 && !parsed.GetValue(Force)) throw new StartException($"Rien n’a été écrit. {string.Join(" ", diff.Guards)} Ajoutez --malgre-tout si tout est juste.");
        if (mapping.Licence is { } right) await import.SayLicenceAsync(source, right, cancel);
        var hasNoted = await place.Db.SaveAsync(Act.ByConsole(TimeProvider.System, "dire le droit de publier"), cancel) > 0;
        if (diff.IsEmpty)
        {
            Console.WriteLine(hasNoted ? "Rien à changer aux fiches. La licence de la source est notée." : "Rien à changer.");
            return 0;
        }
        var (agreed, act, hash) = (place.Services.GetRequiredService<AgreedImports>(), Act.ByConsole(TimeProvider.System, ActorImport.Command), place.Services.GetRequiredService<OriginalFiles>().Keep(content));
        var file = await agreed.SentAsync(source, hash, cancel) ?? ImportedFile.Of(title, Path.GetFileName(path), hash, "{}", act.At);
        file.Mapping = mapping.ToJson();
        file = await agreed.StartAsync(file, diff.Fingerprint, parsed.GetValue(Lookalikes), act, cancel);
        ImportEnd end;
        using (TerminalProgress.Follow(progress)) end = await agreed.RunAsync(file, table, diff, act, cancel);
        if (end == ImportEnd.Held) throw new StartException("Un autre programme est en train d’appliquer ce fichier.");
        if (end != ImportEnd.Applied) throw new StartException("Rien n’a été écrit : l’annuaire vient de changer. Relancez pour voir ce qui change.");
        Console.WriteLine($"Écrit. {file.Outcome}");
        return 0;
    }

    private static ImportMapping Corrected(ImportMapping mapping, string[] corrections, SourceTable table)
    {
        var targets = new Dictionary<string, string>(mapping.Targets, StringComparer.Ordinal);
        foreach (var correction in corrections)
        {
            var cut = correction.LastIndexOf('=');
            var (heading, code) = cut < 0 ? (correction, "") : (correction[..cut], correction[(cut + 1)..]);
            if (!table.Headings.Contains(heading)) throw new StartException($"Le fichier n’a pas de colonne « {heading} ».");
            if (code.Length > 0 && ImportTarget.Find(code) is null) throw new StartException($"« {code} » n’est pas connu. Choix : {string.Join(", ", ImportTarget.All.Select(target => target.Code))}.");
            foreach (var other in targets.Where(pair => pair.Value == code && ImportTarget.Find(code) is { IsMany: false }).Select(pair => pair.Key).ToList()) targets.Remove(other);
            if (code.Length == 0) targets.Remove(heading);
            else targets[heading] = code;
        }
        return mapping with { Targets = targets };
    }

    private static ImportMapping Understood(ImportMapping mapping, string[] meanings, Atlas atlas)
    {
        var values = new Dictionary<string, string>(mapping.Values, StringComparer.Ordinal);
        foreach (var meaning in meanings)
        {
            var (cut, end) = (meaning.IndexOf(':', StringComparison.Ordinal), meaning.LastIndexOf('='));
            if (cut < 1 || end < cut || ValueGuessing.Targets.FirstOrDefault(target => target.Code == meaning[..cut]) is not { } said)
                throw new StartException($"« {meaning} » ne se lit pas. Écrivez par exemple « filieres:Réemploi=economie-circulaire » ; listes : {string.Join(", ", ValueGuessing.Targets.Select(target => target.Code))}.");
            var code = meaning[(end + 1)..];
            var choices = ValueGuessing.ChoicesOf(said, atlas);
            if (code.Length > 0 && !choices.Any(choice => choice.Code == code)) throw new StartException($"« {code} » n’est pas connu. Choix : {string.Join(", ", choices.Select(choice => choice.Code))}.");
            values[ImportMapping.ValueKey(said, meaning[(cut + 1)..end])] = code;
        }
        return mapping with { Values = values };
    }

    public static void Print(ActorDiff diff)
    {
        Lines(diff.Rejected.Select(fault => $"! ligne {fault.Line} : {fault.Sentence}"));
        Lines(diff.Warnings.Select(warning => $"* ligne {warning.Line} : {warning.Sentence}"));
        Lines(diff.ToConfirm.Select(record => $"? ligne {record.Line} : {record.Values[nameof(Organisation.Name)]}, à confirmer : {record.Question}"));
        Lines(diff.HeldBack.Select(twin => $"? ligne {twin.Record.Line} : {twin.Record.Values[nameof(Organisation.Name)]} ressemble à {twin.Name}"));
        Lines(diff.Elsewhere.Select(record => $"  ligne {record.Line} : {record.Values[nameof(Organisation.Name)]} est laissée de côté, sans commune du territoire"));
        Lines(diff.Added.Select(record => $"+ ligne {record.Line} : {record.Values[nameof(Organisation.Name)]}"));
        Lines(diff.Changed.Where(change => change.Fields.Count > 0).Select(change => $"~ {change.Sheet.Name} : {string.Join(", ", change.Fields.Select(field => $"{field.Field} « {field.Before} » → « {field.After} »"))}"));
        Lines(diff.Changed.SelectMany(change => change.Kept.Select(field => $"= {change.Sheet.Name} : {field.Field} « {field.Before} » gardé, le fichier dit « {field.After} »")));
        Lines(diff.Closed.Select(sheet => $"- {sheet.Name}"));
        Lines(diff.Reopened.Select(sheet => $"< {sheet.Name}"));
        Console.WriteLine(diff.InWords(withLookalikes: false));
        foreach (var note in diff.Notes) Console.WriteLine(note);
    }

    private static void Lines(IEnumerable<string> lines)
    {
        var all = lines.Select(line => line.ReplaceLineEndings(" ")).ToList();
        foreach (var line in all.Take(Most)) Console.WriteLine(line);
        if (all.Count > Most) Console.WriteLine($"  … et {all.Count - Most} autres");
    }
}
