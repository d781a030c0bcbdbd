using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Terreau.Web.Search.Text;

/// <summary>Gives Lucene words that were cut beforehand; used again for each document.</summary>
internal sealed class SearchWordStream : TokenStream
{
    private readonly ICharTermAttribute term;
    private int next;

    public SearchWordStream() => term = AddAttribute<ICharTermAttribute>();

    public List<string> Words { get; } = [];

    public override bool IncrementToken()
    {
        if (next >= Words.Count)
            return false;
        ClearAttributes();
        term.SetEmpty().Append(Words[next++]);
        return true;
    }

    public override void Reset()
    {
        base.Reset();
        next = 0;
    }
}
