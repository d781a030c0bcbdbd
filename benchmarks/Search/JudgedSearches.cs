using Terreau.Web.Reading;

namespace Terreau.Bench;

/// <summary>A search as people type it, and the sheets it should find, by slug: 3 is what is meant, 2 answers too, 1 may serve.</summary>
/// <param name="Asks">What is typed.</param>
/// <param name="Kind">What sort of search it is.</param>
/// <param name="Finds">Empty where nothing answers.</param>
internal sealed record JudgedSearch(string Asks, string Kind, IReadOnlyDictionary<string, int> Finds)
{
    public int GradeOf(string slug) => Finds.GetValueOrDefault(slug);

    public static JudgedSearch Read(EntryReader entry)
    {
        var grades = new Dictionary<string, int>(StringComparer.Ordinal);
        if (entry.Child("finds") is { } finds)
        {
            foreach (var slug in finds.Keys)
            {
                if (finds.Whole(slug) is >= 1 and <= 3 and var grade) grades[slug] = (int)grade;
                else finds.Fault($"« {slug} » attend une note de 1 à 3.");
            }
            finds.Close();
        }
        else entry.Fault("la clé « finds » manque.");
        var search = new JudgedSearch(entry.Text("asks"), entry.Text("kind"), grades);
        entry.Close();
        return search;
    }
}

/// <summary>The judged searches of one list: the half that faults are looked for in, and the half that is only measured.</summary>
internal sealed record JudgedList(IReadOnlyList<JudgedSearch> Dev, IReadOnlyList<JudgedSearch> HeldOut)
{
    /// <exception cref="InvalidDataException">The file has faults.</exception>
    public static (JudgedList Offers, JudgedList Actors) Read(string folder)
    {
        var faults = new List<FileFault>();
        var file = YamlFile.Open(folder, "searches.yml", faults);
        var (offers, actors) = (List(file?.Child("offers")), List(file?.Child("actors")));
        file?.Close();
        return faults.Count == 0 ? (offers, actors) : throw new InvalidDataException(string.Join(Environment.NewLine, faults));
    }

    private static JudgedList List(EntryReader? list)
    {
        if (list is null) return new([], []);
        var judged = new JudgedList(
            [.. list.Children("dev").Select(JudgedSearch.Read)], [.. list.Children("heldOut").Select(JudgedSearch.Read)]);
        list.Close();
        return judged;
    }
}
