using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Terreau.Web.Search.Selection;

/// <summary>Reads a text column of documents of a snapshot, one segment's column being opened once.</summary>
internal sealed class DocumentTexts(SearchSnapshot snapshot, string column)
{
    private readonly BinaryDocValues?[] values = new BinaryDocValues?[snapshot.Leaves.Length];
    private readonly BytesRef bytes = new();

    public string Of(DocumentAt at)
    {
        var leaf = values[at.Leaf] ??= snapshot.Leaves[at.Leaf].Context.AtomicReader.GetBinaryDocValues(column);
        leaf.Get(at.Document, bytes);
        return Encoding.UTF8.GetString(bytes.Bytes, bytes.Offset, bytes.Length);
    }
}
