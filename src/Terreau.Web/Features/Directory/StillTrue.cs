using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Directory;

/// <summary>"Votre fiche est-elle à jour ?": whoever keeps a sheet says so from the mail, in one gesture.</summary>
internal sealed class StillTrue(TerreauDb db, AtlasCache atlases) : Question
{
    public override string Code => "fiche-a-jour";

    /// <summary>The link of the first mail still answers once the sheet is out of the directory.</summary>
    public override TimeSpan Life => 2 * Organisation.Life.Patience(nameof(Organisation.Withdraw));

    public override async Task<AskedQuestion?> ShowAsync(Guid subject, User who, CancellationToken cancel)
    {
        if (await db.Organisations.AsNoTracking().EditableBy(who).FirstOrDefaultAsync(held => held.Id == subject, cancel) is not { } sheet)
            return null;
        if (!sheet.May(nameof(sheet.Check), who)) return null;
        var atlas = await atlases.GetAsync(cancel);
        var shown = sheet.SeenBy(Audience.Public);
        return new AskedQuestion
        {
            Title = $"Tout est-il vrai ? {sheet.Name}",
            Lead = sheet.Status == SheetStatus.Withdrawn
                ? "La fiche est hors de l’annuaire. Dites d’un geste qu’elle est vraie, et elle y revient aussitôt."
                : "Relisez, puis dites-le d’un geste. La fiche portera la date d’aujourd’hui.",
            Facts = [.. SheetFields.Open.Where(field => field.Read(shown).Length > 0)
                .Select(field => (field.Label, field.InWords(field.Read(shown), atlas)))],
            Answers = [("oui", "Tout est vrai aujourd’hui", "vérifier une fiche")],
            Otherwise = ("Quelque chose a changé", DirectoryRoutes.Edit(sheet.Slug)),
        };
    }

    public override async Task<string> AnswerAsync(Guid subject, string answer, User who, Act act, CancellationToken cancel)
    {
        var sheet = await db.Organisations.EditableBy(who).FirstAsync(held => held.Id == subject, cancel);
        await db.CheckAsync(sheet, act, cancel);
        return $"{DirectoryRoutes.Sheet(sheet.Slug)}?fait=verifiee";
    }
}
