using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Terreau.Web.Search.Text;

/// <summary>
/// Documents that hold a word longer than the one being typed. Forms of the typed word itself are left
/// out: the clause beside this one finds them already, and they may be half of the index.
/// </summary>
internal sealed class LongerWords(string field, string typed, Word complete) : Filter
{
    public override DocIdSet? GetDocIdSet(AtomicReaderContext context, IBits acceptDocs)
    {
        var reader = context.AtomicReader;
        if (reader.GetTerms(field) is not { } terms)
            return null;
        FixedBitSet? bits = null;
        DocsEnum? documents = null;
        var words = new FrenchWords();
        foreach (var (form, cursor) in Forms(terms, typed))
        {
            if (form == complete.Form || words.Known(form).Stem == complete.Stem)
                continue;
            bits ??= new FixedBitSet(reader.MaxDoc);
            documents = cursor.Docs(acceptDocs, documents, DocsFlags.NONE);
            for (var doc = documents.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.NextDoc())
                bits.Set(doc);
        }
        return bits;
    }

    /// <summary>True when the index holds such a word.</summary>
    public bool Any(IndexReader reader)
    {
        var words = new FrenchWords();
        foreach (var leaf in reader.Leaves)
            if (leaf.AtomicReader.GetTerms(field) is { } terms)
                foreach (var (form, _) in Forms(terms, typed))
                    if (form != complete.Form && words.Known(form).Stem != complete.Stem)
                        return true;
        return false;
    }

    private static IEnumerable<(string Form, TermsEnum Cursor)> Forms(Terms terms, string prefix)
    {
        var cursor = terms.GetEnumerator();
        var start = new BytesRef(prefix);
        for (var status = cursor.SeekCeil(start); status != TermsEnum.SeekStatus.END && StringHelper.StartsWith(cursor.Term, start);)
        {
            yield return (cursor.Term.Utf8ToString(), cursor);
            if (!cursor.MoveNext())
                break;
        }
    }
}
