namespace Terreau.Web.Domain.Directory;

/// <summary>
/// How complete and fresh a sheet is: ten named criteria between 0 and 1, each worth the same, those that do
/// not apply left out. After the score_qualite of data·inclusion; see docs/algorithms/completeness.md.
/// </summary>
internal sealed record Completeness(IReadOnlyList<Completeness.Criterion> Criteria)
{
    /// <summary>Up to this many months after the last check a sheet is fully fresh.</summary>
    public const int FreshMonths = 6;

    /// <summary>From this many months on it is not fresh at all.</summary>
    public const int StaleMonths = 24;

    /// <summary>Below this many characters a presentation says nothing.</summary>
    public const int ShortText = 200;

    /// <summary>From this many on it says enough.</summary>
    public const int FullText = 400;

    /// <summary>A town or a funder works for every filière.</summary>
    private static readonly string[] OfNoFiliere = ["COLLECTIVITE", "FINANCEUR"];

    /// <summary>The mean of the criteria that apply, in whole percents.</summary>
    public int Percent
        => (int)Math.Round(100 * Criteria.Where(criterion => criterion.Ratio is not null).Average(criterion => criterion.Ratio!.Value),
            MidpointRounding.AwayFromZero);

    /// <summary>Of the sheet whole: what its people reserve counts as present.</summary>
    public static Completeness Of(Organisation sheet, DateOnly today) => new(
    [
        new("Une présentation", Ramp(Longest(sheet), ShortText, FullText),
            $"Écrivez au moins {FullText} caractères : quoi, pour qui, depuis quand."),
        new("Une vérification récente", Freshness(sheet.FreshOn, today),
            $"Vérifiez la fiche : au-delà de {FreshMonths} mois, elle vieillit."),
        new("Une adresse et un point exact", (Has(sheet.Address) + (sheet.Precision == "exacte" ? 1 : 0)) / 2,
            "Donnez l’adresse postale, puis la position exacte."),
        new("Une filière", sheet.Roles.Count > 0 && sheet.Roles.All(OfNoFiliere.Contains) ? null : Any(sheet.Filieres),
            "Choisissez la filière où vous agissez."),
        new("Un rôle", Any(sheet.Roles), "Choisissez au moins un rôle."),
        new("Un numéro SIREN ou SIRET", Math.Max(Has(sheet.Siren), Has(sheet.Siret)), "Donnez le numéro au répertoire."),
        new("Une adresse de messagerie", Math.Max(Has(sheet.Email), Has(sheet.ContactEmail)), "Donnez une adresse où vous écrire."),
        new("Un téléphone", Math.Max(Has(sheet.Phone), Has(sheet.ContactPhone)), "Donnez un numéro où vous appeler."),
        new("Un site web", Has(sheet.Website), "Donnez l’adresse de votre site, ou d’une page à vous."),
        new("Ce que vous proposez et cherchez", (Any(sheet.Proposes) + Any(sheet.Seeks)) / 2,
            "Dites une chose que vous proposez, une que vous cherchez."),
    ]);

    private static int Longest(Organisation sheet)
        => Math.Max((sheet.Description ?? "").Trim().Length, (sheet.Summary ?? "").Trim().Length);

    private static decimal Freshness(DateOnly freshOn, DateOnly today)
    {
        var (full, none) = (freshOn.AddMonths(FreshMonths), freshOn.AddMonths(StaleMonths));
        return 1 - Ramp(today.DayNumber, full.DayNumber, none.DayNumber);
    }

    /// <summary>0 up to the first bound, 1 from the second on, a straight line between.</summary>
    private static decimal Ramp(int value, int none, int full) => Math.Clamp((decimal)(value - none) / (full - none), 0, 1);

    private static decimal Has(string? text) => string.IsNullOrWhiteSpace(text) ? 0 : 1;

    private static decimal Any(List<string> items) => items.Count > 0 ? 1 : 0;

    /// <param name="Label">What is looked for.</param>
    /// <param name="Ratio">How far it is met, between 0 and 1; null where it does not apply.</param>
    /// <param name="ToDo">What its people can do about it, as a sentence.</param>
    internal sealed record Criterion(string Label, decimal? Ratio, string ToDo);
}
