using System.Numerics;

namespace Terreau.Web.Search.Columns;

/// <summary>
/// One facet of one segment. Documents hold the rank of their <em>set</em> of values among the distinct
/// sets of the segment, so that counting is one addition per document however many values it has; sets are
/// opened into values once, at the end.
/// </summary>
internal abstract class FacetColumn
{
    /// <summary>By set, the values it holds, as numbers of the <see cref="FacetDictionary"/>.</summary>
    public required int[][] Sets { get; init; }

    /// <summary>By set, the values as stored, for a facet that depends on the day; else null.</summary>
    public required string[][]? Stored { get; init; }

    public abstract long Bytes { get; }

    /// <summary>Adds one, for each document, to the count of its set.</summary>
    public abstract void Count(ReadOnlySpan<int> documents, int[] counts);

    /// <summary>Sets <paramref name="bit"/> for each document whose set is not among those kept.</summary>
    public abstract void MarkFailing(ReadOnlySpan<int> documents, bool[] kept, Span<uint> failing, uint bit);

    public static FacetColumn From(int documents, int sets, Func<int, int> setOf, int[][] values, string[][]? stored) =>
        sets <= byte.MaxValue + 1 ? new Of<byte>(documents, setOf) { Sets = values, Stored = stored }
        : sets <= ushort.MaxValue + 1 ? new Of<ushort>(documents, setOf) { Sets = values, Stored = stored }
        : new Of<int>(documents, setOf) { Sets = values, Stored = stored };

    private sealed class Of<T> : FacetColumn where T : unmanaged, IBinaryInteger<T>
    {
        private readonly T[] sets;

        public Of(int documents, Func<int, int> setOf)
        {
            sets = new T[documents];
            for (var i = 0; i < documents; i++)
                sets[i] = T.CreateTruncating(setOf(i));
        }

        public override long Bytes => (long)sets.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

        public override void Count(ReadOnlySpan<int> documents, int[] counts)
        {
            var column = sets;
            foreach (var document in documents)
                counts[int.CreateTruncating(column[document])]++;
        }

        public override void MarkFailing(ReadOnlySpan<int> documents, bool[] kept, Span<uint> failing, uint bit)
        {
            var column = sets;
            for (var i = 0; i < documents.Length; i++)
                if (!kept[int.CreateTruncating(column[documents[i]])])
                    failing[i] |= bit;
        }
    }
}
