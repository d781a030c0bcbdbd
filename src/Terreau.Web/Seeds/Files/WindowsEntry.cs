using Terreau.Engine.Quantities;
using Terreau.Web.Reading;
using YamlDotNet.RepresentationModel;

namespace Terreau.Web.Seeds.Files;

/// <summary>
/// When one may ask, as the files write it: "permanent", "inconnu", a list of dates, or "annuel" between two days; bounds
/// included, a missing day is an open end.
/// </summary>
internal static class WindowsEntry
{
    public static OfferWindow Read(EntryReader offer)
    {
        switch (offer.Raw("windows"))
        {
            case YamlScalarNode { Value: "permanent" or "inconnu" } scalar:
                return OfferWindow.Read(scalar.Value);
            case YamlSequenceNode:
                var spans = offer.Children("windows").Select(Span).OfType<DaySpan>().ToList();
                return spans.Count == 0 ? OfferWindow.Unknown : OfferWindow.Dated(spans);
            case YamlMappingNode:
                return ReadAnnual(offer.Child("windows")!);
            default:
                offer.Fault("« windows » vaut permanent, inconnu, annuel ou une liste de dates.");
                return OfferWindow.Unknown;
        }
    }

    private static OfferWindow ReadAnnual(EntryReader entry)
    {
        var annual = entry.Child("annuel");
        var window = OfferWindow.Read($"annuel/{annual?.Text("from")}/{annual?.Text("to")}");
        if (!window.IsReadable) entry.Fault("« annuel » a deux jours (from et to) comme 02-15.");
        annual?.Close();
        entry.Close();
        return window;
    }

    private static DaySpan? Span(EntryReader entry)
    {
        var (opens, closes) = (entry.Day("opens"), entry.Day("closes"));
        if (opens is null && closes is null) entry.Fault("une ouverture a au moins un jour.");
        if (opens > closes) entry.Fault("une ouverture finit avant de commencer.");
        entry.Close();
        return (opens is null && closes is null)
            || opens > closes ? null : new DaySpan(opens ?? DateOnly.MinValue, closes ?? DateOnly.MaxValue);
    }
}
