using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>A filière, which is also a theme of offers and projects.</summary>
/// <remarks>
/// <para>FromDossier: true for the six the dossier lists among its pioneers.</para>
/// <para>Challenges: codes of the défis it answers, only where the dossier says so.</para>
/// </remarks>
internal sealed record ClusterEntry(
    string Code, string Label, string Description, bool FromDossier, IReadOnlyList<string> Challenges, Provenance Provenance)
{
    public static ClusterEntry Read(EntryReader entry)
    {
        var cluster = new ClusterEntry(entry.Text("code"), entry.Text("label"), entry.Text("description"),
            entry.Flag("fromDossier", false), entry.Texts("challenges"), Provenance.Read(entry));
        entry.Close();
        return cluster;
    }
}
