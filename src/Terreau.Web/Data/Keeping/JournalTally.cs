using System.Runtime.CompilerServices;

namespace Terreau.Web.Data.Keeping;

/// <summary>How often the bell rang for some subjects in this process: what was made of them is stale when this has moved.</summary>
internal sealed class JournalTally(IReadOnlyList<StrongBox<long>> counts)
{
    public long Rings
    {
        get
        {
            var sum = 0L;
            for (var at = 0; at < counts.Count; at++) sum += Volatile.Read(ref counts[at].Value);
            return sum;
        }
    }
}
