using System.Data.Common;
using System.Globalization;
using Terreau.Web.Domain.Register;

namespace Terreau.Web.Imports.Sirene;

/// <summary>One establishment with its unit, as the files write them; nothing and "[ND]" (kept back by INSEE) are null.</summary>
internal sealed record SireneRow
{
    /// <summary>Everything may be said of a unit only where both lines say so ("O"); "P" and whatever else is partial.</summary>
    private const string Open = "O";

    public required string Siret { get; init; }
    public required string Siren { get; init; }
    public required string Commune { get; init; }
    public required bool IsActive { get; init; }
    public required bool IsPartial { get; init; }
    public bool IsHeadOffice { get; init; }
    public string? Sign { get; init; }
    public string? Address { get; init; }
    public string? Postcode { get; init; }
    public ActivityCode? Activity { get; init; }
    public ActivityCode? ActivityIn2025 { get; init; }
    public string? HeadcountBand { get; init; }
    public int? HeadcountYear { get; init; }
    public DateOnly? OpenedOn { get; init; }

    public bool IsOnEssFranceList { get; init; }

    /// <summary>The SIRET of the establishment that took over, where the file of successions was given and says so.</summary>
    public string? SucceededBy { get; init; }

    /// <summary>Null where the file of units does not hold it.</summary>
    public SireneUnit? Unit { get; init; }

    /// <summary>Where each column stands in the answer.</summary>
    internal sealed class Places
    {
        private readonly Dictionary<string, int> establishment = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> unit = new(StringComparer.Ordinal);
        private readonly int hasUnit;
        private readonly int isOnList;

        public Places(DbDataReader reader)
        {
            foreach (var name in SireneColumns.Establishments.All) establishment[name] = establishment.Count;
            hasUnit = establishment.Count;
            foreach (var name in SireneColumns.Units.All) unit[name] = hasUnit + 1 + unit.Count;
            isOnList = hasUnit + 1 + unit.Count;
            if (reader.FieldCount != isOnList + 2) throw new InvalidOperationException("The query does not ask for the columns read.");
        }

        public SireneRow Read(DbDataReader reader)
        {
            var known = reader.GetBoolean(hasUnit) ? ReadUnit(reader) : null;
            return new SireneRow
            {
                Siret = Of("siret") ?? "", Siren = Of("siren") ?? "", Commune = Of("codeCommuneEtablissement") ?? "",
                IsActive = Of("etatAdministratifEtablissement") == "A",
                IsPartial = Of("statutDiffusionEtablissement") != Open || known is { IsPartial: true },
                IsHeadOffice = Of("etablissementSiege") == "true",
                Sign = Of("enseigne1Etablissement") ?? Of("denominationUsuelleEtablissement"),
                Address = Joined(Of("numeroVoieEtablissement"), Of("indiceRepetitionEtablissement"), Of("typeVoieEtablissement"),
                    Of("libelleVoieEtablissement")),
                Postcode = Of("codePostalEtablissement"),
                Activity = ActivityCode.Of(Of("nomenclatureActivitePrincipaleEtablissement"), Of("activitePrincipaleEtablissement")),
                ActivityIn2025 = ActivityCode.Of(ActivityCode.Naf2025, Of("activitePrincipaleNAF25Etablissement")),
                HeadcountBand = Of("trancheEffectifsEtablissement"), HeadcountYear = Year(Of("anneeEffectifsEtablissement")),
                OpenedOn = Day(Of("dateCreationEtablissement")), Unit = known,
                IsOnEssFranceList = reader.GetBoolean(isOnList), SucceededBy = Value(reader, isOnList + 1),
            };

            string? Of(string name) => Value(reader, establishment[name]);
        }

        private SireneUnit ReadUnit(DbDataReader reader)
        {
            return new SireneUnit
            {
                LegalCategory = Of("categorieJuridiqueUniteLegale") ?? "",
                IsCeased = Of("etatAdministratifUniteLegale") != "A",
                IsPartial = Of("statutDiffusionUniteLegale") != Open,
                Name = Of("denominationUniteLegale") ?? Of("denominationUsuelle1UniteLegale"),
                Acronym = Of("sigleUniteLegale"),
                Activity = ActivityCode.Of(Of("nomenclatureActivitePrincipaleUniteLegale"), Of("activitePrincipaleUniteLegale")),
                EssFlag = Of("economieSocialeSolidaireUniteLegale") switch { "O" => true, "N" => false, _ => null },
                Rna = Of("identifiantAssociationUniteLegale"), HeadOffice = Of("nicSiegeUniteLegale"),
            };

            string? Of(string name) => Value(reader, unit[name]);
        }

        private static string? Value(DbDataReader reader, int at)
            => reader.IsDBNull(at) || reader.GetString(at).Trim() is not { Length: > 0 } text || text == "[ND]" ? null : text;

        private static string? Joined(params string?[] parts)
            => string.Join(' ', parts.Where(part => part is not null)) is { Length: > 0 } text ? text : null;

        private static int? Year(string? text)
            => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

        private static DateOnly? Day(string? text)
            => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}

/// <summary>What the file of units says of one. No name of a natural person is ever read: its columns are not asked for.</summary>
internal sealed record SireneUnit
{
    public required string LegalCategory { get; init; }
    public required bool IsCeased { get; init; }
    public required bool IsPartial { get; init; }
    public string? Name { get; init; }
    public string? Acronym { get; init; }
    public ActivityCode? Activity { get; init; }
    public bool? EssFlag { get; init; }
    public string? Rna { get; init; }

    /// <summary>The last five digits of the head office.</summary>
    public string? HeadOffice { get; init; }
}
