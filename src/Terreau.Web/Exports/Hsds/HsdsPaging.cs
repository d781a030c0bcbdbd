using System.Globalization;
using Terreau.Web.Hosting.Api;

namespace Terreau.Web.Exports.Hsds;

/// <summary>The parameters that every list of HSDS takes; what cannot be read is a refusal.</summary>
internal sealed record HsdsPaging
{
    public const string SearchName = "search";
    public const string PageName = "page";
    public const string PerPageName = "per_page";
    public const string FullName = "full";

    public const int MostPerPage = 100;
    private const int UsualPerPage = 20;
    private const int LastPage = 100_000;
    private const int LongestSearch = 200;

    public required string Search { get; init; }
    public required int Page { get; init; }
    public required int PerPage { get; init; }

    /// <summary>True when each record is wanted with all that belongs to it.</summary>
    public required bool IsFull { get; init; }

    public int Skip => (Page - 1) * PerPage;

    public static (HsdsPaging Paging, List<QueryFault> Faults) Read(IQueryCollection address)
    {
        var faults = new List<QueryFault>();
        var search = address[SearchName].ToString().Trim();
        if (search.Length > LongestSearch) faults.Add(new(SearchName, $"La recherche dépasse {LongestSearch} caractères."));
        var full = address[FullName].ToString();
        if (full is not ("" or "true" or "false")) faults.Add(new(FullName, "Les valeurs connues sont true et false."));
        return (new HsdsPaging
        {
            Search = search, Page = Number(address, PageName, LastPage, 1, faults),
            PerPage = Number(address, PerPageName, MostPerPage, UsualPerPage, faults), IsFull = full == "true",
        }, faults);
    }

    private static int Number(IQueryCollection address, string name, int most, int usual, List<QueryFault> faults)
    {
        var text = address[name].ToString();
        if (text.Length == 0) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        faults.Add(new(name, $"Un nombre entier entre 1 et {most} est attendu."));
        return usual;
    }
}
