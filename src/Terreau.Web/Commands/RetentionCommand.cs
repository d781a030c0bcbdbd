using System.CommandLine;
using Terreau.Web.Features.Privacy;
using Terreau.Web.Hosting;

namespace Terreau.Web.Commands;

/// <summary>Says what the retention times would take away; does it only when asked. The site does it by itself every night.</summary>
internal static class RetentionCommand
{
    private static readonly Option<bool> Write = new(
        "--write") { Description = "Applique les durées ; sans cette option rien n’est écrit" };

    public static Command Verb()
    {
        var verb = new Command("conservation", "Dit ce que les durées de conservation feraient partir, à blanc par défaut") { Write };
        verb.SetAction((parsed, cancel) =>
            ConsoleRoot.GuardAsync(parsed, (options, token) => RunAsync(options, parsed.GetValue(Write), token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, bool write, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(options, cancel);
        var report = await place.Services.GetRequiredService<Retention>().RunAsync(write, cancel);
        foreach (var line in report.Lines) Console.WriteLine($"{line.Category.Label} : {line.Said}.");
        Console.WriteLine(write ? "Appliqué." : "Rien n’a été écrit. Ajoutez --write pour appliquer.");
        return 0;
    }
}
