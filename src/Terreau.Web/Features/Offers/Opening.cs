using System.Globalization;
using Terreau.Web.Search;
using Terreau.Web.Ui;

namespace Terreau.Web.Features.Offers;

/// <summary>When one may ask for an offer, seen from a day: what its card says and how the list sorts.</summary>
/// <param name="State">A state of <see cref="OfferSchema"/>: what closes soon is told from what is open.</param>
/// <param name="From">First day of the window under way or to come; null when it has no beginning.</param>
/// <param name="To">Last day of that window, included; null when it has no end.</param>
internal readonly record struct Opening(string State, DateOnly? From, DateOnly? To)
{
    /// <summary>Reads <see cref="Domain.Offers.Offer.Windows"/>. A window written otherwise counts as not known.</summary>
    public static Opening On(string windows, DateOnly day)
    {
        var best = new Opening(OfferSchema.Unknown, null, null);
        foreach (var written in windows.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var states = OfferSchema.OpeningOn([written], day);
            var state = states.Contains(OfferSchema.ClosingSoon) ? OfferSchema.ClosingSoon : states[0];
            var (from, to) = Days(written, day);
            var opening = new Opening(state, from, to);
            if (opening.Rank < best.Rank || (opening.Rank == best.Rank && opening.IsBefore(best))) best = opening;
        }
        return best;
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

    private int Rank => State switch
    {
        OfferSchema.Open => 0, OfferSchema.ClosingSoon => 1, OfferSchema.ToCome => 2, OfferSchema.Closed => 3, _ => 4,
    };

    // Of two windows in the same state: the one that stays open longest, opens first, or closed last.
    private bool IsBefore(Opening other) => State switch
    {
        OfferSchema.ToCome => (From ?? DateOnly.MinValue) < (other.From ?? DateOnly.MinValue),
        OfferSchema.Unknown => false,
        _ => (To ?? DateOnly.MaxValue) > (other.To ?? DateOnly.MaxValue),
    };

    private static (DateOnly? From, DateOnly? To) Days(string written, DateOnly day) => written.Split('/') switch
    {
        ["annuel", var from, var to] => Yearly(from, to, day),
        [var from, var to] => (Day(from), Day(to)),
        _ => (null, null),
    };

    /// <summary>The window of the year that runs on the day, else the next one.</summary>
    private static (DateOnly?, DateOnly?) Yearly(string from, string to, DateOnly day)
    {
        for (var year = day.Year - 1; year <= day.Year + 1; year++)
        {
            if (DayOf(year, from) is not { } start || DayOf(year, to) is not { } end) return (null, null);
            if (end < start) end = DayOf(year + 1, to) ?? end.AddYears(1);
            if (day <= end) return (start, end);
        }
        return (null, null);
    }

    // The 29th of February is there one year in four; the other years the window is one day shorter.
    private static DateOnly? DayOf(int year, string monthAndDay)
        => Day($"{year:0000}-{monthAndDay}") ?? (monthAndDay == "02-29" ? Day($"{year:0000}-02-28") : null);

    private static DateOnly? Day(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
