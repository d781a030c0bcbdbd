using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Quantities;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Register;
using Terreau.Web.Hosting;

namespace Terreau.Web.Imports.Sirene;

/// <summary>
/// Brings the establishments of the social economy from a stock of the register into the database, by SIRET: compares, says the
/// difference, and writes it in one transaction when asked. The same stock a second time changes nothing.
/// </summary>
internal sealed class SireneImport(TerreauDb db, EssTablesFile tables)
{
    public const string Command = "importer le stock Sirene";
    public const string SourceId = "sirene-stock";

    private const string BadSiret = "le numéro Siret est faux";
    private const string OtherSiren = "le numéro Siret ne commence pas par le Siren";
    private const string NoCategory = "la catégorie juridique manque";

    /// <summary>Puts the stock into the context, unsaved, and says what that changes.</summary>
    /// <param name="month">The month of the stock; null = that of the last treatment it shows.</param>
    /// <param name="listOn">The day of the list of ESS France; null = it was not given.</param>
    /// <exception cref="StartException">The month cannot be told, or a later stock or list is held already.</exception>
    public async Task<SireneDiff> PrepareAsync(SireneStock stock, PartialDate? month, PartialDate? listOn, CancellationToken cancel)
    {
        var held = await db.RegisterStocks.SingleOrDefaultAsync(cancel);
        var stockOn = month ?? MonthOf(stock);
        if (held is not null && stockOn.CompareTo(held.StockOn) < 0)
            throw new StartException($"Le stock de {stockOn.InFrench()} est plus ancien que celui de {held.StockOn.InFrench()}, déjà en base.");
        // Without the list, or with an older one, units that only it names would seem to have gone.
        if (held?.EssListOn is { } before && (listOn is not { } given || given.CompareTo(before) < 0))
            throw new StartException($"La liste d’ESS France de {before.InFrench()} est déjà en base : redonnez-la, ou une plus récente, avec --ess-list.");
        var sheets = await SheetsAsync(cancel);
        var known = await db.RegisteredEstablishments.ToDictionaryAsync(one => one.Siret, StringComparer.Ordinal, cancel);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var diff = new SireneDiff { HeldBefore = known.Values.Count(one => one.State != RegisterState.Absent) };
        SireneRow? waiting = null;
        await foreach (var row in stock.RowsAsync(cancel))
        {
            diff.Read++;
            if (waiting?.Siret == row.Siret) diff.Repeated++;
            else if (waiting is not null) Take(waiting, stockOn, sheets, known, seen, diff);
            waiting = row;
        }
        if (waiting is not null) Take(waiting, stockOn, sheets, known, seen, diff);
        Leave(known.Values.Where(one => !seen.Contains(one.Siret)), diff);
        db.ChangeTracker.DetectChanges();
        Compare(diff);
        Record(held, stockOn, listOn, seen.Count, diff);
        return diff;
    }

    /// <summary>Saves what was prepared, in one transaction.</summary>
    public Task<int> ApplyAsync(Act act, CancellationToken cancel) => db.SaveAsync(act, cancel);

    private void Take(SireneRow row, PartialDate stockOn, SireneSheets sheets, Dictionary<string, RegisteredEstablishment> known, HashSet<string> seen, SireneDiff diff)
    {
        if (Fault(row) is { } fault)
        {
            diff.Reject(fault, row.Siret);
            return;
        }
        if (row.Unit is not { } unit)
        {
            diff.WithoutUnit++;
            return;
        }
        var answer = tables.Recognise(
            new LegalUnit
            {
                LegalCategory = unit.LegalCategory, IsCeased = unit.IsCeased, EssFlag = unit.EssFlag, IsOnEssFranceList = row.IsOnEssFranceList,
                DeclaresCooperativeOrEsus = sheets.Declares(row.Siren),
            },
            unit.Activity);
        var family = EssTablesFile.CodeOf(answer.Family);
        diff.Notes.AddRange(sheets.NotesOn(row, family));
        if (tables.IsNaturalPerson(unit.LegalCategory))
        {
            if (answer.Answer == Truth.Unknown && row.IsActive && !unit.IsCeased) diff.NaturalPersons++;
            else diff.NotOfTheField++;
            return;
        }
        if (answer.Answer == Truth.False)
        {
            diff.NotOfTheField++;
            return;
        }
        seen.Add(row.Siret);
        if (!known.TryGetValue(row.Siret, out var entity))
        {
            entity = new RegisteredEstablishment { Siret = row.Siret, Siren = row.Siren, Commune = row.Commune, LegalCategory = unit.LegalCategory, StockOn = stockOn };
            db.Add(entity);
        }
        Apply(row, unit, answer, family, stockOn, entity);
        if (row.IsOnEssFranceList) diff.OnList++;
        if (answer.Answer == Truth.Unknown) diff.ToConfirm++;
        if (entity.State != RegisterState.Active) diff.Closed++;
        if (row.IsPartial) diff.Partial++;
        if (entity.IsContradicted) diff.Contradicted++;
    }

