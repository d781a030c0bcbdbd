using Terreau.Web.Hosting;

namespace Terreau.Web.Imports.Sirene;

/// <summary>The columns read from the national files, by the names INSEE gives them.</summary>
/// <param name="Subject">What the file holds, in French.</param>
/// <param name="Required">Without one of these it is another file.</param>
/// <param name="Optional">Read as unknown where missing: older stocks have no NAF 2025, geocoded ones fewer columns.</param>
internal sealed record SireneColumns(string Subject, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public static readonly SireneColumns Establishments = new(
        "établissements",
        ["siret", "siren", "codeCommuneEtablissement", "etatAdministratifEtablissement", "statutDiffusionEtablissement"],
        [
            "etablissementSiege", "enseigne1Etablissement", "denominationUsuelleEtablissement", "numeroVoieEtablissement",
                "indiceRepetitionEtablissement",
            "typeVoieEtablissement", "libelleVoieEtablissement", "codePostalEtablissement", "activitePrincipaleEtablissement",
            "nomenclatureActivitePrincipaleEtablissement", "activitePrincipaleNAF25Etablissement", "trancheEffectifsEtablissement",
                "anneeEffectifsEtablissement",
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

    /// <summary>The list of ESS France. Its column is told in capitals by those who read it; case does not matter.</summary>
    public static readonly SireneColumns EssList = new("unités de la liste d’ESS France", ["SIREN"], [])
    {
        Foreign = ["categorieJuridiqueUniteLegale", "codeCommuneEtablissement"],
    };

    public static readonly SireneColumns Successions = new(
        "liens de succession", ["siretEtablissementPredecesseur", "siretEtablissementSuccesseur"], ["dateLienSuccession"]);

    public IEnumerable<string> All => Required.Concat(Optional);

    /// <summary>With one of these it is another file.</summary>
    private IReadOnlyList<string> Foreign { get; init; } = [];

    /// <summary>The columns to ask for, unknown ones as nothing.</summary>
    /// <param name="held">The columns of the file.</param>
    /// <param name="given">Its name, for a refusal.</param>
    /// <exception cref="StartException">It is another file.</exception>
    public string Selected(IEnumerable<string> held, string given)
    {
        var names = held.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (Required.FirstOrDefault(name => !names.Contains(name)) is { } missing)
            throw new StartException($"Le fichier « {given} » n’est pas celui des {Subject} : il n’a pas la colonne « {missing} ».");
        if (Foreign.FirstOrDefault(names.Contains) is { } foreign)
            throw new StartException($"Le fichier « {given} » n’est pas celui des {Subject} : il a la colonne « {foreign} ».");
        return string.Join(", ",
            All.Select(name => names.Contains(name) ? $"CAST(\"{name}\" AS VARCHAR) AS \"{name}\"" : $"NULL::VARCHAR AS \"{name}\""));
    }
}
