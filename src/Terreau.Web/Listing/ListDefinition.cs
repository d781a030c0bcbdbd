using Terreau.Web.Hosting.Api;
using Terreau.Web.Search;

namespace Terreau.Web.Listing;

/// <summary>What a list is: its words, its addresses, and what may be asked of it. One object behind page, API, files and map.</summary>
internal sealed record ListDefinition
{
    /// <summary>"Acteurs": the head of files, the name of the table.</summary>
    public required string Title { get; init; }

    /// <summary>What the documentation of the API says they are.</summary>
    public required string Description { get; init; }

    /// <summary>One of them: "acteur".</summary>
    public required string Noun { get; init; }

    /// <summary>"Aucun acteur".</summary>
    public required string None { get; init; }

    /// <summary>What the search box is called, and words that work in it.</summary>
    public required (string Label, string Description, string Example) Search { get; init; }

    public required ListAddresses At { get; init; }
    public required IReadOnlyList<Facet> Facets { get; init; }

    /// <summary>The orders it can be put in; the first is the usual one.</summary>
    public required IReadOnlyList<ListSort> Sorts { get; init; }

    /// <summary>Whether one may ask around a place, within a distance or in a part of the map.</summary>
    public bool TakesPlace { get; init; }

    /// <summary>What an amount in euros narrows; null when none may be asked.</summary>
    public AmountAsked? Amount { get; init; }

    public ListSort? SortOf(string code) => Sorts.FirstOrDefault(sort => sort.Code == code);

    /// <summary>What the documentation of the API says of its parameters.</summary>
    public IReadOnlyList<ApiParameter> Parameters =>
    [
        .. Criteria,
        new(ListNames.Page, "Page, à partir de 1.", "1") { IsNumber = true },
        new(ListNames.Limit, $"Résultats par page, de 1 à {ListNames.MostLimit} ; {ListQuery.PageSize} sans ce paramètre.", "20")
        {
            IsNumber = true,
        },
        new(ListNames.Format, "Forme de la réponse.", "geojson") { Values = ListApi.Formats },
    ];

    /// <summary>Those of them that choose and order, without pages or form.</summary>
    public IReadOnlyList<ApiParameter> Criteria
    {
        get
        {
            List<ApiParameter> all = [new(ListNames.Words, Search.Description, Search.Example)];
            foreach (var facet in Facets)
                all.Add(new(facet.Name, $"{facet.Legend}.", facet.Example) { IsMany = true, Values = facet.Codes });
            if (TakesPlace)
            {
                all.Add(new(ListNames.Origin, "Commune d’où compter les distances, par son code INSEE.", "93010"));
                all.Add(new(ListNames.Latitude, "Latitude d’où compter les distances, en degrés ; avec la longitude.", "48.8847"));
                all.Add(new(ListNames.Longitude, "Longitude d’où compter les distances, en degrés ; avec la latitude.", "2.4381"));
                all.Add(new(ListNames.Radius, $"Distance la plus grande, en kilomètres entiers, de 1 à {ListNames.WidestKm}.", "5")
                {
                    IsNumber = true,
                });
                all.Add(new(ListNames.Area, "Partie de la carte : ouest,sud,est,nord, en degrés.", "2.40,48.86,2.46,48.90"));
            }
            if (Amount is { } amount) all.Add(new(ListNames.Amount, amount.Description, "30000") { IsNumber = true });
            all.Add(new(ListNames.Sort, "Ordre. Les égaux sont dans un ordre qui change chaque jour.", Sorts[0].Code)
            {
                Values = [.. Sorts.Select(sort => sort.Code)],
            });
            return all;
        }
    }
}

/// <summary>Where a list is found.</summary>
/// <param name="Page">The list itself.</param>
/// <param name="Columns">The page where the columns of a file are chosen.</param>
internal sealed record ListAddresses(string Page, string Columns, string Csv, string Xlsx, string Ods, string Api);

/// <summary>An order of a list.</summary>
/// <param name="Code">Its name in addresses.</param>
/// <param name="Label">Its name on the page.</param>
/// <param name="Search">The order of the index.</param>
internal sealed record ListSort(string Code, string Label, SearchSort Search)
{
    /// <summary>True when the area arranges what the index found, by what the index does not know.</summary>
    public bool IsArranged { get; init; }
}

/// <summary>What an amount asks: the numbers of the index it is between, and the value of a facet that goes without saying.</summary>
internal sealed record AmountAsked(string Description, string Label, string Least, string Most, string Facet, string Value);
