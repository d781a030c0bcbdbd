using Terreau.Engine.Quantities;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Offers;

/// <summary>When one may ask for an offer, seen from a day: what its card says and how the list sorts.</summary>
/// <param name="State">A state of <see cref="OfferSchema"/>: what closes soon is told from what is open.</param>
/// <param name="From">First day of the window under way or to come; null when it has no beginning.</param>
/// <param name="To">Last day of that window, included; null when it has no end.</param>
internal readonly record struct Opening(string State, DateOnly? From, DateOnly? To)
{
    public static Opening On(OfferWindow window, DateOnly day)
    {
        var state = OfferSchema.StateOf(window, day);
        return window.SpanAt(day) is { } span && !window.IsPermanent
            ? new Opening(state, span.Opens == DateOnly.MinValue ? null : span.Opens, span.Closes == DateOnly.MaxValue ? null : span.Closes)
            : new Opening(state, null, window.EndsOn);
    }

    public static string Label(string state) => state switch
    {
        OfferSchema.Open => "Ouvertes aujourd’hui",
        OfferSchema.ClosingSoon => "Ferment bientôt",
        OfferSchema.ToCome => "Ouvrent plus tard",
        OfferSchema.Closed => "Fermées",
        _ => "Dates à demander",
    };

    /// <summary>As a card says it.</summary>
    public string InFrench() => (State, From, To) switch
    {
        (OfferSchema.Open, _, null) => "ouverte toute l’année",
        (OfferSchema.Open or OfferSchema.ClosingSoon, _, { } to) => $"ouverte {French.Until(to)}",
        (OfferSchema.ToCome, { } from, _) => $"ouvre le {French.Date(from)}",
        (OfferSchema.Closed, _, { } to) => $"fermée depuis le {French.Date(to)}",
        (OfferSchema.Closed, _, _) => "fermée",
        _ => "dates à demander",
    };

    /// <summary>Sorts by closing date: what can be asked for now by its last day, then what opens later, then the rest.</summary>
    public (int Group, DateOnly Day) ClosingOrder => State switch
    {
        OfferSchema.Open or OfferSchema.ClosingSoon when To is { } to => (0, to),
        OfferSchema.Open => (1, DateOnly.MaxValue),
        OfferSchema.ToCome => (2, From ?? DateOnly.MaxValue),
        OfferSchema.Unknown => (3, DateOnly.MaxValue),
        _ => (4, DateOnly.MaxValue),
    };
}
