using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Features.Directory.Rulings;

/// <summary>An error that a visitor reported. Nobody is told: nobody left an address.</summary>
internal sealed class ErrorReportRuling(TerreauDb db) : QueueKind
{
    public override string Subject => nameof(ErrorReport);
    public override string? Code => "signalement";
    public override string Label => "Erreur signalée";
    public override string Thing => "un signalement";
    public override string YesLabel => "Traité";
    public override string NoLabel => "Sans suite";
    public override string ReasonLabel => "Suite donnée";

    private IQueryable<ErrorReport> Waiting => db.ErrorReports.Where(report => report.State == RequestState.Waiting);

    public override string? Word(string property) => property switch
    {
        nameof(ErrorReport.Page) => "Page signalée",
        nameof(ErrorReport.ReportedAt) => "Signalé le",
        _ => base.Word(property),
    };

    public override string? InWords(string property, string value) => (property, value) switch
    {
        (nameof(ErrorReport.State), nameof(RequestState.Accepted)) => "traité",
        (nameof(ErrorReport.State), nameof(RequestState.Refused)) => "sans suite",
        _ => base.InWords(property, value),
    };

    public override Task<int> CountAsync(CancellationToken cancel) => Waiting.CountAsync(cancel);

    public override async Task<IReadOnlyList<WaitingThing>> WaitingAsync(int most, CancellationToken cancel)
        => [.. (await Waiting.AsNoTracking().OrderBy(report => report.ReportedAt).Take(most).ToListAsync(cancel))
            .Select(report => new WaitingThing(this, report.Id, report.ReportedAt, report.Page, report.Page, Act.Visitor, report.Message,
                [], []))];

    public override async Task<bool> AnswerAsync(Answer answer, CancellationToken cancel)
    {
        var report = await db.ErrorReports.FirstOrDefaultAsync(held => held.Id == answer.Id, cancel);
        if (report?.May(answer.IsYes ? nameof(report.Close) : nameof(report.Dismiss), answer.User) != true) return false;
        if (answer.IsYes) report.Close(answer.Act);
        else report.Dismiss(answer.Act);
        return true;
    }

    public override async Task<RulingStory> TellAsync(Guid id, CancellationToken cancel)
        => await db.ErrorReports.AsNoTracking().FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } report
            ? new RulingStory() : new RulingStory
        {
            Thing = (report.Page, report.Page), By = Act.Visitor, Message = report.Message,
            Effect = report.State == RequestState.Waiting ? null : "Le signalement attend de nouveau une suite.",
        };

    public override async Task<string?> ReopenAsync(Guid id, Act act, string site, CancellationToken cancel)
    {
        if (await db.ErrorReports.FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } report)
            return "Ce signalement n’est plus gardé.";
        if (report.State != RequestState.Waiting) report.Reopen(act);
        return null;
    }
}
