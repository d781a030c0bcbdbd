using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Mail;

namespace Terreau.Web.Hosting.Mail;

/// <summary>
/// Sends what is due. Each try is noted in a transaction of its own before it begins, and how it ended in
/// another: a crash between the two leaves a trace, and the mail leaves again later under the same Message-Id.
/// Two deliveries at once never take the same mail.
/// </summary>
internal sealed class MailDelivery(TerreauDb db, TerreauOptions options, TimeProvider clock, ILogger<MailDelivery> log)
{
    public const string Command = "envoyer un message";

    /// <summary>Sends until nothing is due, the road is closed, or it is asked to stop: the mail under way is finished first.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancel)
    {
        var sent = 0;
        // Looked at without a lock first: nearly every turn ends here.
        if (!await db.OutgoingMails.Due(Now).AnyAsync(cancel)) return sent;
        var from = MailWriting.ReadSender(options.MailFrom)!;
        await using var route = MailRoute.Open(options);
        while (!cancel.IsCancellationRequested && await TakeNextAsync() is { } mail)
        {
            var carriage = await route.CarryAsync(mail, MailWriting.Write(mail, from));
            await NoteAsync(mail.Id, carriage);
            if (carriage.How == Carriage.Ending.Taken) sent++;
            if (carriage.RoadIsClosed) break;
        }
        return sent;
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<OutgoingMail?> TakeNextAsync()
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.AloneAsync(CancellationToken.None);
        if (await db.OutgoingMails.Due(Now).FirstOrDefaultAsync() is not { } mail) return null;
        if (mail.TryingSince is { } since)
            log.LogWarning("Mail {Mail} was being sent at {Since:O} when the program ended; it is sent again under the same Message-Id",
                mail.Id, since);
        var act = Act.ByTask(clock, Command);
        mail.Try(act);
        await db.SaveAsync(act, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return mail;
    }

    private async Task NoteAsync(Guid id, Carriage carriage)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.AloneAsync(CancellationToken.None);
        // Read again: it may have been erased while it travelled.
        if (await db.OutgoingMails.FindAsync(id) is not { } mail) return;
        var act = Act.ByTask(clock, Command);
        switch (carriage.How)
        {
            case Carriage.Ending.Taken: mail.Send(act); break;
            case Carriage.Ending.Refused: mail.Bounce(carriage.Reason, act); break;
            case Carriage.Ending.Later: mail.Fail(carriage.Reason, act); break;
        }
        await db.SaveAsync(act, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        // An address is nothing for a log; the console tells the rest.
        if (mail.GivenUp) log.LogError("Mail {Mail} was given up after {Attempts} tries: see « courrier »", id, mail.Attempts);
    }
}
