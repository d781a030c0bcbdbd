using System.Globalization;
using System.Text;

namespace Terreau.Bench;

/// <summary>
/// Two invented stock files with the columns, in the order, that INSEE gives them. Seven establishments for five units, as in the
/// register; communes by Zipf's law over the country, the nine of the territory among them in their true share; one unit in thirty an
/// association; a third of the establishments closed.
/// </summary>
internal static class SireneWorld
{
    public static readonly string[] Territory = ["93006", "93008", "93010", "93045", "93048", "93053", "93055", "93061", "93063"];

    private const string EstablishmentColumns =
        "siren,nic,siret,statutDiffusionEtablissement,dateCreationEtablissement,trancheEffectifsEtablissement,anneeEffectifsEtablissement,"
        + "activitePrincipaleRegistreMetiersEtablissement,dateDernierTraitementEtablissement,etablissementSiege,nombrePeriodesEtablissement,"
        + "complementAdresseEtablissement,numeroVoieEtablissement,indiceRepetitionEtablissement,dernierNumeroVoieEtablissement,"
        + "indiceRepetitionDernierNumeroVoieEtablissement,typeVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,"
        + "libelleCommuneEtablissement,libelleCommuneEtrangerEtablissement,distributionSpecialeEtablissement,codeCommuneEtablissement,"
        + "codeCedexEtablissement,libelleCedexEtablissement,codePaysEtrangerEtablissement,libellePaysEtrangerEtablissement,"
        + "identifiantAdresseEtablissement,coordonneeLambertAbscisseEtablissement,coordonneeLambertOrdonneeEtablissement,"
        + "complementAdresse2Etablissement,numeroVoie2Etablissement,indiceRepetition2Etablissement,typeVoie2Etablissement,libelleVoie2Etablissement,"
        + "codePostal2Etablissement,libelleCommune2Etablissement,libelleCommuneEtranger2Etablissement,distributionSpeciale2Etablissement,"
        + "codeCommune2Etablissement,codeCedex2Etablissement,libelleCedex2Etablissement,codePaysEtranger2Etablissement,libellePaysEtranger2Etablissement,"
        + "dateDebut,etatAdministratifEtablissement,enseigne1Etablissement,enseigne2Etablissement,enseigne3Etablissement,"
        + "denominationUsuelleEtablissement,activitePrincipaleEtablissement,nomenclatureActivitePrincipaleEtablissement,caractereEmployeurEtablissement,"
        + "activitePrincipaleNAF25Etablissement";

    private const string UnitColumns =
        "siren,statutDiffusionUniteLegale,unitePurgeeUniteLegale,dateCreationUniteLegale,sigleUniteLegale,sexeUniteLegale,prenom1UniteLegale,"
        + "prenom2UniteLegale,prenom3UniteLegale,prenom4UniteLegale,prenomUsuelUniteLegale,pseudonymeUniteLegale,identifiantAssociationUniteLegale,"
        + "trancheEffectifsUniteLegale,anneeEffectifsUniteLegale,dateDernierTraitementUniteLegale,nombrePeriodesUniteLegale,categorieEntreprise,"
        + "anneeCategorieEntreprise,dateDebut,etatAdministratifUniteLegale,nomUniteLegale,nomUsageUniteLegale,denominationUniteLegale,"
        + "denominationUsuelle1UniteLegale,denominationUsuelle2UniteLegale,denominationUsuelle3UniteLegale,categorieJuridiqueUniteLegale,"
        + "activitePrincipaleUniteLegale,nomenclatureActivitePrincipaleUniteLegale,nicSiegeUniteLegale,economieSocialeSolidaireUniteLegale,"
        + "societeMissionUniteLegale,caractereEmployeurUniteLegale,activitePrincipaleNAF25UniteLegale";

    // Est Ensemble has about 0.65 % of the country's inhabitants.
    private const double ShareOfTerritory = 0.0065;

    private static readonly string[] Bands = ["", "", "", "NN", "NN", "00", "01", "01", "02", "03", "11", "12", "21", "31", "41", "53"];
    private static readonly string[] Ways = ["RUE", "AVENUE", "BOULEVARD", "PLACE", "CHEMIN", "IMPASSE"];
    private static readonly string[] Streets = ["DE PARIS", "VICTOR HUGO", "DE LA REPUBLIQUE", "JEAN JAURES", "DES LILAS", "DU MOULIN",
        "PASTEUR", "\"DE L'EGLISE, BATIMENT B\""];
    private static readonly string[] Activities = ["94.99Z", "68.20B", "70.22Z", "47.11B", "43.21A", "56.10A", "88.99B", "62.01Z", "94.91Z",
        "85.59A"];
    private static readonly string[] Words = ["AMIS", "ATELIER", "MAISON", "JARDIN", "CONSEIL", "BATIMENT", "TRANSPORT", "CUISINE",
        "RESEAU", "SOLIDAIRE", "SERVICES", "GESTION"];

