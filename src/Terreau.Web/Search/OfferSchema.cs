using Terreau.Engine.Quantities;

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
            new(Theme) { Findable = true }, new(Level), new(Commune) { Findable = true }, new(Dedicated), new(Cost),
            new(Public) { Findable = true }, new(Opening) { Daily = OpeningOn },
        ],
        Numbers = [AmountMin, AmountMax],
        Card = ["slug", "nom", "besoin"],
    };

    /// <summary>The state of a window on a day, from what the index keeps of it: its notation.</summary>
    public static IReadOnlyList<string> OpeningOn(IReadOnlyList<string> window, DateOnly day)
    {
        var state = StateOf(OfferWindow.Read(string.Join(';', window)), day);
        // What closes soon is open too: both are counted.
        return state == ClosingSoon ? [Open, ClosingSoon] : [state];
    }

    public static string StateOf(OfferWindow window, DateOnly day) => window.SpanAt(day) switch
    {
        null => window.IsUnknown ? Unknown : Closed,
        { } span when day < span.Opens => ToCome,
        { } span when span.Closes.DayNumber - day.DayNumber < ClosingSoonDays => ClosingSoon,
        _ => Open,
    };
}
