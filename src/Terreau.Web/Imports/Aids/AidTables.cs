using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Reading;

namespace Terreau.Web.Imports.Aids;

/// <summary>aides-territoires.yml: what the words of Aides-territoires are here. A word that is not in it is told, and never
/// guessed.</summary>
internal sealed class AidTables
{
    public const string Name = "aides-territoires.yml";

    private readonly Dictionary<string, AnsweredNeed> needs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> stages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> audiences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AidTheme> categories = new(StringComparer.Ordinal);

    private AidTables(EntryReader file)
    {
        Provenance.Read(file);
        foreach (var (entry, name) in Entries(file, "types")) needs[name] = NeedEntry.Read(entry);
        foreach (var (entry, name) in Entries(file, "steps")) stages[name] = entry.ManyOf("stages", Vocabulary.Stages.Has);
        foreach (var (entry, name) in Entries(file, "audiences")) audiences[name] = entry.Flag("asks", whenAbsent: false);
        foreach (var (entry, name) in Entries(file, "categories"))
            categories[name] = new AidTheme(entry.Flag("all", whenAbsent: false), entry.Texts("filieres"));
        file.Close();
    }

    /// <exception cref="StartException">The file is missing or has faults; the message names the first ones.</exception>
    public static AidTables Read(string folder) => YamlFile.Read(folder, Name, file => new AidTables(file));

    /// <summary>The need that a type of aid answers; null when the table does not know it.</summary>
    public AnsweredNeed? NeedOf(string type) => needs.GetValueOrDefault(ColumnGuessing.Plain(type));

    public IReadOnlyList<string>? StagesOf(string step) => stages.GetValueOrDefault(ColumnGuessing.Plain(step));

    /// <summary>Whether those people may be the owners of a project here; null when the table does not know them.</summary>
    public bool? Asks(string audience) => audiences.TryGetValue(ColumnGuessing.Plain(audience), out var asks) ? asks : null;

    /// <summary>By the whole name, "Theme / Category", else by its theme; null when the table knows neither.</summary>
    public AidTheme? ThemeOf(string category)
    {
        for (var name = category; ; name = name[..name.LastIndexOf(" / ", StringComparison.Ordinal)])
        {
            if (categories.TryGetValue(ColumnGuessing.Plain(name), out var theme)) return theme;
            if (!name.Contains(" / ", StringComparison.Ordinal)) return null;
        }
    }

    /// <summary>The filières that the table names: a test holds them to those of the territory.</summary>
    public IEnumerable<string> Filieres => categories.Values.SelectMany(theme => theme.Filieres).Distinct(StringComparer.Ordinal);

    private static IEnumerable<(EntryReader Entry, string Name)> Entries(EntryReader file, string list)
    {
        foreach (var entry in file.Children(list))
        {
            yield return (entry, ColumnGuessing.Plain(entry.Text("name")));
            entry.Close();
        }
    }
}

/// <summary>What a category is here.</summary>
/// <param name="IsForAll">True when it speaks to every filière.</param>
/// <param name="Filieres">The filières it is of; none, and not for all, when it is outside them.</param>
internal sealed record AidTheme(bool IsForAll, IReadOnlyList<string> Filieres);
