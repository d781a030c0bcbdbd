using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Directory.Rulings;

/// <summary>A sheet that someone proposes. Its history is that of the sheet.</summary>
internal sealed class NewSheetRuling(TerreauDb db, AtlasCache atlases) : QueueKind
{
    public override string Subject => nameof(Organisation);
    public override string? Code => null;
    public override string Label => "Nouvelle fiche";
    public override string Thing => "une fiche";
    public override bool HasBefore => false;

    private IQueryable<Organisation> Proposed => db.Organisations.Where(sheet => sheet.Status == SheetStatus.Proposed);

    public override string? Word(string property) => null;

    public override Task<int> CountAsync(CancellationToken cancel) => Proposed.CountAsync(cancel);

    public override async Task<IReadOnlyList<WaitingThing>> WaitingAsync(int most, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var lines = new List<WaitingThing>();
        foreach (var sheet in await Proposed.AsNoTracking().OrderBy(sheet => sheet.Id).Take(most).ToListAsync(cancel))
        {
            var draft = SheetDraft.Of(sheet);
            var created = await db.Journal.Where(line => line.Subject == nameof(Organisation) && line.SubjectId == sheet.Id)
                .OrderBy(line => line.Id).Select(line => line.At).FirstOrDefaultAsync(cancel);
            var fields = SheetFields.Open.Where(field => draft[field.Name].Length > 0)
                .Select(field => new ValueChange(field.Label, "", field.InWords(draft[field.Name], atlas)));
            lines.Add(new(this, sheet.Id, created, sheet.Name, DirectoryRoutes.Sheet(sheet.Slug), sheet.ProposedBy ?? "", null, [.. fields],
                []));
        }
        return lines;
    }

    public override async Task<bool> AnswerAsync(Answer answer, CancellationToken cancel)
    {
        var sheet = await Proposed.FirstOrDefaultAsync(held => held.Id == answer.Id, cancel);
        if (sheet?.May(answer.IsYes ? nameof(sheet.Publish) : nameof(sheet.Refuse), answer.User) != true) return false;
        if (answer.IsYes) sheet.Publish();
        else sheet.Refuse();
        await db.TellAnswerAsync(sheet, answer, await db.AnswerKeyAsync("fiche", Subject, sheet.Id, cancel), sheet.ProposedBy, null,
            "La fiche paraît dans l’annuaire.", cancel);
        return true;
    }

    public override IQueryable<JournalEntry> Decisions(IQueryable<JournalEntry> lines)
    {
        string[] commands = [$"accepter {Thing}", $"refuser {Thing}"];
        return lines.Where(line => line.Subject == nameof(Organisation) && line.Change == JournalChange.Changed
            && commands.Contains(line.Command));
    }
}
