using Terreau.Web.Domain;
using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>An organisation the dossier names. What is not known is absent: family, number and place are never guessed.</summary>
/// <remarks>
/// <para>Communes: INSEE codes in the territory; empty when unknown or outside. OutsideCommunes: the others.</para>
/// <para>EssFamily: one of <see cref="Vocabulary.EssFamilies"/>, null when unknown.</para>
/// <para>WhatDossierSays: our words for what the dossier says, at the date of the provenance.</para>
/// <para>Evidence: where each field comes from that does not come from the dossier.</para>
/// </remarks>
internal sealed record OrganisationEntry(
    string Slug, string Name, IReadOnlyList<string> Aliases, IReadOnlyList<string> Communes, IReadOnlyList<string> OutsideCommunes,
    IReadOnlyList<string> Roles, IReadOnlyList<string> Themes, string? EssFamily, string? Siren, IReadOnlyList<string> Labels,
    PointEntry Position, string WhatDossierSays, IReadOnlyList<string> Offers, IReadOnlyList<string> Seeks,
    IReadOnlyList<LaterFact> LaterFacts, IReadOnlyList<FieldEvidence> Evidence, Provenance Provenance)
{
    public static OrganisationEntry Read(EntryReader entry)
    {
        var organisation = new OrganisationEntry(
            entry.Text("slug"), entry.Text("name"), entry.Texts("aliases"), entry.Texts("communes"), entry.Texts("outsideCommunes"),
            entry.ManyOf("roles", Vocabulary.Roles.Has), entry.Texts("themes"),
                entry.OptionalOneOf("essFamily", Vocabulary.EssFamilies.Has),
            entry.OptionalSiren("siren"), entry.Texts("labels"), PointEntry.Read(entry.Child("position")) ?? Unplaced(entry),
            entry.Text("whatDossierSays"), entry.Texts("offers"), entry.Texts("seeks"),
            [.. entry.Children("laterFacts").Select(LaterFact.Read)], [.. entry.Children("evidence").Select(FieldEvidence.Read)],
            Provenance.Read(entry));
        if (organisation.Roles.Count == 0) entry.Fault("une organisation a au moins un rôle.");
        foreach (var field in organisation.FieldsInNeedOfEvidence()
            .Where(field => organisation.Evidence.All(proof => proof.About != field)))
            entry.Fault($"« {field} » est rempli sans source (evidence).");
        entry.Close();
        return organisation;
    }

    private static PointEntry Unplaced(EntryReader entry)
    {
        entry.Fault("la clé « position » manque.");
        return new PointEntry(null, null, "inconnue", null);
    }

    // A legal family or a number that is wrong spreads to every count: these two always say where they come from.
    private IEnumerable<string> FieldsInNeedOfEvidence()
    {
        if (EssFamily is not null) yield return "essFamily";
        if (Siren is not null) yield return "siren";
    }
}

/// <summary>A fact that another source adds to what the dossier says.</summary>
internal sealed record LaterFact(string Text, Provenance Provenance)
{
    public static LaterFact Read(EntryReader entry)
    {
        var fact = new LaterFact(entry.Text("text"), Provenance.Read(entry));
        entry.Close();
        return fact;
    }
}

/// <summary>The source of one field.</summary>
internal sealed record FieldEvidence(string About, Provenance Provenance)
{
    public static FieldEvidence Read(EntryReader entry)
    {
        var evidence = new FieldEvidence(entry.OneOf("about", DirectoryMapping.ProvedFields.ContainsKey), Provenance.Read(entry));
        entry.Close();
        return evidence;
    }
}
