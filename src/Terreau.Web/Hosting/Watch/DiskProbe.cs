using Terreau.Web.Data;
using Terreau.Web.Data.Steady;

namespace Terreau.Web.Hosting.Watch;

/// <summary>
/// Whether the disks still take what is written, tried for good: some new bytes in each folder that the site writes to, and a change
/// committed in the database. Anyone may ask whether the site is ready: it is tried every few seconds at most.
/// </summary>
internal sealed class DiskProbe(TerreauOptions options, IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(5);

    // More than what a file system hides in its own records, less than what anyone minds.
    private static readonly byte[] Tried = new byte[64 * 1024];

    private readonly SemaphoreSlim turn = new(1);
    private (DateTimeOffset At, string? Fault)? last;

    /// <summary>How a file is made: a test that may not make a disk makes this fail.</summary>
    internal Func<string, Stream> Make { get; init; } = path => new FileStream(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose, BufferSize = 0,
    });

    /// <summary>A sentence where something cannot be written; null where all can.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (last is not { } known || clock.GetUtcNow() - known.At >= Known) last = (clock.GetUtcNow(), await TryAsync(cancel));
            return last.Value.Fault;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<string?> TryAsync(CancellationToken cancel)
    {
        foreach (var folder in Folders().Distinct(StringComparer.Ordinal))
        {
            try
            {
                await using var file = Make(Path.Combine(folder, $".essai-{Guid.NewGuid():N}"));
                await file.WriteAsync(Tried, cancel);
                if (file is FileStream made) made.Flush(flushToDisk: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return FullDisk.Is(error) ? "Le disque est plein." : "Un dossier du site ne s’écrit plus.";
            }
        }
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await Dialect.TryToWriteAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), cancel);
            return null;
        }
        catch (Exception error) when (FullDisk.Is(error) || Outage.Is(error))
        {
            return FullDisk.Is(error) ? "Le disque de la base de données est plein." : "La base de données ne s’écrit plus.";
        }
    }

    private IEnumerable<string> Folders()
    {
        yield return Path.GetFullPath(options.Data);
        if (Dialect.FileOf(options.Connection) is { } file && Path.GetDirectoryName(Path.GetFullPath(file)) is { } place)
            yield return place;
    }
}
