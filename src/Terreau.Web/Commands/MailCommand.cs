using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Mail;

namespace Terreau.Web.Commands;

/// <summary>Shows what waits, was given up or came back; notes the bounces; tries again what was given up.</summary>
internal static class MailCommand
{
    private const int Longest = 50;

    private static readonly Argument<string> Folder = new(
        "dossier") { Description = "Dossier des messages revenus, un fichier .eml chacun" };

    public static Command Verb()
    {
        var bounces = new Command("rebonds", "Note les adresses refusées d’après les messages revenus") { Folder };
        bounces.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed,
            (options, token) => ReadBouncesAsync(options, parsed.GetRequiredValue(Folder), token), cancel));
        var again = new Command("relance", "Remet à l’envoi les messages abandonnés");
        again.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, TryAgainAsync, cancel));
        var verb = new Command("courrier", "Liste les messages qui attendent, abandonnés ou refusés") { bounces, again };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, ListAsync, cancel));
        return verb;
    }

    private static async Task<int> ListAsync(TerreauOptions options, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(options, cancel);
        var mails = place.Db.OutgoingMails.AsNoTracking();
        await PrintAsync("À envoyer", mails.Waiting().OrderBy(mail => mail.NextTryAt),
            mail => $"{(mail.Attempts == 0 ? "prévu" : $"essai {mail.Attempts + 1}")} le {At(mail.NextTryAt)}{(mail.LastError is null ? "" : $" ; {mail.LastError}")}", cancel);
        await PrintAsync("Abandonnés", mails.GivenUp().OrderBy(mail => mail.CreatedAt),
            mail => $"{mail.Attempts} essais ; {mail.LastError}", cancel);
        await PrintAsync("Refusés", mails.Bounced().OrderBy(mail => mail.BouncedAt),
            mail => $"le {At(mail.BouncedAt)} ; {mail.BounceReason}", cancel);
        Console.WriteLine($"Envoyés : {await mails.CountAsync(mail => mail.SentAt != null && mail.BouncedAt == null, cancel)}.");
        return 0;
    }

    private static async Task PrintAsync(
        string title, IQueryable<OutgoingMail> mails, Func<OutgoingMail, string> say, CancellationToken cancel)
    {
        var count = await mails.CountAsync(cancel);
        Console.WriteLine($"{title} : {count}.");
        foreach (var mail in await mails.Take(Longest).ToListAsync(cancel))
            Console.WriteLine($"    {mail.To?.Value ?? "(effacé)"}  {mail.Subject}\n        {say(mail).ReplaceLineEndings(" ")}");
        if (count > Longest) Console.WriteLine($"    … et {count - Longest} autres.");
    }

    private static async Task<int> ReadBouncesAsync(TerreauOptions options, string folder, CancellationToken cancel)
    {
        if (!Directory.Exists(folder)) throw new StartException($"Le dossier « {folder} » n’existe pas.");
        await using var place = await Workplace.OpenAsync(options, cancel);
        var tally = await place.Services.GetRequiredService<BounceReading>().ReadAsync(folder, cancel);
        foreach (var name in tally.Unreadable) Console.WriteLine($"? {name} : ce n’est pas un message.");
        Console.WriteLine(
            $"Fichiers lus : {tally.Read}. Rebonds notés : {tally.Noted}, déjà notés : {tally.Known}, sans message connu : {tally.Unmatched}. Autres messages : {tally.Others}.");
        return 0;
    }

    private static async Task<int> TryAgainAsync(TerreauOptions options, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(options, cancel);
        await using var transaction = await place.Db.AloneAsync(cancel);
        var mails = await place.Db.OutgoingMails.GivenUp().ToListAsync(cancel);
        var act = Act.ByConsole(TimeProvider.System, "remettre des messages à l’envoi");
        foreach (var mail in mails) mail.TryAgain(act);
        await place.Db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        Console.WriteLine(mails.Count == 0 ? "Aucun message abandonné." : $"Remis à l’envoi : {mails.Count}.");
        return 0;
    }

    private static string At(DateTime? instant) => instant is { } utc ? French.Instant(utc) : "—";
}