    private static string? Fault(SireneRow row)
        => !Siret.TryParse(row.Siret, out _) ? BadSiret
            : !row.Siret.StartsWith(row.Siren, StringComparison.Ordinal) || row.Siren.Length != 9 ? OtherSiren
            : row.Unit is { LegalCategory.Length: not 4 } ? NoCategory
            : null;

    private static void Apply(SireneRow row, SireneUnit unit, EssRecognition answer, string? family, PartialDate stockOn, RegisteredEstablishment entity)
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
        entity.GoesOnAt = entity.State == RegisterState.Active ? null : Siret.TryParse(row.SucceededBy, out var next) ? next.Value : entity.State == RegisterState.Closed ? Office(row, unit) : null;
        entity.EssFlag = unit.EssFlag;
        entity.Answer = answer.Answer;
        entity.Ground = answer.Ground;
        entity.Family = family;
        entity.Counts = answer.CountsInStatistics;
        entity.IsContradicted = answer.Warning is not null;
        entity.IsPartial = row.IsPartial;
        entity.StockOn = stockOn;
    }

    private static string? Office(SireneRow row, SireneUnit unit)
        => unit.HeadOffice is { Length: 5 } office && row.Siren + office != row.Siret ? row.Siren + office : null;

    private static void Leave(IEnumerable<RegisteredEstablishment> missing, SireneDiff diff)
    {
        foreach (var one in missing)
        {
            if (one.State != RegisterState.Absent) diff.Absent++;
            one.State = RegisterState.Absent;
        }
    }

    private void Compare(SireneDiff diff)
    {
        foreach (var entry in db.ChangeTracker.Entries<RegisteredEstablishment>())
        {
            switch (entry.State)
            {
                case EntityState.Added:
                    diff.Added++;
                    SireneDiff.Keep(diff.AddedExamples, $"{entry.Entity.Siret} {entry.Entity.Name ?? "nom non diffusé"}");
                    break;
                // Seen again as it was: the month alone moves.
                case EntityState.Modified when Moved(entry) is { Count: > 0 } fields && entry.Entity.State != RegisterState.Absent:
                    diff.Changed++;
                    SireneDiff.Keep(diff.ChangedExamples, new(entry.Entity.Siret, fields));
                    break;
                case EntityState.Modified or EntityState.Unchanged when entry.Entity.State != RegisterState.Absent:
                    diff.Unchanged++;
                    break;
            }
        }
    }

    private static List<(string, string?, string?)> Moved(EntityEntry<RegisteredEstablishment> entry)
        => [.. entry.Properties.Where(property => property.IsModified && property.Metadata.Name != nameof(RegisteredEstablishment.StockOn))
            .Select(property => (property.Metadata.Name, Text(property.OriginalValue), Text(property.CurrentValue)))];

    private static string? Text(object? value) => value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);

    private void Record(RegisterStock? held, PartialDate stockOn, PartialDate? listOn, int establishments, SireneDiff diff)
    {
        var stock = held;
        if (stock is null)
        {
            stock = new RegisterStock { StockOn = stockOn, TablesVersion = tables.Version, SourceId = SourceId };
            db.Add(stock);
        }
        (stock.StockOn, stock.TablesVersion, stock.EssListOn) = (stockOn, tables.Version, listOn);
        (stock.Establishments, stock.NaturalPersons) = (establishments, diff.NaturalPersons);
        db.ChangeTracker.DetectChanges();
        diff.IsEmpty = !db.ChangeTracker.HasChanges();
        if (!diff.IsEmpty) stock.Writes++;
    }

    private async Task<SireneSheets> SheetsAsync(CancellationToken cancel)
    {
        var sheets = await db.Organisations.AsNoTracking()
            .Where(sheet => sheet.Status != SheetStatus.Merged && (sheet.Siren != null || sheet.Siret != null))
            .Select(sheet => new { sheet.Slug, sheet.Siren, sheet.Siret, sheet.EssFamily, sheet.Address, sheet.Labels }).ToListAsync(cancel);
        return new SireneSheets([.. sheets.Select(sheet => SireneSheets.Sheet.Of(sheet.Slug, sheet.Siren, sheet.Siret, sheet.EssFamily, sheet.Address, sheet.Labels))]);
    }

    private static PartialDate MonthOf(SireneStock stock) => stock.TouchedOn is { } day
        ? PartialDate.Parse(day.ToString("yyyy-MM", CultureInfo.InvariantCulture))
        : throw new StartException("Le fichier ne dit pas de quel mois il est. Ajoutez --stock, par exemple --stock 2026-10.");

    private static string? Cut(string? text, int most) => text is { Length: var length } && length > most ? text[..most] : text;
}
