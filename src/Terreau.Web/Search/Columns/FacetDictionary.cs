namespace Terreau.Web.Search.Columns;

/// <summary>
/// Numbers the values of one facet over all segments. Only grows, so that a number given to a segment stays
/// true for as long as the index is open.
/// </summary>
internal sealed class FacetDictionary
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> values = [];
    private string[] seen = [];

    public int NumberOf(string value)
    {
        lock (gate)
        {
            if (!numbers.TryGetValue(value, out var number))
            {
                number = values.Count;
                numbers.Add(value, number);
                values.Add(value);
            }
            return number;
        }
    }

    public int Count
    {
        get
        {
            lock (gate)
                return values.Count;
        }
    }

    public bool TryNumberOf(string value, out int number)
    {
        lock (gate)
            return numbers.TryGetValue(value, out number);
    }

    /// <summary>All values by number, as of now; not to be changed.</summary>
    public string[] Values
    {
        get
        {
            lock (gate)
                return seen.Length == values.Count ? seen : seen = [.. values];
        }
    }
}
