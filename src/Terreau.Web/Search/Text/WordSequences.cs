namespace Terreau.Web.Search.Text;

/// <summary>Words that follow one another, recognised in a text as they are typed; the longest goes first.</summary>
internal sealed class WordSequences
{
    private readonly Dictionary<string, List<IReadOnlyList<string>>> byFirst = new(StringComparer.Ordinal);

    public void Add(IReadOnlyList<string> forms)
    {
        if (forms.Count == 0)
            return;
        if (!byFirst.TryGetValue(forms[0], out var sequences))
            byFirst.Add(forms[0], sequences = []);
        sequences.Add(forms);
        sequences.Sort((one, other) => other.Count.CompareTo(one.Count));
    }

    /// <summary>For each word of a text, whether it is part of a sequence.</summary>
    public bool[] In(IReadOnlyList<string> forms)
    {
        var within = new bool[forms.Count];
        for (var at = 0; at < forms.Count;)
        {
            var length = LengthAt(forms, at);
            within.AsSpan(at, length).Fill(true);
            at += Math.Max(1, length);
        }
        return within;
    }

    private int LengthAt(IReadOnlyList<string> forms, int at)
    {
        foreach (var sequence in byFirst.GetValueOrDefault(forms[at]) ?? [])
            if (at + sequence.Count <= forms.Count && sequence.Index().All(word => forms[at + word.Index] == word.Item))
                return sequence.Count;
        return 0;
    }
}
