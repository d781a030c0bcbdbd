using System.IO.Compression;
using System.Text;
using DuckDB.NET.Data;
using Terreau.Web.Imports.Sirene;

namespace Terreau.Web.Tests.Imports.Sirene;

/// <summary>Two small stock files with the true columns, invented lines.</summary>
internal sealed class SireneFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;
    public string Establishments => At("etablissements.csv");
    public string Units => At("unites.csv");
    public string Work => Directory.CreateDirectory(At("travail")).FullName;

    /// <summary>Numbers whose keys hold.</summary>
    public static string Siren(int rank)
        => WithKey((10_000_000 + rank).ToString("00000000", System.Globalization.CultureInfo.InvariantCulture));

    public static string Siret(string siren, int rank = 1)
        => WithKey(siren + rank.ToString("0000", System.Globalization.CultureInfo.InvariantCulture));

    public string At(string name) => System.IO.Path.Combine(folder.Path, name);

    public SireneFolder Write(IEnumerable<Establishment> establishments, IEnumerable<Unit> units, bool withNaf2025 = true)
    {
        var text = new StringBuilder(
            "siren,nic,siret,statutDiffusionEtablissement,dateCreationEtablissement,trancheEffectifsEtablissement,anneeEffectifsEtablissement,"
            + "dateDernierTraitementEtablissement,etablissementSiege,numeroVoieEtablissement,indiceRepetitionEtablissement,typeVoieEtablissement,libelleVoieEtablissement,"
            + "codePostalEtablissement,codeCommuneEtablissement,etatAdministratifEtablissement,enseigne1Etablissement,denominationUsuelleEtablissement,"
            + $"activitePrincipaleEtablissement,nomenclatureActivitePrincipaleEtablissement{(withNaf2025 ? ",activitePrincipaleNAF25Etablissement" : "")}\n");
        foreach (var one in establishments)
        {
            text.Append(
                $"{one.Siret[..9]},{one.Siret[9..]},{one.Siret},{one.Diffusion},2010-05-04,{one.Band},{(one.Band is null ? "" : "2024")},2026-10-12T08:00:00,{(one.IsHeadOffice ? "true" : "false")},"
                + $"12,,RUE,\"DE LA PAIX, BIS\",93100,{one.Commune},{one.State},{one.Sign},,{one.Activity},{one.Nomenclature}{(withNaf2025 ? ",94.99Y" : "")}\n");
        }
        File.WriteAllText(Establishments, text.ToString());
        text.Clear()
            .Append("siren,statutDiffusionUniteLegale,dateCreationUniteLegale,sigleUniteLegale,prenom1UniteLegale,identifiantAssociationUniteLegale,trancheEffectifsUniteLegale,"
            + "etatAdministratifUniteLegale,nomUniteLegale,denominationUniteLegale,denominationUsuelle1UniteLegale,categorieJuridiqueUniteLegale,"
            + $"activitePrincipaleUniteLegale,nomenclatureActivitePrincipaleUniteLegale{(withNaf2025 ? ",activitePrincipaleNAF25UniteLegale" : "")},nicSiegeUniteLegale,economieSocialeSolidaireUniteLegale\n");
        foreach (var one in units)
        {
            text.Append(
                $"{one.Siren},{one.Diffusion},2010-05-04,{one.Acronym},{(one.Person is null ? "" : "CAMILLE")},{one.Rna},,{one.State},{one.Person},{one.Name},,{one.Category},"
                + $"{one.Activity},{one.Nomenclature}{(withNaf2025 ? ",94.99Y" : "")},{Siret(one.Siren)[9..]},{one.Flag}\n");
        }
        File.WriteAllText(Units, text.ToString());
        return this;
    }

    public string Zip(string file, string? name = null)
    {
        var target = file + ".zip";
        using var archive = ZipFile.Open(target, ZipArchiveMode.Create);
        archive.CreateEntryFromFile(file, name ?? System.IO.Path.GetFileName(file));
        return target;
    }

    /// <summary>Dates, truths and years with types of their own; what must keep its zeros is text.</summary>
    public string Parquet(string csv)
    {
        var target = System.IO.Path.ChangeExtension(csv, ".parquet");
        var typed = csv == Units
            ? "dateCreationUniteLegale::DATE AS dateCreationUniteLegale"
            : "dateCreationEtablissement::DATE AS dateCreationEtablissement, dateDernierTraitementEtablissement::TIMESTAMP AS dateDernierTraitementEtablissement, "
                + "etablissementSiege::BOOLEAN AS etablissementSiege, anneeEffectifsEtablissement::INTEGER AS anneeEffectifsEtablissement";
        using var duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        using var command = duck.CreateCommand();
        command.CommandText =
            $"COPY (SELECT * REPLACE ({typed}) FROM read_csv('{csv}', header = true, all_varchar = true)) TO '{target}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return target;
    }

    public SireneAsked Asked(params string[] communes)
        => new() { Establishments = Establishments, Units = Units, Communes = communes, WorkFolder = Work, MemoryMegabytes = 400,
            Threads = 1 };

    public void Dispose() => folder.Dispose();

    // The Luhn key: the digit that makes the sum a multiple of ten.
    private static string WithKey(string digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[digits.Length - 1 - at] - '0';
            if (at % 2 == 0) digit = digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }
        return digits + ((10 - (sum % 10)) % 10);
    }

    internal sealed record Establishment(string Siret, string Commune)
    {
        public string State { get; init; } = "A";
        public string Diffusion { get; init; } = "O";
        public string? Band { get; init; }
        public string? Sign { get; init; }
        public bool IsHeadOffice { get; init; } = true;
        public string Activity { get; init; } = "94.99Z";
        public string Nomenclature { get; init; } = "NAFRev2";
    }

    internal sealed record Unit(string Siren, string Category, string? Name = null)
    {
        public string State { get; init; } = "A";
        public string Diffusion { get; init; } = "O";
        public string? Flag { get; init; }
        public string? Acronym { get; init; }
        public string? Rna { get; init; }

        /// <summary>The family name of a natural person.</summary>
        public string? Person { get; init; }

        public string Activity { get; init; } = "94.99Z";
        public string Nomenclature { get; init; } = "NAFRev2";
    }
}
