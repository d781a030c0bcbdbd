using System.Globalization;
using Terreau.Web.Reading;
using YamlDotNet.RepresentationModel;

namespace Terreau.Web.Seeds.Files;

/// <summary>When one may ask: always, between dates, every year between two days, or not known.</summary>
/// <remarks>
/// <para>Kind: one of "permanent", "dates", "annuel", "inconnu".</para>
/// <para>Dates: both ends included, a missing one is open. AnnualFrom, AnnualTo: MM-dd, both included.</para>
/// </remarks>
internal sealed record WindowsEntry(string Kind, IReadOnlyList<DateWindow> Dates, string? AnnualFrom, string? AnnualTo)
{
    public static WindowsEntry Read(EntryReader offer)
    {
        switch (offer.Raw("windows"))
        {
            case YamlScalarNode { Value: "permanent" or "inconnu" } scalar:
                return new WindowsEntry(scalar.Value, [], null, null);
            case YamlSequenceNode:
                return new WindowsEntry("dates", [.. offer.Children("windows").Select(DateWindow.Read)], null, null);
            case YamlMappingNode:
                return ReadAnnual(offer.Child("windows")!);
            default:
                offer.Fault("« windows » vaut permanent, inconnu, annuel ou une liste de dates.");
                return new WindowsEntry("inconnu", [], null, null);
        }
    }

    private static WindowsEntry ReadAnnual(EntryReader entry)
    {
        var annual = entry.Child("annuel");
        var (from, to) = (annual?.Text("from"), annual?.Text("to"));
        if (!IsDayOfYear(from) || !IsDayOfYear(to)) entry.Fault("« annuel » a deux jours (from et to) comme 02-15.");
        annual?.Close();
        entry.Close();
        return new WindowsEntry("annuel", [], from, to);
    }

    private static bool IsDayOfYear(string? text) =>
        DateOnly.TryParseExact($"2024-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}

/// <summary>One opening, both days included; a missing day is an open end.</summary>
internal sealed record DateWindow(DateOnly? Opens, DateOnly? Closes)
{
    public static DateWindow Read(EntryReader entry)
    {
        var window = new DateWindow(entry.Day("opens"), entry.Day("closes"));
        if (window.Opens is null && window.Closes is null) entry.Fault("une ouverture a au moins un jour.");
        if (window.Opens > window.Closes) entry.Fault("une ouverture finit avant de commencer.");
        entry.Close();
        return window;
    }
}
