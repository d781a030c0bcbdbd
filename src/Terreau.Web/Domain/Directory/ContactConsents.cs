using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Domain.Directory;

/// <summary>A person is shown beyond the organisation only with their agreement, kept in the words of that day.</summary>
internal static class ContactConsents
{
    public const string Sentence =
        "La personne nommée est d’accord pour que ses coordonnées soient visibles, et sait qu’elle peut les faire retirer.";

    /// <summary>Whether a change touches what is shown of a person.</summary>
    public static bool IsOfPerson(this FieldChange change)
        => ReservedFields.OfPersons.Any(
            name => change.Field == name || change.Field == SheetFields.ReserveOf(SheetFields.Find(name)!)!.Name);

    /// <summary>
    /// Keeps who vouched for each contact that is now shown, and closes what was agreed before for what changed.
    /// The sheet already bears the changes; the caller saves.
    /// </summary>
    public static async Task RecordContactConsentsAsync(
        this TerreauDb db, Organisation sheet, Guid account, IReadOnlyList<FieldChange> changes, Act act,
        CancellationToken cancel = default)
    {
        foreach (var name in ReservedFields.OfPersons)
        {
            var reserve = SheetFields.ReserveOf(SheetFields.Find(name)!)!.Name;
            if (!changes.Any(change => change.Field == name || change.Field == reserve)) continue;
            var subject = $"contact/{sheet.Id}/{name}";
            foreach (var earlier in await db.Consents.Where(consent => consent.Subject == subject && consent.WithdrawnAt == null)
                .ToListAsync(cancel)) earlier.Withdraw(act);
            if (SheetFields.Find(name)!.Read(sheet).Length > 0 && sheet.AudienceOf(name) != Audience.Organisation)
                db.Consents.Add(new Consent { AccountId = account, Subject = subject, Sentence = Sentence, GivenAt = act.At });
        }
    }
}
