using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Seeds;

/// <summary>From the files' organisations and cooperations to the entities.</summary>
internal static class DirectoryMapping
{
    /// <summary>What the files call a field that has its own source, and the field it is.</summary>
    internal static readonly Dictionary<string, string> ProvedFields = new(StringComparer.Ordinal)
    {
        ["name"] = nameof(Organisation.Name), ["communes"] = nameof(Organisation.Communes), ["themes"] = nameof(Organisation.Filieres),
        ["essFamily"] = nameof(Organisation.EssFamily), ["siren"] = nameof(Organisation.Siret), ["labels"] = nameof(Organisation.Labels),
        ["position"] = SheetFields.Position,
    };

    public static ReferenceRow OrganisationRow(OrganisationEntry entry)
        => TerritoryMapping.Row(entry.Slug, ()
            => Builders.Organisation(entry.Slug, entry.Name, entry.Provenance.Source, entry.Provenance.Date), sheet =>
        {
            sheet.Name = entry.Name;
            sheet.Aliases = [.. entry.Aliases];
            sheet.Communes = [.. entry.Communes];
            sheet.OutsideCommunes = [.. entry.OutsideCommunes];
            sheet.Roles = [.. entry.Roles];
            sheet.Filieres = [.. entry.Themes];
            sheet.Labels = [.. entry.Labels];
            sheet.EssFamily = entry.EssFamily;
            sheet.Siren = entry.Siren;
            sheet.Latitude = entry.Position.Latitude;
            sheet.Longitude = entry.Position.Longitude;
            sheet.Precision = entry.Position.Precision;
            sheet.Summary = entry.WhatDossierSays;
            sheet.Proposes = [.. entry.Offers];
            sheet.Seeks = [.. entry.Seeks];
            sheet.LaterFacts = Facts(entry.LaterFacts);
            sheet.Evidence =
                [.. entry.Evidence.Select(proof
                    => new SourcedFact(ProvedFields[proof.About], proof.Provenance.Source, proof.Provenance.Date))];
            sheet.SourceId = entry.Provenance.Source;
            sheet.SourceOn = entry.Provenance.Date;
        });

    public static ReferenceRow CooperationRow(CooperationEntry entry)
        => TerritoryMapping.Row(entry.Slug, ()
            => Builders.Cooperation(entry.Slug, entry.Name, entry.Provenance.Source, entry.Provenance.Date), cooperation =>
        {
            cooperation.Name = entry.Name;
            cooperation.Kind = entry.Kind;
            cooperation.Status = entry.Status;
            cooperation.Themes = [.. entry.Themes];
            cooperation.Members = [.. entry.Members];
            cooperation.Summary = entry.WhatDossierSays;
            cooperation.LaterFacts = Facts(entry.LaterFacts);
            cooperation.SourceId = entry.Provenance.Source;
            cooperation.SourceOn = entry.Provenance.Date;
        });

    private static List<SourcedFact> Facts(IEnumerable<LaterFact> facts)
        => [.. facts.Select(fact => new SourcedFact(fact.Text, fact.Provenance.Source, fact.Provenance.Date))];
}
