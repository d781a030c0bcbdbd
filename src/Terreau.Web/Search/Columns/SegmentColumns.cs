using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Terreau.Web.Search.Columns;

/// <summary>
/// What is kept in memory of one segment: facets, place, freshness, fair key and numbers of each document.
/// A segment never changes, so this is read once; deletions are seen to by whoever walks the documents.
/// </summary>
internal sealed class SegmentColumns
{
    private SegmentColumns(int documents)
    {
        X = new int[documents];
        Y = new int[documents];
        Fresh = new int[documents];
        Fair = new long[documents];
    }

    public required FacetColumn[] Facets { get; init; }
    public required int[][] Numbers { get; init; }

    /// <summary>Mercator coordinates, −1 when there is no point.</summary>
    public int[] X { get; }
    public int[] Y { get; }

    /// <summary>Day numbers, <see cref="DocumentFields.NoNumber"/> when never checked.</summary>
    public int[] Fresh { get; }
    public long[] Fair { get; }

    public long Bytes => Facets.Sum(f => f.Bytes) + Numbers.Sum(n => 4L * n.Length) + 20L * X.Length;

    public static SegmentColumns Read(AtomicReader reader, SearchSchema schema, FacetDictionary[] dictionaries)
    {
        var count = reader.MaxDoc;
        var columns = new SegmentColumns(count)
        {
            Facets = [.. schema.Facets.Select((f, i) => ReadFacet(reader, f, dictionaries[i]))],
            Numbers = [.. schema.Numbers.Select(n => ReadNumbers(reader, DocumentFields.NumberColumnName(n)))],
        };
        var places = Required(reader.GetNumericDocValues(DocumentFields.PlaceColumn), DocumentFields.PlaceColumn);
        var fresh = Required(reader.GetNumericDocValues(DocumentFields.FreshColumn), DocumentFields.FreshColumn);
        var fair = Required(reader.GetNumericDocValues(DocumentFields.FairColumn), DocumentFields.FairColumn);
        for (var i = 0; i < count; i++)
        {
            var place = places.Get(i);
            columns.X[i] = (int)(place >> 32);
            columns.Y[i] = (int)place;
            columns.Fresh[i] = (int)fresh.Get(i);
            columns.Fair[i] = fair.Get(i);
        }
        return columns;
    }

    private static FacetColumn ReadFacet(AtomicReader reader, SearchFacet facet, FacetDictionary dictionary)
    {
        var name = DocumentFields.FacetColumnName(facet.Name);
        var column = Required(reader.GetSortedDocValues(name), name);
        var sets = new int[column.ValueCount][];
        var stored = facet.Daily is null ? null : new string[column.ValueCount][];
        var bytes = new BytesRef();
        for (var i = 0; i < sets.Length; i++)
        {
            column.LookupOrd(i, bytes);
            string[] values = bytes.Length == 0 ? [] : bytes.Utf8ToString().Split(DocumentFields.Separator);
            if (stored is not null)
                stored[i] = values;
            sets[i] = stored is null ? [.. values.Select(dictionary.NumberOf)] : [];
        }
        return FacetColumn.From(reader.MaxDoc, sets.Length, column.GetOrd, sets, stored);
    }

    private static int[] ReadNumbers(AtomicReader reader, string name)
    {
        var column = Required(reader.GetNumericDocValues(name), name);
        var numbers = new int[reader.MaxDoc];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = (int)column.Get(i);
        return numbers;
    }

    private static T Required<T>(T? column, string name) where T : class =>
        column ?? throw new CorruptIndexException($"The column {name} is missing.");
}
