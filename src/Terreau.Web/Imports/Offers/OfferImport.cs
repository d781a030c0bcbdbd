using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Terreau.Engine.Quantities;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Imports.Offers;

/// <summary>
/// Brings the offers of an outside source into the database: compares, says the difference, and writes it in one transaction when asked.
/// What comes in was checked by nobody here, and so answers at most "à confirmer". The same source a second time changes nothing.
/// </summary>
internal sealed class OfferImport(TerreauDb db, TimeProvider clock)
{
    public const string Command = "importer des offres";

    /// <summary>Puts the batch into the context, unsaved, and says what that changes.</summary>
    public async Task<OfferDiff> PrepareAsync(OfferBatch batch, CancellationToken cancel)
    {
        var diff = new OfferDiff { Rejected = batch.Rejected.Count, Read = batch.Read };
        var held = await db.Offers.Where(offer => offer.SourceId == batch.SourceKey).ToDictionaryAsync(offer => offer.Slug, StringComparer.Ordinal, cancel);
        diff.Known = held.Values.Count(offer => !offer.Windows.IsOver(Today));
        var edited = await db.Journal.AsNoTracking().Where(line => line.Change == JournalChange.Changed && line.Subject == nameof(Offer) && line.Command != Command)
            .Select(line => line.SubjectId).Distinct().ToHashSetAsync(cancel);
        foreach (var said in batch.Offers)
        {
            if (held.Remove(said.Slug, out var offer)) Take(said, offer);
            else
            {
                db.Offers.Add(said);
                diff.Added.Add(said);
            }
        }
        db.ChangeTracker.DetectChanges();
        foreach (var entry in db.ChangeTracker.Entries<Offer>().Where(entry => entry.State is EntityState.Modified or EntityState.Unchanged).ToList())
        {
            if (held.ContainsKey(entry.Entity.Slug)) continue;
            if (entry.State == EntityState.Unchanged) diff.Unchanged++;
            else if (edited.Contains(entry.Entity.Id))
            {
                entry.CurrentValues.SetValues(entry.OriginalValues);
                entry.State = EntityState.Unchanged;
                diff.LeftAsEdited.Add(entry.Entity);
            }
            else diff.Changed.Add(new(entry.Entity, [.. FieldsOf(entry)]));
        }
        if (batch.IsWhole) Close(held.Values.OrderBy(offer => offer.Slug, StringComparer.Ordinal), edited, diff);
        if (!diff.IsEmpty && !await db.Sources.AnyAsync(source => source.Key == batch.SourceKey, cancel))
        {
            db.Sources.Add(new Source
            {
                Key = batch.SourceKey, Title = batch.SourceTitle, Publisher = batch.Publisher, Url = batch.Url, Licence = batch.Licence,
                PublishedOn = PartialDate.Of(ParisTime.DayOf(clock.GetUtcNow().UtcDateTime)),
            });
        }
        return diff;
    }

    /// <summary>Saves what was prepared, in one transaction.</summary>
    public Task<int> ApplyAsync(Act act, CancellationToken cancel) => db.SaveAsync(act, cancel);

    private void Close(IEnumerable<Offer> missing, HashSet<Guid> edited, OfferDiff diff)
    {
        foreach (var offer in missing)
        {
            if (offer.Windows.IsOver(Today)) diff.Unchanged++;
            else if (edited.Contains(offer.Id)) diff.LeftAsEdited.Add(offer);
            else
            {
                offer.Windows = OfferWindow.Between(null, Today.AddDays(-1));
                diff.Closed.Add(offer);
            }
        }
    }

    private DateOnly Today => ParisTime.DayOf(clock.GetUtcNow().UtcDateTime);

    // What the source says, and nothing that people here add to it.
    private static void Take(Offer said, Offer offer)
    {
        offer.Title = said.Title;
        (offer.OperatorSlug, offer.OperatorName) = (said.OperatorSlug, said.OperatorName);
        (offer.Summary, offer.Description, offer.HowTo, offer.Url) = (said.Summary, said.Description, said.HowTo, said.Url);
        offer.Stages = Same(offer.Stages, said.Stages);
        offer.Needs = Same(offer.Needs, said.Needs);
        offer.Themes = Same(offer.Themes, said.Themes);
        offer.Perimeter = Same(offer.Perimeter, said.Perimeter);
        (offer.Cost, offer.Windows) = (said.Cost, said.Windows);
        (offer.AmountMinCents, offer.AmountMaxCents, offer.RateMaxThousandths, offer.AmountNote) = (said.AmountMinCents, said.AmountMaxCents, said.RateMaxThousandths, said.AmountNote);
        offer.SourceOn = said.SourceOn;
    }

    private static List<T> Same<T>(List<T> held, List<T> said) => held.SequenceEqual(said) ? held : said;

    private static IEnumerable<(string, string?, string?)> FieldsOf(EntityEntry entry)
        => entry.Properties.Where(property => property.IsModified).Select(property => (property.Metadata.Name, Text(property.OriginalValue), Text(property.CurrentValue)));

    private static string? Text(object? value) => value is IEnumerable<string> or IEnumerable<AnsweredNeed> ? string.Join(", ", ((System.Collections.IEnumerable)value).Cast<object>()) : value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
}
