using System.CommandLine;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Seeds;

namespace Terreau.Web.Commands;

/// <summary>
/// What all verbs that bring a source in share: the difference is said, and written in one transaction when asked, unless a guard keeps
/// from it. A verb gives its options, and what puts the source into the context.
/// </summary>
internal static class ImportVerb
{
    public const string Nothing = "Rien à changer.";
    public const string Dry = "Rien n’a été écrit. Ajoutez --write pour appliquer.";

    public static readonly Option<bool> Write = new("--write")
    {
        Description = "Applique la différence ; sans cette option rien n’est écrit",
    };

    public static readonly Option<bool> Force = new("--malgre-tout")
    {
        Description = "Applique malgré les gardes : beaucoup de refus ou de sorties",
    };

    public static readonly Option<string> From = new("--source")
    {
        Description = "Nom de la source, toujours le même pour le même producteur",
    };

    /// <param name="name">The verb.</param>
    /// <param name="description">What the source is.</param>
    /// <param name="run">Reads what was asked, then goes to <see cref="RunAsync"/>.</param>
    /// <param name="parts">The arguments and options of its own.</param>
    public static Command Of(
        string name, string description, Func<TerreauOptions, ParseResult, CancellationToken, Task<int>> run, IEnumerable<Symbol> parts)
    {
        var verb = new Command(name, description);
        foreach (var part in parts.Append(Force).Append(Write))
        {
            if (part is Argument argument) verb.Arguments.Add(argument);
            else verb.Options.Add((Option)part);
        }
        verb.SetAction((parsed, cancel)
            => ConsoleRoot.GuardAsync(parsed, (options, token) => ReadAsync(() => run(options, parsed, token)), cancel));
        return verb;
    }

    /// <summary>Opens the territory, and goes from what the source says to its end.</summary>
    /// <param name="command">What the journal says of it.</param>
    /// <param name="prepare">Puts the source into the context, unsaved, and says what that changes.</param>
    public static async Task<int> RunAsync(
        TerreauOptions options, ParseResult parsed, string command, Func<Workplace, Task<Difference>> prepare, CancellationToken cancel)
    {
        await using var place = await OpenAsync(options, cancel);
        return await FinishAsync(place, parsed, command, await prepare(place), cancel);
    }

    /// <exception cref="StartException">There is no territory yet.</exception>
    public static async Task<Workplace> OpenAsync(TerreauOptions options, CancellationToken cancel)
    {
        var place = await Workplace.OpenAsync(options, cancel);
        if (!await Worlds.IsEmptyAsync(place.Db, cancel)) return place;
        await place.DisposeAsync();
        throw new StartException("La base ne contient aucun territoire : semez-en un avec « seed ».");
    }

    /// <summary>Says the difference of what stands in the context, and saves it where that was asked and nothing keeps from it.</summary>
    public static async Task<int> FinishAsync(
        Workplace place, ParseResult parsed, string command, Difference difference, CancellationToken cancel,
        int most = Difference.MostTold)
    {
        Say(difference, most);
        if (difference.IsEmpty || !parsed.GetValue(Write))
        {
            Console.WriteLine(difference.IsEmpty ? Nothing : Dry);
            return 0;
        }
        Require(parsed, difference);
        await place.Db.SaveAsync(Act.ByConsole(place.Services.GetRequiredService<TimeProvider>(), command), cancel);
        Console.WriteLine("Écrit.");
        return 0;
    }

    public static void Say(Difference difference, int most = Difference.MostTold)
    {
        foreach (var line in difference.Told(most)) Console.WriteLine(line);
    }

    /// <exception cref="StartException">A guard keeps from it.</exception>
    public static void Require(ParseResult parsed, Difference difference)
    {
        if (difference.Guards.Count > 0 && !parsed.GetValue(Force))
            throw new StartException($"Rien n’a été écrit. {string.Join(" ", difference.Guards)} Ajoutez --malgre-tout si tout est juste.");
    }

    /// <exception cref="StartException">It is not said, or too long.</exception>
    public static string SourceOf(ParseResult parsed)
    {
        var title = parsed.GetValue(From)?.Trim() ?? throw new StartException("Dites d’où vient ce fichier, avec --source.");
        return title.Length is > 0 and <= ImportedFile.LongestSource
            ? title : throw new StartException($"Le nom de la source compte de 1 à {ImportedFile.LongestSource} caractères.");
    }

    private static async Task<int> ReadAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (UnreadableFileException fault)
        {
            throw new StartException(fault.Message);
        }
    }
}
