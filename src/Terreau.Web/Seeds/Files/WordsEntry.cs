using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>The dictionary of the search (words.yml).</summary>
/// <remarks>
/// <para>Said: what is said without seeking anything; Slight: words that need not be held.</para>
/// <para>Places: other names of a zone than its official one.</para>
/// </remarks>
internal sealed record WordsEntry(
    IReadOnlyList<string> Said, IReadOnlyList<string> Slight, IReadOnlyList<PlaceNamesEntry> Places, IReadOnlyList<FamilyEntry> Families)
{
    public static WordsEntry Read(EntryReader file)
    {
        Provenance.Read(file);
        var words = new WordsEntry(
            file.Texts("said"), file.Texts("slight"), [.. file.Children("places").Select(PlaceNamesEntry.Read)],
            [.. file.Children("groups").SelectMany(FamilyEntry.ReadGroup)]);
        if (words.Families.Count == 0) file.Fault("la liste « groups » manque ou est vide.");
        file.Close();
        return words;
    }
}

/// <summary>Names people give a zone.</summary>
internal sealed record PlaceNamesEntry(string Zone, IReadOnlyList<string> Names)
{
    public static PlaceNamesEntry Read(EntryReader entry)
    {
        var place = new PlaceNamesEntry(entry.Text("zone"), entry.Texts("names"));
        if (place.Names.Count == 0) entry.Fault("un lieu a au moins un nom.");
        entry.Close();
        return place;
    }
}

/// <summary>Words of one sense; see the head of the file.</summary>
internal sealed record FamilyEntry(
    IReadOnlyList<string> Same, IReadOnlyList<string> Typed, IReadOnlyList<string> Kinds, IReadOnlyList<string> Near)
{
    public static IEnumerable<FamilyEntry> ReadGroup(EntryReader group)
    {
        group.Text("title");
        IReadOnlyList<FamilyEntry> families = [.. group.Children("families").Select(Read)];
        group.Close();
        return families;
    }

    private static FamilyEntry Read(EntryReader entry)
    {
        var family = new FamilyEntry(entry.Texts("same"), entry.Texts("typed"), entry.Texts("kinds"), entry.Texts("near"));
        if (family.Same.Count == 0) entry.Fault("une famille a au moins un mot dans « same ».");
        else if (family.Same.Count + family.Typed.Count + family.Kinds.Count + family.Near.Count < 2)
            entry.Fault($"« {family.Same[0]} » est seul dans sa famille.");
        entry.Close();
        return family;
    }
}
