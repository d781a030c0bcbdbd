using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Terreau.Web.Data.Steady;

/// <summary>
/// A connection that was kept and has been cut is met by whoever takes it next. Where nothing but reading is allowed and none of it has
/// come yet, the question is asked once more, on a new one. What may write is never tried again: nobody knows whether it was written.
/// </summary>
internal sealed class ReadAgain(ExecutionStrategyDependencies parts) : IExecutionStrategy
{
    // The provider would hold every answer whole, so as to begin it anew.
    public bool RetriesOnFailure => false;

    public TResult Execute<TState, TResult>(TState state, Func<DbContext, TState, TResult> operation,
        Func<DbContext, TState, ExecutionResult<TResult>>? verifySucceeded)
    {
        var db = parts.CurrentContext.Context;
        try
        {
            return operation(db, state);
        }
        catch (Exception failure) when (MayAskAgain(db, failure))
        {
            ForgetKept(db);
            return operation(db, state);
        }
    }

    public async Task<TResult> ExecuteAsync<TState, TResult>(TState state,
        Func<DbContext, TState, CancellationToken, Task<TResult>> operation,
        Func<DbContext, TState, CancellationToken, Task<ExecutionResult<TResult>>>? verifySucceeded,
        CancellationToken cancellationToken = default)
    {
        var db = parts.CurrentContext.Context;
        try
        {
            return await operation(db, state, cancellationToken);
        }
        catch (Exception failure) when (MayAskAgain(db, failure))
        {
            ForgetKept(db);
            return await operation(db, state, cancellationToken);
        }
    }

    private static bool MayAskAgain(DbContext db, Exception failure)
        => db is TerreauDb { OnlyReads: true } && db.Database.CurrentTransaction is null && Outage.Is(failure);

    /// <summary>The others were cut with it.</summary>
    private static void ForgetKept(DbContext db) => NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());
}
