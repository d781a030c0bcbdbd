using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Quantities;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Imports.Differences;

namespace Terreau.Web.Imports.Offers;

/// <summary>
/// Brings the offers of an outside source into the database: compares and says the difference, which is applied by saving the context.
/// What comes in was checked by nobody here, and so answers at most "à confirmer". The same source a second time changes nothing.
/// </summary>
internal sealed class OfferImport(TerreauDb db, TimeProvider clock)
{
    public const string Command = "importer des offres";

    /// <summary>Puts the batch into the context, unsaved, and says what that changes.</summary>
    public async Task<Difference> PrepareAsync(OfferBatch batch, CancellationToken cancel)
    {
        var difference = batch.Difference;
        var held = await db.Offers.Where(offer => offer.SourceId == batch.Source.Key)
            .ToDictionaryAsync(offer => offer.Slug, StringComparer.Ordinal, cancel);
        difference.Known = held.Values.Count(offer => !offer.Windows.IsOver(Today));
        foreach (var said in batch.Offers)
        {
            if (held.Remove(said.Slug, out var offer)) Take(said, offer);
            else db.Offers.Add(said);
        }
        var edited = await db.EditedSinceAsync(Command, cancel);
        difference.Take<Offer>(db, offer => held.ContainsKey(offer.Slug) ? null : LineOf(offer), edited);
        if (batch.IsWhole) Close(held.Values.OrderBy(offer => offer.Slug, StringComparer.Ordinal), edited, difference);
        else difference.Notes.Add("Ce n’est qu’une partie de la source : aucune offre n’est fermée.");
        foreach (var (word, times) in batch.Unmapped.OrderByDescending(word => word.Value))
            difference.Add(Outcome.Noted, word, $"pas dans la table, {French.Count(times, "fois", "fois")}");
        batch.Source.PublishedOn = PartialDate.Of(Today);
        if (!difference.IsEmpty) await db.KnowAsync(batch.Source, cancel);
        return difference;
    }

    private void Close(IEnumerable<Offer> missing, HashSet<Guid> edited, Difference difference)
    {
        foreach (var offer in missing)
        {
            if (offer.Windows.IsOver(Today)) continue;
            if (edited.Contains(offer.Id)) difference.Add(Outcome.Missing, LineOf(offer));
            else
            {
                offer.Windows = OfferWindow.Between(null, Today.AddDays(-1));
                difference.Add(Outcome.Closed, LineOf(offer));
            }
        }
    }

    private static DifferenceLine LineOf(Offer offer) => new(offer.Slug, offer.Title);

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
        (offer.AmountMinCents, offer.AmountMaxCents) = (said.AmountMinCents, said.AmountMaxCents);
        (offer.RateMaxThousandths, offer.AmountNote) = (said.RateMaxThousandths, said.AmountNote);
        offer.SourceOn = said.SourceOn;
    }

    private static List<T> Same<T>(List<T> held, List<T> said) => held.SequenceEqual(said) ? held : said;
}
