using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;

namespace Terreau.Web.Features.Deciding;

/// <summary>A question in the hands of who received it: seen as often as they like, answered once, without signing in.</summary>
internal sealed class Asking(TerreauDb db, IEnumerable<Question> questions, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The question behind a link, or why it is none any more.</summary>
    public async Task<(LinkOutcome Outcome, AskedQuestion? Shown)> FindAsync(Guid id, string key, CancellationToken cancel)
    {
        var (outcome, found) = await OpenAsync(id, key, cancel);
        return (outcome, found?.Shown);
    }

    /// <summary>Takes the answer.</summary>
    /// <returns>Where to go then; null where it could not be taken.</returns>
    public async Task<string?> AnswerAsync(Guid id, string key, string answer, CancellationToken cancel)
    {
        // Two posts of one link must not both find it unused.
        await using var transaction = await db.AloneAsync(cancel);
        if ((await OpenAsync(id, key, cancel)).Found is not { } found || found.Shown.Answers.All(offered => offered.Code != answer))
            return null;
        var act = found.Who.Acts(clock, found.Shown.Answers.First(offered => offered.Code == answer).Command);
        found.Ask.Use(act);
        var next = await found.Question.AnswerAsync(found.Ask.SubjectId, answer, found.Who, act, cancel);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return next;
    }

    private sealed record Found(Ask Ask, Question Question, User Who, AskedQuestion Shown);

    private async Task<(LinkOutcome Outcome, Found? Found)> OpenAsync(Guid id, string key, CancellationToken cancel)
    {
        if (await db.Asks.FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } ask) return (LinkOutcome.Wrong, null);
        var outcome = ask.Judge(key, Now);
        if (outcome != LinkOutcome.Accepted) return (outcome, null);
        var who = await db.UserOfAccountAsync(ask.AccountId, cancel);
        var question = questions.FirstOrDefault(known => known.Code == ask.Question);
        if (question is null || await question.ShowAsync(ask.SubjectId, who, cancel) is not { } shown) return (LinkOutcome.Expired, null);
        return (outcome, new Found(ask, question, who, shown));
    }
}
