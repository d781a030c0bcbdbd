using Lucene.Net.Index;
using Terreau.Web.Search.Columns;

namespace Terreau.Web.Search.Text;

/// <summary>How a typed word is known.</summary>
internal enum WordReading
{
    /// <summary>A document or the synonym base holds it.</summary>
    Known,
    /// <summary>It is the beginning of longer words.</summary>
    Begun,
    /// <summary>Two words that documents hold, written as one ("makeici").</summary>
    Halves,
    /// <summary>The first letters of a name.</summary>
    Initials,
    /// <summary>A typing error.</summary>
    Mistyped,
    Unknown,
}

/// <summary>A word of a query, as the index can answer it.</summary>
/// <param name="As">What it is read as: itself, its two halves, or the words it may have been mistyped for.</param>
/// <param name="IsOpen">It may be the beginning of a longer word.</param>
internal sealed record ReadWord(Word Typed, WordReading Reading, IReadOnlyList<Word> As, bool IsOpen)
{
    /// <summary>The stems under which the synonym base is asked.</summary>
    public IReadOnlyList<string> Stems => Reading == WordReading.Halves ? [Typed.Stem] : [.. As.Select(word => word.Stem)];
}

/// <summary>Reads the words of a query against what the index and the synonym base hold.</summary>
internal sealed class WordReader(IndexReader reader, CompiledExpansions expansions)
{
    private const int ShortestHalf = 3;

    private readonly FrenchWords words = new();

    public IReadOnlyList<ReadWord> Read(QueryWords query)
        => [.. query.Words.Select((found, at) => Read(found.Word, query.LastIsOpen && at == query.Words.Count - 1))];

    /// <summary>True when documents hold the word.</summary>
    public bool IsHeld(Word word) => !word.Void && Frequency(word.Stem) > 0;

    public int Frequency(string stem) => reader.DocFreq(new Term(DocumentFields.StemField, stem));

    /// <summary>The one word that two make ("fab lab"), where documents or the synonym base know it; else null.</summary>
    public Word? Joined(Word first, Word second)
    {
        if (first.Void || second.Void)
            return null;
        var joined = words.Joined(first, second);
        return IsHeld(joined) || expansions.Knows(joined.Stem) ? joined : null;
    }

    /// <summary>Words to propose where nothing was found: never read in the place of the one typed.</summary>
    public IReadOnlyList<Word> Proposed(Word typed) => IsHeld(typed) || expansions.Knows(typed.Stem) ? [] : Near().Loosely(typed.Form);

    private ReadWord Read(Word typed, bool open)
    {
        if (IsHeld(typed) || expansions.Knows(typed.Stem))
            return new(typed, WordReading.Known, [typed], open);
        if (open && new LongerWords(DocumentFields.FormField, typed.Form, typed).Any(reader))
            return new(typed, WordReading.Begun, [typed], open);
        if (typed.Void)
            return new(typed, WordReading.Unknown, [typed], open);
        if (reader.DocFreq(new Term(DocumentFields.KeyField, DocumentFields.InitialsTerm(typed.Form))) > 0)
            return new(typed, WordReading.Initials, [typed], open);
        if (Halves(typed.Form) is { } halves)
            return new(typed, WordReading.Halves, halves, open);
        var near = Near().Of(typed.Form, open);
        return near.Count > 0 ? new(typed, WordReading.Mistyped, near, open) : new(typed, WordReading.Unknown, [typed], open);
    }

    private NearWords Near() => new(reader, DocumentFields.FormField, DocumentFields.StemField, expansions.Vocabulary);

    /// <summary>The two known words that one document holds and that make this one; of several ways, the rarest words.</summary>
    private Word[]? Halves(string form)
    {
        (Word[] Halves, int Count)? best = null;
        for (var cut = ShortestHalf; cut <= form.Length - ShortestHalf; cut++)
        {
            Word[] halves = [words.Known(form.AsSpan(0, cut)), words.Known(form.AsSpan(cut))];
            if (!halves.All(IsHeld) || !AreTogether(halves))
                continue;
            var count = halves.Min(half => Frequency(half.Stem));
            if (best is null || count < best.Value.Count)
                best = (halves, count);
        }
        return best?.Halves;
    }

    private bool AreTogether(Word[] halves)
    {
        foreach (var leaf in reader.Leaves)
        {
            var first = leaf.AtomicReader.GetTermDocsEnum(new Term(DocumentFields.StemField, halves[0].Stem));
            var second = leaf.AtomicReader.GetTermDocsEnum(new Term(DocumentFields.StemField, halves[1].Stem));
            if (first is null || second is null)
                continue;
            var (one, other) = (first.NextDoc(), second.NextDoc());
            while (one != other)
            {
                if (one < other) one = first.Advance(other);
                else other = second.Advance(one);
            }
            if (one != Lucene.Net.Search.DocIdSetIterator.NO_MORE_DOCS)
                return true;
        }
        return false;
    }
}
