using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Hosting;
using Terreau.Web.Reading;

namespace Terreau.Web.Imports.Inclusion;

/// <summary>
/// data-inclusion.yml: which services of data·inclusion speak to owners of projects, and what their words are here. Most of its services
/// are
/// for persons; a theme that is not in the table is theirs.
/// </summary>
internal sealed class InclusionTables
{
    public const string Name = "data-inclusion.yml";

    private readonly Dictionary<string, AnsweredNeed> needs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> themes = new(StringComparer.Ordinal);

    private InclusionTables(EntryReader file)
    {
        Provenance.Read(file);
        foreach (var entry in file.Children("types"))
        {
            needs[entry.Text("name")] = NeedEntry.Read(entry);
            entry.Close();
        }
        foreach (var entry in file.Children("themes"))
        {
            themes[entry.Text("name")] = entry.ManyOf("stages", Vocabulary.Stages.Has);
            entry.Close();
        }
        file.Close();
    }

    /// <exception cref="StartException">The file is missing or has faults; the message names the first ones.</exception>
    public static InclusionTables Read(string folder) => YamlFile.Read(folder, Name, file => new InclusionTables(file));

    public IEnumerable<string> Types => needs.Keys;
    public IEnumerable<string> Themes => themes.Keys;

    public AnsweredNeed? NeedOf(string type) => needs.GetValueOrDefault(type);

    /// <summary>The stages that a theme serves; null for a theme that does not speak to owners of projects.</summary>
    public IReadOnlyList<string>? StagesOf(string theme) => themes.GetValueOrDefault(theme);
}
