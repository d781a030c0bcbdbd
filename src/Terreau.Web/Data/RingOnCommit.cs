using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Terreau.Web.Data;

/// <summary>
/// Tells the context that its transaction ended. A save inside a longer transaction must not ring before the
/// commit: who is woken would look, see nothing, and sleep again.
/// </summary>
internal sealed class RingOnCommit : DbTransactionInterceptor
{
    public static readonly RingOnCommit Instance = new();

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
        => Ended(eventData, committed: true);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        => Ended(eventData, committed: true);

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData)
        => Ended(eventData, committed: false);

    public override Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        => Ended(eventData, committed: false);

    private static Task Ended(TransactionEndEventData eventData, bool committed)
    {
        (eventData.Context as TerreauDb)?.TransactionEnded(committed);
        return Task.CompletedTask;
    }
}
