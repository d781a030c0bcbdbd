namespace Terreau.Web.Imports.Sirene;

/// <summary>The columns read from the two stock files, by the names INSEE gives them.</summary>
/// <param name="Subject">What the file holds, in French.</param>
/// <param name="Required">Without one of these it is another file.</param>
/// <param name="Optional">Read as unknown where missing: older stocks have no NAF 2025, geocoded ones fewer columns.</param>
internal sealed record SireneColumns(string Subject, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public static readonly SireneColumns Establishments = new(
        "établissements",
        ["siret", "siren", "codeCommuneEtablissement", "etatAdministratifEtablissement", "statutDiffusionEtablissement"],
        [
            "etablissementSiege", "enseigne1Etablissement", "denominationUsuelleEtablissement", "numeroVoieEtablissement", "indiceRepetitionEtablissement",
            "typeVoieEtablissement", "libelleVoieEtablissement", "codePostalEtablissement", "activitePrincipaleEtablissement",
            "nomenclatureActivitePrincipaleEtablissement", "activitePrincipaleNAF25Etablissement", "trancheEffectifsEtablissement", "anneeEffectifsEtablissement",
            "dateCreationEtablissement", "dateDernierTraitementEtablissement",
        ]);

    public static readonly SireneColumns Units = new(
        "unités légales",
        ["siren", "categorieJuridiqueUniteLegale", "etatAdministratifUniteLegale", "statutDiffusionUniteLegale"],
        [
            "sigleUniteLegale", "denominationUniteLegale", "denominationUsuelle1UniteLegale", "activitePrincipaleUniteLegale",
            "nomenclatureActivitePrincipaleUniteLegale", "activitePrincipaleNAF25UniteLegale", "economieSocialeSolidaireUniteLegale",
            "identifiantAssociationUniteLegale", "nicSiegeUniteLegale",
        ]);

    public IEnumerable<string> All => Required.Concat(Optional);
}
