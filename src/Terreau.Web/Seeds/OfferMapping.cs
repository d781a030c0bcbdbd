using Terreau.Web.Domain.Offers;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Seeds;

/// <summary>From the files' offers to the entities.</summary>
internal static class OfferMapping
{
    public static IEnumerable<ReferenceRow> OfferRows(TerritoryFile files)
    {
        var operators = files.Organisations.ToDictionary(entry => entry.Slug, entry => entry.Name, StringComparer.Ordinal);
        return files.Offers.Select(entry => OfferRow(entry, operators));
    }

    private static void Asking(OfferEntry entry, Offer offer)
    {
        offer.HowTo = string.Join('\n', entry.Steps);
        offer.Documents = [.. entry.Documents];
        offer.ContactName = entry.Contact?.Who;
        offer.ContactPhone = entry.Contact?.Phone;
        offer.ContactMail = entry.Contact?.Mail;
        offer.ContactForm = entry.Contact?.Form;
        offer.ContactPlace = entry.Contact?.Place;
        offer.ContactSourceId = entry.Contact?.Source;
        offer.Url = entry.Site;
        offer.ApplyUrl = entry.Apply;
        offer.PreviousOpens = entry.Previous?.Opens;
        offer.PreviousCloses = entry.Previous?.Closes;
        offer.PreviousNote = entry.Previous?.Note;
    }

    private static string LimitOf(string key) => key switch { "themes" => "filieres", "stages" => "etapes", _ => key };

    private static ReferenceRow OfferRow(OfferEntry entry, Dictionary<string, string> operators)
    {
        var runner = entry.Operator.Name ?? operators[entry.Operator.Organisation!];
        return TerritoryMapping.Row(entry.Slug,
            () => Builders.Offer(entry.Slug, entry.Title, runner, entry.Provenance.Source, entry.Provenance.Date),
            offer =>
            {
                offer.Title = entry.Title;
                offer.OperatorSlug = entry.Operator.Organisation;
                offer.OperatorName = runner;
                offer.Summary = entry.Summary;
                offer.Description = entry.Description;
                offer.Stages = [.. entry.Stages];
                offer.Needs = [.. entry.Needs];
                offer.Themes = [.. entry.Themes];
                offer.Publics = [.. entry.Audiences.Where(audience => audience != "tous")];
                offer.Limits = [.. entry.Required.Select(LimitOf)];
                offer.Aliases = [.. entry.Aliases];
                offer.IsGeneralist = entry.IsGeneralist;
                offer.Perimeter = [.. entry.Perimeter];
                offer.IsDedicated = entry.Dedicated;
                offer.Cost = entry.Cost;
                offer.AmountMinCents = entry.Amount?.MinEuros * 100;
                offer.AmountMaxCents = entry.Amount?.MaxEuros * 100;
                offer.RateMaxThousandths = entry.Amount?.RateMax is { } rate ? (int)Math.Round(rate * 1000) : null;
                offer.AmountNote = entry.Amount?.Note;
                offer.AmountSourceId = entry.Amount?.Source;
                offer.Windows = entry.Windows;
                offer.DecisionDays = entry.DecisionDays;
                offer.CapacityPerYear = entry.CapacityPerYear;
                offer.Rule = entry.RuleJson;
                Asking(entry, offer);
                offer.SourceId = entry.Provenance.Source;
                offer.SourceOn = entry.Provenance.Date;
                offer.CheckedOn = entry.CheckedOn;
            });
    }
}
