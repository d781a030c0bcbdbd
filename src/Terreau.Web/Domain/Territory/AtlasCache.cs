using Terreau.Web.Data.Keeping;

namespace Terreau.Web.Domain.Territory;

/// <summary>The atlas in memory: a commune's name may be a minute late, never half changed.</summary>
internal sealed class AtlasCache(KeepingParts parts) : IDisposable
{
    private readonly Kept<Atlas> kept = new(parts, Atlas.ReadAsync, Atlas.Subjects);

    public ValueTask<Atlas> GetAsync(CancellationToken cancel = default) => kept.GetAsync(cancel);

    public void Dispose() => kept.Dispose();
}
