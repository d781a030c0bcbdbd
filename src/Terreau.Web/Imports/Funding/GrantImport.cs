using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Quantities;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Funding;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Differences;

namespace Terreau.Web.Imports.Funding;

/// <summary>
/// Brings published grants into the database where one side at least is in the directory. A natural person is never kept: a beneficiary
/// without number of the register nor of associations is one, unless a sheet bears its name. Nothing is closed: money given was given.
/// </summary>
internal sealed partial class GrantImport(TerreauDb db)
{
    public const string Command = "importer des subventions";

    private const string OfPersons = "pour des personnes, ou qui peuvent l’être ; comptées, jamais gardées";

    private static readonly DifferenceWords Words = new("ligne", "lignes")
    {
        WhenEmpty = "Ce fichier n’a aucune subvention.",
        WhenRejected = "est-ce le bon fichier ?",
    };

    private HashSet<string> sirens = [];
    private HashSet<string> names = [];

    /// <summary>Puts the grants into the context, unsaved, and says what that changes.</summary>
    public async Task<Difference> PrepareAsync(IReadOnlyList<GrantRecord> records, string title, DateOnly today, CancellationToken cancel)
    {
        var source = new Source { Key = ImportedFile.SourceKeyOf(title), Title = title, PublishedOn = PartialDate.Of(today) };
        var sheets = await db.Organisations.AsNoTracking().Where(sheet => sheet.Status == SheetStatus.Published)
            .Select(sheet => new { sheet.Siren, sheet.Name }).ToListAsync(cancel);
        sirens = sheets.Select(sheet => sheet.Siren).OfType<string>().ToHashSet(StringComparer.Ordinal);
        names = sheets.Select(sheet => ColumnGuessing.Plain(sheet.Name)).ToHashSet(StringComparer.Ordinal);
        var held = await db.Grants.Where(grant => grant.SourceId == source.Key)
            .ToDictionaryAsync(grant => grant.Key, StringComparer.Ordinal, cancel);
        var (difference, seen) = (new Difference(Words), new HashSet<string>(StringComparer.Ordinal));
        foreach (var record in records)
        {
            if (GrantOf(record, source, difference) is not { } said) continue;
            if (!seen.Add(said.Key)) difference.Pass(Outcome.Repeated);
            else if (held.TryGetValue(said.Key, out var grant)) Follow(grant, said);
            else db.Grants.Add(said);
        }
        difference.Take<Grant>(db, grant => seen.Contains(grant.Key) ? LineOf(grant) : null);
        if (!difference.IsEmpty) await db.KnowAsync(source, cancel);
        return difference;
    }

    private static DifferenceLine LineOf(Grant grant)
        => new($"{grant.FunderName} → {grant.BeneficiaryName}, {grant.AmountCents / 100m:N2} {grant.Currency}");

    private static void Follow(Grant grant, Grant said)
    {
        if (Told(grant) == Told(said)) return;
        (grant.AmountCents, grant.Currency, grant.Purpose, grant.SourceOn) = (said.AmountCents, said.Currency, said.Purpose, said.SourceOn);
        (grant.FunderName, grant.FunderPlain) = (said.FunderName, said.FunderPlain);
        (grant.BeneficiaryName, grant.BeneficiaryPlain) = (said.BeneficiaryName, said.BeneficiaryPlain);

        static (long, string, string, string, string?) Told(Grant one)
            => (one.AmountCents, one.Currency, one.FunderName, one.BeneficiaryName, one.Purpose);
    }

    private Grant? GrantOf(GrantRecord record, Source source, Difference difference)
    {
        var (siret, siren) = NumberOf(record.BeneficiaryNumber);
        var (_, funderSiren) = NumberOf(record.FunderNumber);
        var (plain, funder) = (ColumnGuessing.Plain(record.Beneficiary), ColumnGuessing.Plain(record.Funder));
        if (IsOfAPerson(record, plain)) difference.LeaveAside(OfPersons);
        else if (Refusal(record, plain, siret, source.PublishedOn!.Value.FirstDay) is { } refusal)
            difference.Add(Outcome.Rejected, $"ligne {record.Line}", refusal);
        else if (!IsOurs(siren, plain) && !IsOurs(funderSiren, funder)) difference.LeaveAside("hors de l’annuaire");
        else
        {
            var on = ImportTarget.Day(record.Date)!.Value;
            return new Grant
            {
                Key = KeyOf(record, siret ?? siren ?? plain, on), FunderName = Cut(record.Funder, 300), FunderPlain = Cut(funder, 300),
                FunderSiren = funderSiren, BeneficiaryName = Cut(record.Beneficiary, 300), BeneficiaryPlain = Cut(plain, 300),
                BeneficiarySiren = siren, BeneficiarySiret = siret, Currency = record.Currency.ToUpperInvariant(), DecidedOn = on,
                AmountCents = (long)Math.Round((decimal)ImportTarget.Number(record.Amount)!.Value * 100, MidpointRounding.AwayFromZero),
                Purpose = record.Purpose.Length == 0 ? null : Cut(record.Purpose, 1000),
                Reference = record.Id.Length == 0 ? null : Cut(record.Id, 100), SourceId = source.Key, SourceOn = source.PublishedOn!.Value,
            };
        }
        return null;
    }

    private bool IsOfAPerson(GrantRecord record, string plain)
        => record.IsPerson || Civil().IsMatch(record.Beneficiary)
            || (record.BeneficiaryNumber.Length == 0 && record.Rna.Length == 0 && !names.Contains(plain));

    private bool IsOurs(string? siren, string plain) => siren is null ? names.Contains(plain) : sirens.Contains(siren);

    private static string? Refusal(GrantRecord record, string plain, string? siret, DateOnly today)
    {
        if (plain.Length == 0) return "il manque le bénéficiaire";
        var isFrench = record.BeneficiaryNumber.Length > 0 && record.BeneficiaryNumber.All(sign => char.IsAsciiDigit(sign) || sign == ' ');
        if (isFrench && siret is null) return "le numéro du bénéficiaire n’existe pas au répertoire";
        if (record.Funder.Length == 0) return "il manque l’attribuant";
        if (ImportTarget.Number(record.Amount) is not (>= 0 and <= 1e12)) return "le montant n’est pas un nombre";
        if (ImportTarget.Day(record.Date) is not { } on || on > today) return "la date n’en est pas une, ou elle est à venir";
        return record.Currency.Length == 3 ? null : "la monnaie n’est pas dite";
    }

    // The decision, who received, when, what for: an amount that is corrected is the same grant.
    private static string KeyOf(GrantRecord record, string beneficiary, DateOnly on)
    {
        var purpose = record.IsIdOfGrant && record.Id.Length > 0 ? "" : ColumnGuessing.Plain(record.Purpose);
        var told = string.Create(CultureInfo.InvariantCulture, $"{record.Id}|{beneficiary}|{on:yyyy-MM-dd}|{purpose}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told)));
    }

    private static (string? Siret, string? Siren) NumberOf(string text)
    {
        if (Siret.TryParse(text, out var siret)) return (siret.Value, siret.Value[..9]);
        return Siren.TryParse(text, out var siren) ? (null, siren.Value) : (null, null);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    [GeneratedRegex(@"^\s*(m\.|mr|mme|mlle|monsieur|madame|mademoiselle)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Civil();
}
