using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.History;

/// <summary>The history of a sheet or an offer from the journal, as one reader may see it.</summary>
internal sealed class HistoryReading(TerreauDb db, AtlasCache atlases, RulingKinds kinds)
{
    /// <summary>What concerns a sheet beside itself; the first three are the business of its own people.</summary>
    private static readonly Dictionary<string, string> Things = new(StringComparer.Ordinal)
    {
        [nameof(Amendment)] = "Correction proposée", [nameof(CampaignSheet)] = "Campagne de mise à jour",
        [nameof(JoinRequest)] = "Demande de rattachement",
        [nameof(SheetPicture)] = "Image", [nameof(SheetMerge)] = "Fusion",
    };

    public async Task<HistoryPart?> OfSheetAsync(string slug, int page, User user, CancellationToken cancel)
    {
        var sheet = await db.Organisations.AsNoTracking().VisibleTo(user).FirstOrDefaultAsync(held => held.Slug == slug, cancel);
        if (sheet is null) return null;
        var reader = user.AudienceFor(sheet.Id);
        var around = await AroundAsync(sheet.Id, reader == Audience.Organisation, cancel);
        var lines = db.Journal.AsNoTracking().Where(line =>
            (line.Subject == nameof(Organisation) && line.SubjectId == sheet.Id)
                || (Things.Keys.Contains(line.Subject) && around.Contains(line.SubjectId)));
        var past = (await SheetPast.ReadAsync(db, [sheet], cancel))[sheet.Id];
        return await ReadAsync(new Reading
        {
            Subject = nameof(Organisation), Name = sheet.Name, Lines = lines, Page = page, Organisation = sheet.Id,
            WithNames = reader == Audience.Organisation,
            Back = user.May(Permission.EditSheet, sheet.Id) ? HistoryRoutes.OfSheet(slug) : null,
            ShowsAll = line => reader == Audience.Organisation || past.WasPublished(line) || past.Published(line),
            Shows = (line, property, isBefore) => past.AudienceOf(property, line) <= reader
                // What the sheet held before it came into the directory was not for everyone.
                && (reader == Audience.Organisation || !isBefore || past.WasPublished(line)),
        }, cancel);
    }

    public async Task<HistoryPart?> OfOfferAsync(string slug, int page, User user, CancellationToken cancel)
    {
        var offer = await db.Offers.AsNoTracking().FirstOrDefaultAsync(held => held.Slug == slug, cancel);
        if (offer is null) return null;
        return await ReadAsync(new Reading
        {
            Subject = nameof(Offer), Name = offer.Title,
            Lines = db.Journal.AsNoTracking().Where(line => line.Subject == nameof(Offer) && line.SubjectId == offer.Id), Page = page,
            WithNames = user.May(Permission.Moderate), Back = user.May(Permission.EditOffer) ? HistoryRoutes.OfOffer(slug) : null,
            ShowsAll = _ => true, Shows = (_, _, _) => true,
        }, cancel);
    }

    /// <summary>The history of anything else that was decided, for the manager; null where the journal has no line of it.</summary>
    public async Task<HistoryPart?> OfRulingAsync(RulingKind kind, Guid id, int page, CancellationToken cancel)
    {
        var part = await ReadAsync(new Reading
        {
            Subject = kind.Subject, Name = kind.Label,
            Lines = db.Journal.AsNoTracking().Where(line => line.Subject == kind.Subject && line.SubjectId == id), Page = page,
            WithNames = true, Back = null, ShowsAll = _ => true, Shows = (_, _, _) => true,
        }, cancel);
        return part.Total == 0 ? null : part;
    }

    /// <summary>What to read, and what its reader may see of it.</summary>
    private sealed record Reading
    {
        /// <summary>The kind of what is read, as the journal writes it; lines of another kind concern it from beside.</summary>
        public required string Subject { get; init; }

        public required string Name { get; init; }
        public required IQueryable<JournalEntry> Lines { get; init; }
        public required int Page { get; init; }
        public Guid? Organisation { get; init; }
        public required bool WithNames { get; init; }

        /// <summary>The address of the history for who may undo its lines; null for the others.</summary>
        public required string? Back { get; init; }

        /// <summary>Whether the values and the reason of a line may be shown at all.</summary>
        public required Func<JournalEntry, bool> ShowsAll { get; init; }

