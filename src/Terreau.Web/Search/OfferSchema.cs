using System.Globalization;

namespace Terreau.Web.Search;

/// <summary>How offers are searched. Facet names are also the parameters of the page's address.</summary>
internal static class OfferSchema
{
    public const string TitleText = "titre";
    public const string OperatorText = "operateur";
    public const string PurposeText = "objet";
    public const string SummaryText = "resume";
    public const string DescriptionText = "description";

    public const string Stage = "etape";
    public const string NeedKind = "besoin";
    public const string Nature = "nature";
    public const string Theme = "theme";
    public const string Level = "echelle";
    public const string Commune = "commune";
    public const string Dedicated = "dedie";
    public const string Cost = "cout";
    public const string Public = "public";
    public const string Opening = "ouverture";

    /// <summary>Least and greatest amount, in whole euros.</summary>
    public const string AmountMin = "montant-min";
    public const string AmountMax = "montant-max";

    public const string Open = "ouvert";
    public const string ClosingSoon = "ferme-bientot";
    public const string ToCome = "a-venir";
    public const string Closed = "ferme";
    public const string Unknown = "inconnu";

    /// <summary>A window that ends within this many days, the last one included, closes soon.</summary>
    public const int ClosingSoonDays = 30;

    public static SearchSchema Schema { get; } = new()
    {
        Name = "offres",
        Texts =
        [
            new(TitleText, 5), new(OperatorText, 3), new(PurposeText, 3), new(SummaryText, 2), new(DescriptionText, 1),
        ],
        Facets =
        [
            new(Stage) { Findable = true }, new(NeedKind) { Findable = true }, new(Nature) { Findable = true },
            new(Theme) { Findable = true }, new(Level), new(Commune), new(Dedicated), new(Cost),
            new(Public) { Findable = true }, new(Opening) { Daily = OpeningOn },
        ],
        Numbers = [AmountMin, AmountMax],
        Card = ["slug", "nom", "besoin"],
    };

    /// <summary>
    /// Stored values of the opening facet: <c>permanent</c>, <c>inconnu</c>, <c>yyyy-MM-dd/yyyy-MM-dd</c>
    /// (either side may be empty) or <c>annuel/MM-dd/MM-dd</c>, bounds included; see <see cref="WindowValue"/>.
    /// The best state of all windows is kept.
    /// </summary>
    public static IReadOnlyList<string> OpeningOn(IReadOnlyList<string> windows, DateOnly day)
    {
        string[] best = [Open, ClosingSoon, ToCome, Closed, Unknown];
        var state = windows.Count == 0 ? best.Length - 1 : windows.Min(w => Array.IndexOf(best, StateOf(w, day)));
        // What closes soon is open too: both are counted.
        return best[state] == ClosingSoon ? [Open, ClosingSoon] : [best[state]];
    }

    public static string WindowValue(DateOnly? opens, DateOnly? closes) =>
        string.Create(CultureInfo.InvariantCulture, $"{opens:yyyy-MM-dd}/{closes:yyyy-MM-dd}");

    private static string StateOf(string window, DateOnly day)
    {
        if (window == "permanent")
            return Open;
        var parts = window.Split('/');
        if (parts is ["annuel", var from, var to] && YearlyWindow(from, to, day) is var (start, end))
            return State(start, end, day);
        if (parts is [var opens, var closes] && TryDay(opens, out var first) && TryDay(closes, out var last))
            return State(first, last, day);
        return Unknown;
    }

    private static string State(DateOnly? opens, DateOnly? closes, DateOnly day) =>
        day < opens ? ToCome
        : day > closes ? Closed
        : closes is { } last && last.DayNumber - day.DayNumber < ClosingSoonDays ? ClosingSoon
        : Open;

    private static (DateOnly, DateOnly)? YearlyWindow(string from, string to, DateOnly day)
    {
        // The window under way or the next one: last year's may still run when it crosses new year.
        for (var year = day.Year - 1; year <= day.Year + 1; year++)
        {
            // The 29th of February is there one year in four; the other years the window is one day shorter.
            if (!TryMonthDay(year, from, out var start) || !TryMonthDay(year, to, out var end))
                return null;
            if (end < start && !TryMonthDay(year + 1, to, out end))
                return null;
            if (day <= end)
                return (start, end);
        }
        return null;
    }

    private static bool TryMonthDay(int year, string text, out DateOnly day) =>
        DateOnly.TryParseExact($"{year:0000}-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        || (text == "02-29" && DateOnly.TryParseExact($"{year:0000}-02-28", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day));

    private static bool TryDay(string text, out DateOnly? day)
    {
        day = null;
        if (text.Length == 0)
            return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            return false;
        day = parsed;
        return true;
    }
}
