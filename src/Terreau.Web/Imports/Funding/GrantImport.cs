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

namespace Terreau.Web.Imports.Funding;

/// <summary>
/// Brings published grants into the database where one side at least is in the directory. A natural person is never kept: a beneficiary
/// without number of the register nor of associations is one, unless a sheet bears its name. Nothing is closed: money given was given.
/// </summary>
internal sealed partial class GrantImport(TerreauDb db)
{
    public const string Command = "importer des subventions";

    private HashSet<string> sirens = [];
    private HashSet<string> names = [];

    /// <summary>Puts the grants into the context, unsaved, and says what that changes.</summary>
    public async Task<GrantDiff> PrepareAsync(IReadOnlyList<GrantRecord> records, string title, DateOnly today, CancellationToken cancel)
    {
        var source = ImportedFile.SourceKeyOf(title);
        var sheets = await db.Organisations.AsNoTracking().Where(sheet => sheet.Status == SheetStatus.Published).Select(sheet => new { sheet.Siren, sheet.Name }).ToListAsync(cancel);
        sirens = sheets.Select(sheet => sheet.Siren).OfType<string>().ToHashSet(StringComparer.Ordinal);
        names = sheets.Select(sheet => ColumnGuessing.Plain(sheet.Name)).ToHashSet(StringComparer.Ordinal);
        var held = await db.Grants.Where(grant => grant.SourceId == source).ToDictionaryAsync(grant => grant.Key, StringComparer.Ordinal, cancel);
        var (diff, seen) = (new GrantDiff { Read = records.Count }, new HashSet<string>(StringComparer.Ordinal));
        foreach (var record in records)
        {
            if (GrantOf(record, source, today, diff) is not { } said) continue;
            if (!seen.Add(said.Key)) diff.Repeated++;
            else if (!held.TryGetValue(said.Key, out var grant))
            {
                db.Grants.Add(said);
                diff.Added.Add(said);
            }
            else if ((grant.AmountCents, grant.Currency, grant.FunderName, grant.BeneficiaryName, grant.Purpose) != (said.AmountCents, said.Currency, said.FunderName, said.BeneficiaryName, said.Purpose))
            {
                diff.Changed.Add((grant, grant.AmountCents, said.AmountCents));
                (grant.AmountCents, grant.Currency, grant.Purpose, grant.SourceOn) = (said.AmountCents, said.Currency, said.Purpose, said.SourceOn);
                (grant.FunderName, grant.FunderPlain, grant.BeneficiaryName, grant.BeneficiaryPlain) = (said.FunderName, said.FunderPlain, said.BeneficiaryName, said.BeneficiaryPlain);
            }
            else diff.Unchanged++;
        }
        if (diff.Added.Count > 0 && !await db.Sources.AnyAsync(one => one.Key == source, cancel)) db.Sources.Add(new Source { Key = source, Title = title, PublishedOn = PartialDate.Of(today) });
        return diff;
    }

    /// <summary>Saves what was prepared, in one transaction.</summary>
    public Task<int> ApplyAsync(Act act, CancellationToken cancel) => db.SaveAsync(act, cancel);

    private Grant? GrantOf(GrantRecord record, string source, DateOnly today, GrantDiff diff)
    {
        var (siret, siren) = NumberOf(record.BeneficiaryNumber);
        var plain = ColumnGuessing.Plain(record.Beneficiary);
        if (record.IsPerson || Civil().IsMatch(record.Beneficiary) || (record.BeneficiaryNumber.Length == 0 && record.Rna.Length == 0 && !names.Contains(plain)))
        {
            diff.Persons++;
            return null;
        }
        if (plain.Length == 0) return Reject("il manque le bénéficiaire");
        var isFrench = record.BeneficiaryNumber.Length > 0 && record.BeneficiaryNumber.All(sign => char.IsAsciiDigit(sign) || sign == ' ');
        if (isFrench && siren is null) return Reject("le numéro du bénéficiaire n’existe pas au répertoire");
        if (record.Funder.Length == 0) return Reject("il manque l’attribuant");
        if (ImportTarget.Number(record.Amount) is not { } amount || amount is < 0 or > 1e12) return Reject("le montant n’est pas un nombre");
        if (ImportTarget.Day(record.Date) is not { } on || on > today) return Reject("la date n’en est pas une, ou elle est à venir");
        if (record.Currency.Length != 3) return Reject("la monnaie n’est pas dite");
        var (_, funderSiren) = NumberOf(record.FunderNumber);
        var funder = ColumnGuessing.Plain(record.Funder);
        if (!(siren is null ? names.Contains(plain) : sirens.Contains(siren)) && !(funderSiren is null ? names.Contains(funder) : sirens.Contains(funderSiren)))
        {
            diff.Elsewhere++;
            return null;
        }
        return new Grant
        {
            Key = KeyOf(record, siret ?? siren ?? plain, on), FunderName = Cut(record.Funder, 300), FunderPlain = Cut(funder, 300), FunderSiren = funderSiren,
            BeneficiaryName = Cut(record.Beneficiary, 300), BeneficiaryPlain = Cut(plain, 300), BeneficiarySiren = siren, BeneficiarySiret = siret,
            AmountCents = (long)Math.Round((decimal)amount * 100, MidpointRounding.AwayFromZero), Currency = record.Currency.ToUpperInvariant(), DecidedOn = on,
            Purpose = record.Purpose.Length == 0 ? null : Cut(record.Purpose, 1000), Reference = record.Id.Length == 0 ? null : Cut(record.Id, 100), SourceId = source, SourceOn = PartialDate.Of(today),
        };

        Grant? Reject(string sentence)
        {
            diff.Rejected.Add((record.Line, sentence));
            return null;
        }
    }

    // The decision, who received, when, what for: an amount that is corrected is the same grant.
    private static string KeyOf(GrantRecord record, string beneficiary, DateOnly on)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{record.Id}|{beneficiary}|{on:yyyy-MM-dd}|{(record.IsIdOfGrant && record.Id.Length > 0 ? "" : ColumnGuessing.Plain(record.Purpose))}"))));

    private static (string? Siret, string? Siren) NumberOf(string text)
    {
        if (Siret.TryParse(text, out var siret)) return (siret.Value, siret.Value[..9]);
        return Siren.TryParse(text, out var siren) ? (null, siren.Value) : (null, null);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    [GeneratedRegex(@"^\s*(m\.|mr|mme|mlle|monsieur|madame|mademoiselle)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Civil();
}

/// <summary>What a file of grants would change; every row of it is counted once.</summary>
internal sealed class GrantDiff
{
    public required int Read { get; init; }
    public List<Grant> Added { get; } = [];
    public List<(Grant Grant, long Before, long After)> Changed { get; } = [];
    public List<(int Line, string Sentence)> Rejected { get; } = [];
    public int Unchanged { get; set; }
    public int Repeated { get; set; }

    /// <summary>Rows whose beneficiary is, or may be, a natural person: counted, never kept.</summary>
    public int Persons { get; set; }

    /// <summary>Rows of which neither side is in the directory.</summary>
    public int Elsewhere { get; set; }

    public bool IsEmpty => Added.Count + Changed.Count == 0;
}