        /// <summary>Whether a side of a property may be shown: the line, the property, true for what stood before.</summary>
        public required Func<JournalEntry, string, bool, bool> Shows { get; init; }
    }

    private async Task<HistoryPart> ReadAsync(Reading reading, CancellationToken cancel)
    {
        var total = await reading.Lines.CountAsync(cancel);
        var page = Math.Clamp(reading.Page, 1, Math.Max(1, (total + HistoryPart.Size - 1) / HistoryPart.Size));
        var lines = await reading.Lines.OrderByDescending(line => line.Id).Skip((page - 1) * HistoryPart.Size).Take(HistoryPart.Size)
            .ToListAsync(cancel);
        var doers = await Doers.ReadAsync(db, lines.Select(line => line.Who), reading.Organisation, reading.WithNames, cancel);
        var atlas = await atlases.GetAsync(cancel);
        var reasons = await db.ReasonsAsync(lines, cancel);
        return new HistoryPart(reading.Name, total, page, [.. lines.Select(line => LineOf(line, reasons(line), reading, doers, atlas))]);
    }

    private HistoryLine LineOf(JournalEntry line, string? why, Reading reading, Doers doers, Atlas atlas)
    {
        var thing = line.Subject == reading.Subject ? null : Things.GetValueOrDefault(line.Subject);
        var isOpen = reading.WithNames || (thing is null && reading.ShowsAll(line));
        var values = isOpen ? Values(line, reading, atlas) : [];
        var canGoBack = reading.Back is not null && thing is null && line.Change == JournalChange.Changed;
        return new HistoryLine(
            line.Id, French.Capital(French.Instant(line.At)), French.Capital(line.Command), thing, isOpen ? why : null,
            doers.InWords(line.Who), values,
            canGoBack ? HistoryRoutes.Back(reading.Back!, line.Id) : null);
    }

    private IReadOnlyList<ValueChange> Values(JournalEntry line, Reading reading, Atlas atlas)
    {
        // What needs a press on the sheet is not read here without one.
        bool IsOnAsking(string name) => !reading.WithNames && line.Subject == nameof(Organisation)
            && SheetFields.Find(name) is { IsContact: true };
        var kind = kinds.OfSubject(line.Subject);
        string? Label(string name) => kind?.Word(name) ?? FieldWords.Label(line.Subject, name);
        var (before, after) = (JournalValues.Of(line.Before), JournalValues.Of(line.After));
        string Side(IReadOnlyDictionary<string, JsonElement> side, string name, bool isBefore)
            => !side.TryGetValue(name, out var value) ? FieldWords.Words(line.Subject, name, default, atlas)
                : JournalValues.IsWithheld(value) || !reading.Shows(line, name, isBefore) ? FieldWords.Reserved
                : (value.ValueKind == JsonValueKind.String ? kind?.InWords(name, value.GetString()!) : null)
                    ?? FieldWords.Words(line.Subject, name, value, atlas);
        return
        [
            .. before.Keys.Union(after.Keys).Select(name => (Name: name, Label: Label(name)))
                .Where(field => field.Label is not null)
                // The emptiness of a reserved field says something of it: both sides are kept.
                .Select(field => IsOnAsking(field.Name) ? new ValueChange(field.Label!, FieldWords.OnAsking, FieldWords.OnAsking)
                    : reading.Shows(line, field.Name, false)
                    ? new ValueChange(field.Label!, Side(before, field.Name, true), Side(after, field.Name, false))
                    : new ValueChange(field.Label!, FieldWords.Reserved, FieldWords.Reserved)),
        ];
    }

    private async Task<List<Guid>> AroundAsync(Guid sheet, bool isInside, CancellationToken cancel)
    {
        var around = db.Pictures.Where(picture => picture.OrganisationId == sheet).Select(picture => picture.Id)
            .Concat(db.SheetMerges.Where(merge => merge.KeptId == sheet).Select(merge => merge.Id));
        if (isInside)
        {
            around = around.Concat(db.Amendments.Where(amendment => amendment.OrganisationId == sheet).Select(amendment => amendment.Id))
                .Concat(db.JoinRequests.Where(request => request.OrganisationId == sheet).Select(request => request.Id))
                .Concat(db.CampaignSheets.Where(line => line.OrganisationId == sheet).Select(line => line.Id));
        }
        return await around.ToListAsync(cancel);
    }
}
