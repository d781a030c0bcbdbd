using Terreau.Web.Data;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Actors;

/// <summary>
/// The right to apply a file, for one process among all: of this machine by a lock on a file, which the system takes back from a
/// process that dies; of other machines by a lock of PostgreSQL, which the server takes back in the same way.
/// </summary>
internal sealed class ImportHolds(IServiceScopeFactory scopes, OriginalFiles files)
{
    /// <returns>Null when somebody applies that file.</returns>
    public async Task<IAsyncDisposable?> TakeAsync(Guid file, CancellationToken cancel)
    {
        if (files.Lock(file) is not { } here) return null;
        var scope = scopes.CreateAsyncScope();
        IAsyncDisposable? everywhere = null;
        try
        {
            everywhere = await Dialect.HoldAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), $"import {file}", cancel);
            return everywhere is null ? null : new Held(here, scope, everywhere);
        }
        finally
        {
            if (everywhere is null)
            {
                await scope.DisposeAsync();
                await here.DisposeAsync();
            }
        }
    }

    public async Task<bool> IsHeldAsync(Guid file, CancellationToken cancel)
    {
        var held = await TakeAsync(file, cancel);
        if (held is null) return true;
        await held.DisposeAsync();
        return false;
    }

    private sealed class Held(FileStream here, AsyncServiceScope scope, IAsyncDisposable everywhere) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await everywhere.DisposeAsync();
            await scope.DisposeAsync();
            await here.DisposeAsync();
        }
    }
}
