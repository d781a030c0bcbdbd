using Terreau.Web.Domain;
using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>What people write when they look for something, and what it means in needs and filières.</summary>
/// <remarks>
/// <para>Sort: "intention" (wants to do something), "objet" (a thing, carries a nature or a theme), "verbe" (says little alone).</para>
/// <para>Words: other ways to say it, as typed; the reader of the base folds accents, case and plurals.</para>
/// <para>Kinds hold every kind of the natures; a verb has no nature.</para>
/// </remarks>
internal sealed record PurposeEntry(
    string Purpose, string Group, string Sort, IReadOnlyList<string> Words, IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Natures, IReadOnlyList<string> Themes)
{
    private static readonly string[] Sorts = ["intention", "objet", "verbe"];

    public static IEnumerable<PurposeEntry> ReadGroup(EntryReader group)
    {
        var title = group.Text("title");
        IReadOnlyList<PurposeEntry> purposes = [.. group.Children("purposes").Select(entry => Read(entry, title))];
        group.Close();
        return purposes;
    }

    private static PurposeEntry Read(EntryReader entry, string group)
    {
        var purpose = new PurposeEntry(
            entry.Text("purpose"), group, entry.OneOf("sort", Sorts.Contains), entry.Texts("words"),
            entry.ManyOf("kinds", Vocabulary.NeedKinds.Has), entry.ManyOf("natures", Vocabulary.Natures.Has), entry.Texts("themes"));
        if (purpose.Natures.Any(nature => !purpose.Kinds.Any(kind => NeedEntry.Belongs(nature, kind))))
            entry.Fault("une nature n'a pas son genre dans « kinds ».");
        if (purpose.Sort == "verbe" && purpose.Natures.Count + purpose.Themes.Count > 0)
            entry.Fault("un verbe seul ne porte ni nature ni filière.");
        if (purpose.Sort != "verbe" && purpose.Natures.Count + purpose.Themes.Count == 0)
            entry.Fault("une intention ou un objet porte une nature ou une filière.");
        entry.Close();
        return purpose;
    }
}
