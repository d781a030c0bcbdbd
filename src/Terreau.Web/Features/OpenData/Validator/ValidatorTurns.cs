namespace Terreau.Web.Features.OpenData.Validator;

/// <summary>How many files are looked at together: a file of a visitor never takes the whole machine.</summary>
internal sealed class ValidatorTurns : IDisposable
{
    private const int Together = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim turns = new(Together);

    /// <summary>Does the work at its turn.</summary>
    /// <returns>Null when the turn did not come in time.</returns>
    public async Task<T?> TakeAsync<T>(Func<Task<T>> work, CancellationToken cancel) where T : class
    {
        if (!await turns.WaitAsync(Patience, cancel)) return null;
        try
        {
            return await work();
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();
}
