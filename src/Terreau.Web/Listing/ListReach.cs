using Terreau.Web.Search;

namespace Terreau.Web.Listing;

/// <summary>What a list says of how a search was read, and of how much of it the results answer.</summary>
internal static class ListReach
{
    /// <summary>"« recyclerie » : cherché aussi avec « ressourcerie » et « réemploi »."</summary>
    public static string Sentence(SearchReading reading) => reading.Kind switch
    {
        SearchReadingKind.Place => $"« {reading.Typed} » : lu comme un lieu, {reading.As[0]}.",
        _ => $"« {reading.Typed} » : cherché aussi avec {French.List([.. reading.As.Select(other => $"« {other} »")])}.",
    };

    /// <param name="reach">How much the results answer.</param>
    /// <param name="none">"Aucun acteur".</param>
    /// <returns>A title where nothing answers all that was asked, and a sentence; null where all is answered.</returns>
    public static (string? Title, string Sentence)? Of(SearchReach reach, string none) => reach switch
    {
        SearchReach.AllThenPart =>
            (null, "Peu de fiches répondent à tous les mots : elles viennent d’abord, puis celles qui répondent à une partie."),
        SearchReach.Elsewhere => ($"{none} ne répond à cet endroit", "Voici ce qui existe ailleurs pour ces mots."),
        SearchReach.Part => ($"{none} ne répond à tous les mots", "Voici ce qui répond à une partie d’entre eux."),
        SearchReach.Near => ($"{none} n’emploie ces mots", "Voici des résultats proches."),
        _ => null,
    };
}
