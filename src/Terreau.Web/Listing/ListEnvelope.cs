using System.ComponentModel;
using System.Text.Json.Serialization;
using Terreau.Web.Exports;
using Terreau.Web.Search;
using Terreau.Web.Ui.Lists;

namespace Terreau.Web.Listing;

/// <summary>A page of any list of the API, with what it takes to read on and to cite.</summary>
internal sealed record ListEnvelope<TItem>
{
    [JsonPropertyName("total"), Description("Résultats, toutes pages.")]
    public required int Total { get; init; }

    [JsonPropertyName("page"), Description("Numéro de cette page, à partir de 1.")]
    public required int Page { get; init; }

    [JsonPropertyName("limit"), Description("Résultats par page.")]
    public required int Limit { get; init; }

    [JsonPropertyName("tri"), Description("Ordre de la liste.")]
    public required string Sort { get; init; }

    [JsonPropertyName("phrase"), Description("La demande relue en français.")]
    public required string Sentence { get; init; }

    [JsonPropertyName("elargi")]
    [Description("Vrai quand rien ne répond à tous les mots : ces résultats répondent à une partie, ou en sont proches.")]
    public required bool Relaxed { get; init; }

    [JsonPropertyName("corrections"), Description("Mots inconnus, et ceux qui ont été cherchés à leur place.")]
    public required IReadOnlyList<ListCorrection> Corrections { get; init; }

    [JsonPropertyName("lectures"), Description("Comment les mots ont été lus : synonymes cherchés aussi, lieux reconnus.")]
    public required IReadOnlyList<ListWordReading> Readings { get; init; }

    [JsonPropertyName("facets"), Description("Critères, avec ce que donnerait chaque valeur.")]
    public required IReadOnlyList<ListFacet> Facets { get; init; }

    [JsonPropertyName("items"), Description("Les résultats de cette page.")]
    public required IReadOnlyList<TItem> Items { get; init; }

    [JsonPropertyName("links"), Description("Où lire la suite.")]
    public required ListLinks Links { get; init; }

    [JsonPropertyName("licence"), Description("Licence des données.")]
    public required string Licence { get; init; }

    [JsonPropertyName("source"), Description("Qui citer.")]
    public required string Source { get; init; }

    [JsonPropertyName("miseAJour"), Description("Jour du dernier changement, ou null.")]
    public required DateOnly? UpdatedOn { get; init; }

    public static ListEnvelope<TItem> Of(ListResults results, IReadOnlyList<TItem> items, string origin, DateOnly? updatedOn) => new()
    {
        Total = results.Total,
        Page = results.Query.Page,
        Limit = results.Query.Limit,
        Sort = results.Query.Sort.Code,
        Sentence = results.Sentence,
        Relaxed = results.Found.Relaxed,
        Corrections = [.. results.Found.Corrections.Select(ListCorrection.Of)],
        Readings = [.. results.Found.Readings.Select(ListWordReading.Of)],
        Facets = [.. results.Query.List.Facets.Select(facet => ListFacet.Of(facet, results))],
        Items = items,
        Links = ListLinks.Of(results, origin),
        Licence = ExportNotice.Licence,
        Source = $"Terreau, {results.Atlas.Territory.Name} ; chaque ligne cite sa source",
        UpdatedOn = updatedOn,
    };
}

internal sealed record ListCorrection(
    [property: JsonPropertyName("tape")] string Typed, [property: JsonPropertyName("cherche")] IReadOnlyList<string> ReadAs)
{
    public static ListCorrection Of(SearchCorrection correction) => new(correction.Typed, correction.ReadAs);
}

/// <summary>Words of the query and what they were read as.</summary>
internal sealed record ListWordReading(
    [property: JsonPropertyName("tape")] string Typed,
    [property: JsonPropertyName("sorte"), Description("aussi : mots cherchés en plus ; lieu : un lieu reconnu.")] string Kind,
    [property: JsonPropertyName("lu")] IReadOnlyList<string> As)
{
    public static ListWordReading Of(SearchReading reading)
        => new(reading.Typed, reading.Kind == SearchReadingKind.Place ? "lieu" : "aussi", reading.As);
}

internal sealed record ListFacet(
    [property: JsonPropertyName("code"), Description("Le paramètre.")] string Name,
    [property: JsonPropertyName("nom")] string Legend,
    [property: JsonPropertyName("valeurs")] IReadOnlyList<ListFacetValue> Values)
{
    public static ListFacet Of(Facet facet, ListResults results)
        => new(facet.Name, facet.Legend, [.. results.Options(facet).Select(ListFacetValue.Of)]);
}

internal sealed record ListFacetValue(
    [property: JsonPropertyName("code")] string Code, [property: JsonPropertyName("nom")] string Name,
    [property: JsonPropertyName("nombre")] int Count, [property: JsonPropertyName("choisie")] bool Selected)
{
    public static ListFacetValue Of(FacetOption option) => new(option.Value, option.Label, option.Count ?? 0, option.Selected);
}

/// <summary>Relations of RFC 8288; null where there is no such page.</summary>
internal sealed record ListLinks(
    [property: JsonPropertyName("self")] string Self, [property: JsonPropertyName("first")] string First,
    [property: JsonPropertyName("prev")] string? Previous, [property: JsonPropertyName("next")] string? Next,
    [property: JsonPropertyName("last")] string Last,
    [property: JsonPropertyName("html"), Description("La même liste pour une personne.")] string Html)
{
    public static ListLinks Of(ListResults results, string origin)
    {
        var (query, page) = (results.Query, results.Query.Page);
        string At(int number) => origin + query.PageAddress(query.List.At.Api, number);
        return new ListLinks(
            At(page), At(1), page > 1 ? At(Math.Min(page - 1, results.PageCount)) : null, page < results.PageCount ? At(page + 1) : null,
            At(results.PageCount), origin + (query with { Limit = ListQuery.PageSize, Page = 1 }).Address(query.List.At.Page));
    }
}
