namespace Terreau.Engine.Duplicates.Holding;

/// <summary>
/// Each text once, with a number. A pool over another reads it and keeps its own additions apart, so that a question
/// asked of an index leaves the index as it was.
/// </summary>
internal sealed class WordPool(WordPool? under = null)
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];
    private readonly int first = under?.Count ?? 0;

    public int Count => first + texts.Count;

    public string this[int number] => number < first ? under![number] : texts[number - first];

    public int Intern(string text)
    {
        if (under is not null && under.numbers.TryGetValue(text, out var number)) return number;
        if (numbers.TryGetValue(text, out number)) return number;
        numbers.Add(text, number = Count);
        texts.Add(text);
        return number;
    }
}
