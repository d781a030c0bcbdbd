using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Quantities;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Register;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Differences;

namespace Terreau.Web.Imports.Sirene;

/// <summary>
/// Brings the establishments of the social economy from a stock of the register into the database, by SIRET: compares and says the
/// difference, which is applied by saving the context. The same stock a second time changes nothing.
/// </summary>
internal sealed class SireneImport(TerreauDb db, EssTablesFile tables)
{
    public const string Command = "importer le stock Sirene";
    public const string SourceId = "sirene-stock";

    private const string BadSiret = "le numéro Siret est faux";
    private const string OtherSiren = "le numéro Siret ne commence pas par le Siren";
    private const string NoCategory = "la catégorie juridique manque";

    private const string OutOfField = "hors de l’économie sociale et solidaire";
    private const string OfPersons = "de personnes physiques, dits de l’ESS ; comptés, jamais gardés";
    private const string WithoutUnit = "sans unité légale";

    private static readonly DifferenceWords Words = new("établissement", "établissements", IsFeminine: false)
    {
        Own = new Dictionary<Outcome, (string, string)> { [Outcome.Closed] = ("absent de ce stock", "absents de ce stock") },
        WhenRejected = "est-ce le bon fichier ?",
        WhenClosed = (gone, known) => $"{gone} établissements sur {known} ont disparu de ce stock : est-ce le bon fichier ?",
    };

    private readonly Difference difference = new(Words);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private Dictionary<string, RegisteredEstablishment> known = [];
    private SireneSheets sheets = new([]);
    private int onList;

    /// <summary>Puts the stock into the context, unsaved, and says what that changes. Once.</summary>
    /// <param name="month">The month of the stock; null = that of the last treatment it shows.</param>
    /// <param name="listOn">The day of the list of ESS France; null = it was not given.</param>
    /// <exception cref="StartException">The month cannot be told, or a later stock or list is held already.</exception>
    public async Task<Difference> PrepareAsync(SireneStock stock, PartialDate? month, PartialDate? listOn, CancellationToken cancel)
    {
        var held = await db.RegisterStocks.SingleOrDefaultAsync(cancel);
        var stockOn = month ?? MonthOf(stock);
        RequireLater(held, stockOn, listOn);
        sheets = await SheetsAsync(cancel);
        known = await db.RegisteredEstablishments.ToDictionaryAsync(one => one.Siret, StringComparer.Ordinal, cancel);
        difference.Known = known.Values.Count(one => one.State != RegisterState.Absent);
        SireneRow? waiting = null;
        await foreach (var row in stock.RowsAsync(cancel))
        {
            if (waiting?.Siret == row.Siret) difference.Pass(Outcome.Repeated);
            else if (waiting is not null) Take(waiting, stockOn);
            waiting = row;
        }
        if (waiting is not null) Take(waiting, stockOn);
        foreach (var one in known.Values.Where(one => !seen.Contains(one.Siret))) Leave(one);
        // Seen again as it was: the month alone moves.
        difference.Take<RegisteredEstablishment>(
            db, one => seen.Contains(one.Siret) ? LineOf(one) : null, apart: nameof(RegisteredEstablishment.StockOn));
        Record(held, stockOn, listOn);
        NoteKinds();
        return difference;
    }

    private static void RequireLater(RegisterStock? held, PartialDate stockOn, PartialDate? listOn)
    {
        if (held is null) return;
        if (stockOn.CompareTo(held.StockOn) < 0)
        {
            throw new StartException(
                $"Le stock de {stockOn.InFrench()} est plus ancien que celui de {held.StockOn.InFrench()}, déjà en base.");
        }
        // Without the list, or with an older one, units that only it names would seem to have gone.
        if (held.EssListOn is { } before && (listOn is not { } given || given.CompareTo(before) < 0))
        {
            throw new StartException(
                $"La liste d’ESS France de {before.InFrench()} est déjà en base : redonnez-la, ou une plus récente, avec --ess-list.");
        }
    }

    private static DifferenceLine LineOf(RegisteredEstablishment one) => new($"{one.Siret} {one.Name ?? "nom non diffusé"}");

    private void Take(SireneRow row, PartialDate stockOn)
    {
        if (Fault(row) is { } fault) difference.Add(Outcome.Rejected, row.Siret, fault);
        else if (row.Unit is not { } unit) difference.LeaveAside(WithoutUnit);
        else if (Recognised(row, unit) is { } recognised) Hold(row, unit, recognised, stockOn);
    }

    /// <returns>Null for what is not kept; it is counted.</returns>
    private EssRecognition? Recognised(SireneRow row, SireneUnit unit)
    {
        var asked = new LegalUnit
        {
            LegalCategory = unit.LegalCategory, IsCeased = unit.IsCeased, EssFlag = unit.EssFlag, IsOnEssFranceList = row.IsOnEssFranceList,
            DeclaresCooperativeOrEsus = sheets.Declares(row.Siren),
        };
        var answer = tables.Recognise(asked, unit.Activity);
        foreach (var (slug, sentence) in sheets.NotesOn(row, EssTablesFile.CodeOf(answer.Family)))
            difference.Add(Outcome.Noted, $"fiche {slug}", sentence);
        var isOfPerson = tables.IsNaturalPerson(unit.LegalCategory);
        if (isOfPerson && answer.Answer == Truth.Unknown && row.IsActive && !unit.IsCeased) difference.LeaveAside(OfPersons);
        else if (isOfPerson || answer.Answer == Truth.False) difference.LeaveAside(OutOfField);
        else return answer;
        return null;
    }

