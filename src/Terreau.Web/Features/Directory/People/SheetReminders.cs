using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Features.Deciding;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Directory.People;

/// <summary>
/// Asks the people of a sheet whether it is still true, at the rhythm they chose; asks again; then takes the
/// sheet out of sight. Nothing is taken out that its people were not told of: without a member whom a mail
/// reaches, a sheet stays as it is, and its age says the rest.
/// </summary>
internal sealed class SheetReminders(TerreauDb db, StillTrue question, PublicAddress site, TimeProvider clock) : Deadline
{
    /// <summary>Days from the first mail to the second.</summary>
    public const int SecondDays = 15;

    /// <summary>Days from the first mail to the end.</summary>
    private static readonly int PatienceDays = Organisation.Life.Patience(nameof(Organisation.Withdraw)).Days;

    public override string Command => "demander si les fiches sont à jour";

    private DateOnly Today => ParisTime.DayOf(clock.GetUtcNow().UtcDateTime);

    public override async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancel)
    {
        var rhythmic = await db.Organisations.AsNoTracking().Published().Where(sheet => sheet.RhythmMonths != null)
            .OrderBy(sheet => sheet.Slug).ToListAsync(cancel);
        return [.. rhythmic.Where(sheet => sheet.AskedOn is not null || sheet.DueOn <= Today).Select(sheet => sheet.Id)];
    }

    public override async Task TakeAsync(Guid id, Act act, CancellationToken cancel)
    {
        if (await db.Organisations.Published().FirstOrDefaultAsync(held => held.Id == id, cancel) is not { DueOn: { } due } sheet) return;
        var people = (await db.PeopleOfAsync([id], cancel))[id].ToList();
        await TellOfBouncesAsync(sheet, people, act, cancel);
        var reached = people.Where(person => person.IsReachable).ToList();
        if (due > Today) sheet.AskedOn = null;
        else if (reached.Count > 0 && sheet.AskedOn is null) Ask(sheet, due, reached, act);
        else if (reached.Count > 0 && sheet.AskedOn is { } asked && Today >= asked.AddDays(SecondDays))
            await InsistAsync(sheet, asked, reached, act, cancel);
    }

    private void Ask(Organisation sheet, DateOnly due, List<SheetPerson> people, Act act)
    {
        sheet.AskedOn = Today;
        foreach (var person in people)
        {
            Put($"rappel:{person.Account}:{sheet.Id}:{Written(due)}", person, act,
                $"Votre fiche est-elle à jour ? {Letter.InSubject(sheet.Name)}", $"""
                Bonjour,

                Vous avez choisi un rappel pour la fiche « {sheet.Name} ».
                Elle dit ce qui était vrai le {French.Date(sheet.FreshOn)}.

                Tout est encore vrai ? Un geste suffit :
                {Question(sheet, person, act)}

                Quelque chose a changé ? Modifiez la fiche :
                {site.Of(null)}{DirectoryRoutes.Edit(sheet.Slug)}

                Sans réponse le {French.Date(Today.AddDays(PatienceDays))}, la fiche sort de l’annuaire. Rien n’est effacé.
                """);
        }
    }

    private async Task InsistAsync(Organisation sheet, DateOnly asked, List<SheetPerson> people, Act act, CancellationToken cancel)
    {
        var keys = people.ConvertAll(person => $"relance:{person.Account}:{sheet.Id}:{Written(asked)}");
        var told = await db.OutgoingMails.AsNoTracking()
            .Where(mail => keys.Contains(mail.Key) && mail.SentAt != null && mail.BouncedAt == null).Select(mail => mail.CreatedAt)
            .ToListAsync(cancel);
        // Had the program slept for a month, the second mail still has its fifteen days.
        if (Today >= asked.AddDays(PatienceDays) && told.Exists(at => ParisTime.DayOf(at).AddDays(PatienceDays - SecondDays) <= Today))
        {
            TakeOut(sheet, asked, people, act);
            return;
        }
        var end = asked.AddDays(PatienceDays) > Today ? asked.AddDays(PatienceDays) : Today.AddDays(PatienceDays - SecondDays);
        foreach (var person in people)
        {
            Put($"relance:{person.Account}:{sheet.Id}:{Written(asked)}", person, act,
                $"Votre fiche sort bientôt de l’annuaire : {Letter.InSubject(sheet.Name)}", $"""
                Bonjour,

                Le {French.Date(asked)}, nous vous demandions si la fiche « {sheet.Name} » est à jour.
                Sans réponse le {French.Date(end)}, elle sort de l’annuaire. Rien n’est effacé.

                Tout est encore vrai ? Un geste suffit :
                {Question(sheet, person, act)}
                """);
        }
    }

    private void TakeOut(Organisation sheet, DateOnly asked, List<SheetPerson> people, Act act)
    {
        sheet.Withdraw();
        foreach (var person in people)
        {
            Put($"retrait:{person.Account}:{sheet.Id}:{Written(asked)}", person, act,
                $"Votre fiche est sortie de l’annuaire : {Letter.InSubject(sheet.Name)}", $"""
                Bonjour,

                La fiche « {sheet.Name} » n’est plus dans l’annuaire : personne n’a dit qu’elle est à jour.
                Rien n’est effacé. Vous la voyez toujours, et le manager aussi.

                Un geste la remet aussitôt :
                {Question(sheet, person, act)}

                Vous préférez d’abord la relire en entier ? Entrez ici :
                {site.Of(null)}{DirectoryRoutes.Check(sheet.Slug)}
                """);
        }
    }

    /// <summary>An address that refuses our mails is told to the managers, once for each mail it refused.</summary>
    private async Task TellOfBouncesAsync(Organisation sheet, List<SheetPerson> people, Act act, CancellationToken cancel)
    {
        var bounced = people.Where(person => person is { Objects: false, BouncedMail: not null }).ToList();
        if (bounced.Count == 0) return;
        foreach (var (manager, address) in await db.ReachableManagersAsync(cancel))
        {
            foreach (var person in bounced)
            {
                db.Put(new Letter
                {
                    Key = $"rebond:{manager}:{person.BouncedMail}", To = address,
                    Subject = $"Une adresse refuse nos messages : {Letter.InSubject(sheet.Name)}",
                    Text = $"""
                        Bonjour,

                        {person.Name} tient la fiche « {sheet.Name} ». Son adresse refuse nos messages.
                        Nous ne lui écrivons plus. Vous pouvez appeler l’organisation :
                        {site.Of(null)}{DirectoryRoutes.Sheet(sheet.Slug)}
                        """,
                }, act);
            }
        }
    }

    private void Put(string key, SheetPerson person, Act act, string subject, string text)
        => db.Put(new Letter { Key = key, To = person.Address, Subject = subject, Text = text }, act);

    private string Question(Organisation sheet, SheetPerson person, Act act)
        => site.Of(null) + AskRoutes.Question(question.Put(db, sheet.Id, person.Account, act));

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
