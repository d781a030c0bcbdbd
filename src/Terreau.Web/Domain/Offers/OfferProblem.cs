using System.Globalization;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;
using Terreau.Engine.Quantities;
using Known = Terreau.Engine.Orientation.Offer;

namespace Terreau.Web.Domain.Offers;

/// <summary>
/// An offer of the database as the engine reads it. What is written wrongly never hides the offer nor
/// makes it sure: it becomes a point to confirm, and is told in <see cref="Faults"/>.
/// </summary>
internal sealed class OfferProblem
{
    private readonly List<string> faults = [];

    private OfferProblem(Offer offer) => Offer = Read(offer);

    public Known Offer { get; }

    /// <summary>What could not be read, in sentences that name the offer.</summary>
    public IReadOnlyList<string> Faults => faults;

    public static OfferProblem Of(Offer offer) => new(offer);

    private Known Read(Offer offer)
    {
        var rule = RuleOf(offer);
        return new Known
        {
            Id = offer.Slug,
            Title = offer.Title,
            Operator = offer.OperatorName,
            Stages = [.. offer.Stages.Select(code => StageOf(offer, code)).OfType<Stage>()],
            Needs = [.. offer.Needs.Select(need => NeedOf(offer, need)).OfType<OfferNeed>()],
            Themes = [.. offer.Themes],
            Audiences = [.. offer.Publics],
            Perimeter = [.. offer.Perimeter],
            AmountMin = offer.AmountMinCents is { } min ? new Money(min) : null,
            AmountMax = offer.AmountMaxCents is { } max ? new Money(max) : null,
            RateMax = offer.RateMaxThousandths is { } rate ? rate / 1000m : null,
            Window = WindowOf(offer),
            DecisionDays = offer.DecisionDays,
            CapacityPerYear = offer.CapacityPerYear,
            Rule = rule ?? Unreadable,
            // A rule that cannot be read was, as far as anyone can tell, never checked.
            CheckedOn = rule is null ? null : offer.CheckedOn,
        };
    }

    /// <summary>What stands for conditions that cannot be read: only the organisation itself can say.</summary>
    private static Rule Unreadable { get; } = new ManualPredicate("L’organisme confirme-t-il que votre projet remplit ses conditions ?")
    {
        Id = "conditions-a-demander",
        Label = "L’organisme confirme que le projet remplit ses conditions.",
    };

    private Rule? RuleOf(Offer offer)
    {
        var reading = RuleJson.Read(offer.Rule);
        if (reading.IsRule) return reading.Rule;
        faults.Add($"L’offre « {offer.Slug} » a des conditions illisibles : {string.Join(" ", reading.Errors.Take(3))}");
        return null;
    }

    private Stage? StageOf(Offer offer, string code)
    {
        if (Codes.TryStage(code, out var stage)) return stage;
        Odd(offer, "étape", code);
        return null;
    }

    private OfferNeed? NeedOf(Offer offer, string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (kindCode, nature) = slash < 0 ? (text, null) : (text[..slash], text[(slash + 1)..]);
        if (!Codes.TryKind(kindCode, out var kind))
        {
            Odd(offer, "besoin", text);
            return null;
        }
        if (nature is null || Codes.KindOf(nature) == kind) return new OfferNeed(kind, nature);
        Odd(offer, "nature de besoin", text);
        return new OfferNeed(kind, null);
    }

    /// <summary>Reads "permanent", "inconnu", "annuel/01-15/03-15", "2026-10-01/2026-12-31;2027-10-01/".</summary>
    private OfferWindow WindowOf(Offer offer)
    {
        switch (offer.Windows)
        {
            case "permanent": return OfferWindow.Permanent;
            case "inconnu" or "": return OfferWindow.Unknown;
        }
        try
        {
            var parts = offer.Windows.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length == 1 && parts[0].Split('/') is ["annuel", var from, var to])
            {
                var (opens, closes) = (DayOfYear(from), DayOfYear(to));
                return OfferWindow.Annual(opens.Month, opens.Day, closes.Month, closes.Day);
            }
            return OfferWindow.Dated(parts.Select(Span));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            faults.Add($"L’offre « {offer.Slug} » a des dates illisibles : « {offer.Windows} ».");
            return OfferWindow.Unknown;
        }
    }

    // The leap year lets 29 February be written.
    private static DateOnly DayOfYear(string text) => DateOnly.ParseExact("2024-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DaySpan Span(string text)
    {
        if (text.Split('/') is not [var opens, var closes] || (opens.Length == 0 && closes.Length == 0)) throw new FormatException(text);
        return new DaySpan(
            opens.Length == 0 ? DateOnly.MinValue : DateOnly.ParseExact(opens, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            closes.Length == 0 ? DateOnly.MaxValue : DateOnly.ParseExact(closes, "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private void Odd(Offer offer, string what, string code)
        => faults.Add($"L’offre « {offer.Slug} » a une valeur inconnue, {what} : « {code} ».");
}
