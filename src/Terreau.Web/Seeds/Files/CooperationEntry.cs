using Terreau.Web.Domain;
using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>Something several organisations do together. Members are slugs of organisations.</summary>
internal sealed record CooperationEntry(
    string Slug, string Name, string Kind, string Status, IReadOnlyList<string> Themes, IReadOnlyList<string> Members,
    string WhatDossierSays, IReadOnlyList<LaterFact> LaterFacts, Provenance Provenance)
{
    public static CooperationEntry Read(EntryReader entry)
    {
        var cooperation = new CooperationEntry(
            entry.Text("slug"), entry.Text("name"), entry.OneOf("kind", Vocabulary.CooperationKinds.Has),
            entry.OneOf("status", Vocabulary.CooperationStatuses.Has), entry.Texts("themes"), entry.Texts("members"),
            entry.Text("whatDossierSays"), [.. entry.Children("laterFacts").Select(LaterFact.Read)], Provenance.Read(entry));
        if (cooperation.Members.Count == 0) entry.Fault("une coopération a au moins un membre.");
        entry.Close();
        return cooperation;
    }
}