    public static void Write(string establishments, string units, int count)
    {
        var ofUnits = (int)(count * 5L / 7);
        using (var file = Open(units, UnitColumns))
        {
            for (var rank = 0; rank < ofUnits; rank++) Unit(file, rank);
        }
        using (var file = Open(establishments, EstablishmentColumns))
        {
            for (var rank = 0; rank < count; rank++) Establishment(file, rank, ofUnits);
        }
    }

    private static StreamWriter Open(string path, string columns)
    {
        var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        file.WriteLine(columns);
        return file;
    }

    private static void Unit(StreamWriter file, int rank)
    {
        var draw = new Draw(((ulong)rank << 1) + 1);
        var person = draw.Chance(0.55);
        var association = !person && draw.Chance(0.08);
        var category = person ? "1000" : association ? "9220" : draw.Chance(0.01) ? "5458" : draw.Chance(0.5) ? "5499" : "5710";
        var name = person ? "" : $"{draw.Pick(Words)} {draw.Pick(Words)} {rank % 9973}";
        var ceased = Ceased(rank);
        file.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Siren(rank)},{(draw.Chance(0.08) ? 'P' : 'O')},,{1990 + draw.Next(36)}-0{1 + draw.Next(9)}-1{draw.Next(10)},,{(person ? "F" : "")},{(person ? "CAMILLE" : "")},,,,{(person ? "CAMILLE" : "")},,{(association ? $"W93{rank % 10_000_000:0000000}" : "")},{draw.Pick(Bands)},2024,2026-10-1{draw.Next(10)}T08:12:45.000,{1 + draw.Next(6)},PME,2024,2015-01-01,{(ceased ? 'C' : 'A')},{(person ? "DURAND" : "")},,{name},,,,{category},{draw.Pick(Activities)},NAFRev2,{Nic(rank, 1)},{(person ? "" : association && draw.Chance(0.3) ? "O" : draw.Chance(0.002) ? "O" : "N")},,{(draw.Chance(0.2) ? 'O' : 'N')},94.99Y"));
    }

    private static void Establishment(StreamWriter file, int rank, int ofUnits)
    {
        // The first establishment of each unit is its head office; the rest are second ones, spread over the units.
        var first = rank < ofUnits;
        var unit = first ? rank : (int)(rank * 2654435761L % ofUnits);
        var number = first ? 1 : 2 + (rank % 7);
        var draw = new Draw((ulong)rank << 1);
        var inside = draw.Chance(ShareOfTerritory);
        var zipf = draw.Zipf(34_900);
        var commune = inside ? draw.Pick(Territory) : $"{1 + (zipf % 95):00}{zipf % 900:000}";
        var closed = Ceased(unit) || draw.Chance(0.1);
        file.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Siren(unit)},{Nic(unit, number)},{Siren(unit)}{Nic(unit, number)},{(draw.Chance(0.08) ? 'P' : 'O')},{1990 + draw.Next(36)}-0{1 + draw.Next(9)}-1{draw.Next(10)},{draw.Pick(Bands)},2024,,2026-10-1{draw.Next(10)}T09:30:12.000,{(first ? "true" : "false")},{1 + draw.Next(4)},,{1 + draw.Next(120)},,,,{draw.Pick(Ways)},{draw.Pick(Streets)},{commune[..2]}100,VILLE {zipf},,,{commune},,,,,{commune}_1234_00012_B,{600000 + draw.Next(90000)}.12,{6800000 + draw.Next(90000)}.3,,,,,,,,,,,,,,,2019-05-01,{(closed ? 'F' : 'A')},{(draw.Chance(0.15) ? draw.Pick(Words) : "")},,,,{draw.Pick(Activities)},NAFRev2,{(draw.Chance(0.2) ? 'O' : 'N')},94.99Y"));
    }

    private static bool Ceased(int unit) => new Draw(((ulong)unit << 1) + 1_000_000_007).Chance(0.28);

    private static string Siren(int rank) => WithKey((10_000_000 + rank).ToString("00000000", CultureInfo.InvariantCulture));

    private static string Nic(int unit, int number) => WithKey(Siren(unit) + number.ToString("0000", CultureInfo.InvariantCulture))[9..];

    // Numbers have their Luhn key: the import refuses the others.
    private static string WithKey(string digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[digits.Length - 1 - at] - '0';
            if (at % 2 == 0) digit = digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }
        return digits + (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
