namespace Terreau.Web.Domain.Projects;

/// <summary>How many persons a structure employs, as a choice: nobody should have to count for a first answer.</summary>
internal static class HeadcountBands
{
    public static readonly IReadOnlyList<(string Code, string Label, long Min, long? Max)> All =
    [
        ("0", "Personne", 0, 0),
        ("1-2", "1 ou 2 personnes", 1, 2),
        ("3-5", "3 à 5 personnes", 3, 5),
        ("6-9", "6 à 9 personnes", 6, 9),
        ("10-19", "10 à 19 personnes", 10, 19),
        ("20-49", "20 à 49 personnes", 20, 49),
        ("50-249", "50 à 249 personnes", 50, 249),
        ("250", "250 personnes ou plus", 250, null),
    ];

    public static CountAnswer? Of(string? code)
        => All.Where(band => band.Code == code).Select(band => new CountAnswer { Min = band.Min, Max = band.Max }).FirstOrDefault();

    /// <summary>The band of an answer; null when it was given more exactly, by the API or to a question.</summary>
    public static string? CodeOf(CountAnswer? count)
        => All.FirstOrDefault(band => band.Min == count?.Min && band.Max == count?.Max).Code;

    public static string Label(CountAnswer count)
        => All.FirstOrDefault(band => band.Min == count.Min && band.Max == count.Max).Label
            ?? (count.Max == count.Min ? $"{count.Min} personnes" : count.Max is { } max
                ? $"{count.Min} à {max} personnes" : $"{count.Min} personnes ou plus");
}