    private void Hold(SireneRow row, SireneUnit unit, EssRecognition answer, PartialDate stockOn)
    {
        seen.Add(row.Siret);
        if (row.IsOnEssFranceList) onList++;
        if (!known.TryGetValue(row.Siret, out var entity))
        {
            known[row.Siret] = entity = new RegisteredEstablishment
            {
                Siret = row.Siret, Siren = row.Siren, Commune = row.Commune, LegalCategory = unit.LegalCategory, StockOn = stockOn,
            };
            db.Add(entity);
        }
        Apply(row, unit, answer, stockOn, entity);
    }

    private void Leave(RegisteredEstablishment one)
    {
        if (one.State != RegisterState.Absent) difference.Add(Outcome.Closed, LineOf(one));
        one.State = RegisterState.Absent;
    }

    private void NoteKinds()
    {
        var kept = seen.Select(siret => known[siret]).ToList();
        int Count(Func<RegisteredEstablishment, bool> isOne) => kept.Count(isOne);
        difference.Notes.Add($"{onList} sur la liste d’ESS France, {Count(one => one.Answer == Truth.Unknown)} à confirmer, "
            + $"{Count(one => one.State != RegisterState.Active)} fermés ou cessés, {Count(one => one.IsPartial)} en diffusion partielle, "
            + $"{Count(one => one.IsContradicted)} contredits par le répertoire.");
    }

    private static string? Fault(SireneRow row)
        => !Siret.TryParse(row.Siret, out _) ? BadSiret
            : !row.Siret.StartsWith(row.Siren, StringComparison.Ordinal) || row.Siren.Length != 9 ? OtherSiren
            : row.Unit is { LegalCategory.Length: not 4 } ? NoCategory
            : null;

    private static void Apply(SireneRow row, SireneUnit unit, EssRecognition answer, PartialDate stockOn, RegisteredEstablishment entity)
    {
        entity.Commune = row.Commune;
        // What a unit keeps back is not kept here either: the commune is all that is said of where it is.
        entity.Name = row.IsPartial ? null : Cut(unit.Name ?? row.Sign, 300);
        entity.Acronym = row.IsPartial ? null : Cut(unit.Acronym, 100);
        entity.Address = row.IsPartial ? null : Cut(row.Address, 300);
        entity.Postcode = row.IsPartial ? null : Cut(row.Postcode, 5);
        entity.LegalCategory = unit.LegalCategory;
        entity.UnitActivity = unit.Activity;
        entity.Activity = row.Activity;
        entity.ActivityIn2025 = row.ActivityIn2025;
        entity.HeadcountBand = HeadcountBand.Of(row.HeadcountBand).IsUnknown ? null : row.HeadcountBand;
        entity.HeadcountYear = row.HeadcountYear;
        entity.IsHeadOffice = row.IsHeadOffice;
        entity.OpenedOn = row.OpenedOn;
        entity.Rna = Cut(unit.Rna, 10);
        entity.State = unit.IsCeased ? RegisterState.Ceased : row.IsActive ? RegisterState.Active : RegisterState.Closed;
        entity.GoesOnAt = NextOf(row, unit, entity.State);
        entity.EssFlag = unit.EssFlag;
        entity.Answer = answer.Answer;
        entity.Ground = answer.Ground;
        entity.Family = EssTablesFile.CodeOf(answer.Family);
        entity.Counts = answer.CountsInStatistics;
        entity.IsContradicted = answer.Warning is not null;
        entity.IsPartial = row.IsPartial;
        entity.StockOn = stockOn;
    }

    private static string? NextOf(SireneRow row, SireneUnit unit, RegisterState state)
    {
        if (state == RegisterState.Active) return null;
        if (Siret.TryParse(row.SucceededBy, out var next)) return next.Value;
        var office = unit.HeadOffice is { Length: 5 } number ? row.Siren + number : row.Siret;
        return state == RegisterState.Closed && office != row.Siret ? office : null;
    }

    private void Record(RegisterStock? held, PartialDate stockOn, PartialDate? listOn)
    {
        var stock = held;
        if (stock is null) db.Add(stock = new RegisterStock { StockOn = stockOn, TablesVersion = tables.Version, SourceId = SourceId });
        (stock.StockOn, stock.TablesVersion, stock.EssListOn) = (stockOn, tables.Version, listOn);
        (stock.Establishments, stock.NaturalPersons) = (seen.Count, difference.Aside.GetValueOrDefault(OfPersons));
        db.ChangeTracker.DetectChanges();
        difference.ChangesMore = db.ChangeTracker.HasChanges();
        if (difference.ChangesMore) stock.Writes++;
    }

    private async Task<SireneSheets> SheetsAsync(CancellationToken cancel)
    {
        var found = await db.Organisations.AsNoTracking()
            .Where(sheet => sheet.Status != SheetStatus.Merged && (sheet.Siren != null || sheet.Siret != null))
            .Select(sheet => new { sheet.Slug, sheet.Siren, sheet.Siret, sheet.EssFamily, sheet.Address, sheet.Labels })
            .ToListAsync(cancel);
        return new SireneSheets(
            [.. found.Select(one => SireneSheets.Sheet.Of(one.Slug, one.Siren, one.Siret, one.EssFamily, one.Address, one.Labels))]);
    }

    private static PartialDate MonthOf(SireneStock stock) => stock.TouchedOn is { } day
        ? PartialDate.Parse(day.ToString("yyyy-MM", CultureInfo.InvariantCulture))
        : throw new StartException("Le fichier ne dit pas de quel mois il est. Ajoutez --stock, par exemple --stock 2026-10.");

    private static string? Cut(string? text, int most) => text is { Length: var length } && length > most ? text[..most] : text;
}
