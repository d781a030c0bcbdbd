using System.CommandLine;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Commands;

/// <summary>What the operator says of the columns and values of a file of actors, over what was guessed or confirmed before.</summary>
internal static class SaidMapping
{
    private static readonly Option<string[]> Columns = new("--colonne")
    {
        Description = "Ce que dit une colonne, par exemple « CP=code-postal », ou rien pour la laisser de côté ; à répéter",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string[]> Meanings = new("--valeur")
    {
        Description = "Ce que veut dire une valeur, par exemple « filieres:Réemploi=economie-circulaire », "
            + "ou rien pour la laisser de côté ; à répéter",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> Licence = new("--licence")
    {
        Description = $"Par quel droit le fichier est publié : {Codes(SourceLicence.All.Select(licence => licence.Code))}",
    };

    private static readonly Option<bool?> OnlyPlaced = new("--du-territoire")
    {
        Description = "Laisse de côté les nouvelles lignes qui ne disent aucune commune du territoire ; retenu pour la source, "
            + "« false » pour revenir",
    };

    public static IReadOnlyList<Option> Options => [Columns, Meanings, Licence, OnlyPlaced];

    /// <summary>The mapping as said, and told column by column.</summary>
    /// <exception cref="StartException">Something said means nothing, or no column gives the names.</exception>
    public static ImportMapping Of(ParseResult parsed, ImportMapping known, SourceTable table, Atlas atlas)
    {
        var mapping = known with { Targets = Corrected(known, parsed.GetValue(Columns) ?? [], table) };
        foreach (var guess in ColumnGuessing.Of(table)) Console.WriteLine(InWords(guess, table.Headings[guess.Column], mapping));
        mapping = Licensed(mapping, parsed.GetValue(Licence));
        if (parsed.GetValue(OnlyPlaced) is { } only) mapping = mapping with { OnlyPlaced = only };
        mapping = mapping with { Values = Understood(mapping, parsed.GetValue(Meanings) ?? [], atlas) };
        foreach (var value in ValueGuessing.Of(table, mapping, atlas))
        {
            if (!mapping.Values.ContainsKey(ImportMapping.ValueKey(value.Target, value.Value))) Console.WriteLine(InWords(value));
        }
        return mapping.Refusal(table) is { } refusal ? throw new StartException($"{refusal} Utilisez --colonne.") : mapping;
    }

    private static string InWords(ColumnGuess guess, string heading, ImportMapping mapping)
    {
        var guessed = guess.Target is null ? "" : $" (deviné : {guess.Target.Code}, sûr à {guess.Percent} %)";
        return $"  {heading} → {mapping.TargetOf(heading)?.Code ?? "laissée de côté"}{guessed}";
    }

    private static string InWords(ValueGuess value)
    {
        var near = value.Code is null ? "" : $" ; peut-être {value.Code}, sûr à {value.Percent} %";
        var rows = French.Count(value.Rows, "ligne", "lignes");
        return $"  valeur « {value.Value} » ({value.Target.Code}, {rows}) n’est pas dans la liste{near}";
    }

    private static ImportMapping Licensed(ImportMapping mapping, string? said)
    {
        if (said is null)
        {
            if (mapping.Licence is null) Console.WriteLine("La licence de ce fichier n’est pas dite : --licence la donne.");
            return mapping;
        }
        var licence = SourceLicence.Find(said) ?? throw Unknown(said, SourceLicence.All.Select(one => one.Code));
        return licence.Refusal is { } closed ? throw new StartException(closed) : mapping with { Licence = licence };
    }

    private static Dictionary<string, string> Corrected(ImportMapping mapping, string[] corrections, SourceTable table)
    {
        var targets = new Dictionary<string, string>(mapping.Targets, StringComparer.Ordinal);
        foreach (var correction in corrections)
        {
            var cut = correction.LastIndexOf('=');
            var (heading, code) = cut < 0 ? (correction, "") : (correction[..cut], correction[(cut + 1)..]);
            if (!table.Headings.Contains(heading)) throw new StartException($"Le fichier n’a pas de colonne « {heading} ».");
            targets.Remove(heading);
            if (code.Length == 0) continue;
            var target = ImportTarget.Find(code) ?? throw Unknown(code, ImportTarget.All.Select(target => target.Code));
            if (!target.IsMany)
            {
                foreach (var other in targets.Where(pair => pair.Value == code).Select(pair => pair.Key).ToList()) targets.Remove(other);
            }
            targets[heading] = code;
        }
        return targets;
    }

    private static Dictionary<string, string> Understood(ImportMapping mapping, string[] meanings, Atlas atlas)
    {
        var values = new Dictionary<string, string>(mapping.Values, StringComparer.Ordinal);
        foreach (var meaning in meanings)
        {
            var (cut, end) = (meaning.IndexOf(':', StringComparison.Ordinal), meaning.LastIndexOf('='));
            var said = cut < 1 || end < cut ? null : ValueGuessing.Targets.FirstOrDefault(target => target.Code == meaning[..cut]);
            if (said is null)
            {
                var lists = Codes(ValueGuessing.Targets.Select(target => target.Code));
                throw new StartException(
                    $"« {meaning} » ne se lit pas. Écrivez par exemple « filieres:Réemploi=economie-circulaire » ; listes : {lists}.");
            }
            var (code, choices) = (meaning[(end + 1)..], ValueGuessing.ChoicesOf(said, atlas).Select(choice => choice.Code).ToList());
            if (code.Length > 0 && !choices.Contains(code)) throw Unknown(code, choices);
            values[ImportMapping.ValueKey(said, meaning[(cut + 1)..end])] = code;
        }
        return values;
    }

    private static StartException Unknown(string said, IEnumerable<string> choices)
        => new($"« {said} » n’est pas connu. Choix : {Codes(choices)}.");

    private static string Codes(IEnumerable<string> codes) => string.Join(", ", codes);
}
