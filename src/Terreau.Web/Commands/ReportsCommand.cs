using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Hosting;

namespace Terreau.Web.Commands;

/// <summary>Reads the errors that visitors reported, and closes those that were dealt with.</summary>
internal static class ReportsCommand
{
    private static readonly Option<Guid?> Close = new("--close") { Description = "Clôt le signalement de ce numéro" };

    public static Command Verb()
    {
        var verb = new Command("signalements", "Liste les erreurs signalées sur les fiches") { Close };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed,
            (options, token) => RunAsync(options, parsed.GetValue(Close), token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, Guid? close, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(options, cancel);
        if (close is { } id)
        {
            var report = await place.Db.ErrorReports.FindAsync([id], cancel)
                ?? throw new StartException($"Aucun signalement ne porte le numéro {id}.");
            if (report.State != RequestState.Waiting) throw new StartException($"Le signalement {id} est déjà clos.");
            var act = Act.ByConsole(TimeProvider.System, "clore un signalement");
            report.Close(act);
            await place.Db.SaveAsync(act, cancel);
            Console.WriteLine("Signalement clos.");
            return 0;
        }
        var open = await place.Db.ErrorReports.Where(report => report.State == RequestState.Waiting).OrderBy(report => report.ReportedAt)
            .ToListAsync(cancel);
        foreach (var report in open)
            Console.WriteLine(
                $"{report.Id}  {report.ReportedAt:d MMMM yyyy HH:mm}  {report.Page}\n    {report.Message.ReplaceLineEndings("\n    ")}");
        Console.WriteLine(open.Count == 0 ? "Aucun signalement en attente." : $"{open.Count} en attente.");
        return 0;
    }
}
