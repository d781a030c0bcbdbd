using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>Who the territory is.</summary>
/// <remarks>
/// <para>Siren: SIREN of the territorial body itself (EPT).</para>
/// <para>MetropolisSiren: SIREN of the intercommunal body that public tables give for the communes: the Métropole du Grand Paris.
/// Kept apart because a rule on the territory that matched it would match eleven territories.
/// </para>
/// <para>Communes: INSEE codes of the members.</para>
/// </remarks>
internal sealed record TerritoryIdentity(
    string Name, string Slug, string LegalForm, string Siren, string MetropolisSiren, string Department, string Region,
    DateOnly? CreatedOn, DateOnly? TerritorialBodySince, IReadOnlyList<string> Communes,
    IReadOnlyList<PriorityQuarterCount> PriorityQuarters, Provenance Provenance)
{
    public static TerritoryIdentity Read(EntryReader entry)
    {
        var identity = new TerritoryIdentity(
            entry.Text("name"), entry.Text("slug"), entry.Text("legalForm"), entry.Text("siren"), entry.Text("metropolisSiren"),
            entry.Text("department"), entry.Text("region"), entry.Day("createdOn"), entry.Day("territorialBodySince"),
            entry.Texts("communes"), [.. entry.Children("priorityQuarters").Select(PriorityQuarterCount.Read)], Provenance.Read(entry));
        entry.Close();
        return identity;
    }
}

/// <summary>How many priority quarters a generation counts in the territory, and how many people live there.</summary>
internal sealed record PriorityQuarterCount(int Generation, int Count, long? Population, Provenance Provenance)
{
    public static PriorityQuarterCount Read(EntryReader entry)
    {
        var count = new PriorityQuarterCount((int)(entry.Whole("generation") ?? 0), (int)(entry.Whole("count") ?? 0),
            entry.Whole("population"), Provenance.Read(entry));
        entry.Close();
        return count;
    }
}
