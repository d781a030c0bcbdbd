using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;
using Terreau.Web.Ui;

namespace Terreau.Web.Features.Offers;

internal enum OfferSort { Relevance, Closing, Freshness }

/// <summary>
/// What a visitor asks of the offers. Page, files and API read it from the same parameters, so that
/// the same address always speaks of the same offers.
/// </summary>
internal sealed record OfferQuery
{
    public const string TextName = "q";
    public const string AmountName = "montant";
    public const string SortName = "tri";
    public const string PageName = "page";
    public const int PageSize = 20;
    public const int LongestText = 200;
    private const int LastPage = 10_000;

    private static readonly string[] SortCodes = ["pertinence", "cloture", "fraicheur"];

    public string Text { get; init; } = "";

    /// <summary>By facet of <see cref="OfferFacets.All"/>, the values chosen; only known ones.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Selected { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The amount sought, in whole euros.</summary>
    public int? Amount { get; init; }

    public OfferSort Sort { get; init; }
    public int Page { get; init; } = 1;

    /// <summary>A parameter that could not be read, and the sentence that says so.</summary>
    internal sealed record Fault(string Parameter, string Sentence);

    /// <summary>Reads the parameters; what cannot be read is left aside and told. Unknown parameters are ignored.</summary>
    public static (OfferQuery Query, IReadOnlyList<Fault> Faults) Read(IQueryCollection parameters, Atlas atlas)
    {
        var faults = new List<Fault>();
        var selected = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var facet in OfferFacets.All)
        {
            var values = Values(parameters[facet.Name]).Distinct(StringComparer.Ordinal).ToList();
            foreach (var value in values.Where(value => !facet.Has(value, atlas)))
                faults.Add(new(facet.Name, $"« {Shown(value)} » n’est pas une valeur de « {facet.Legend} ». Ce critère est laissé de côté."));
            values.RemoveAll(value => !facet.Has(value, atlas));
            if (values.Count > 0) selected[facet.Name] = values;
        }
        return (new OfferQuery
        {
            Text = ReadText(Last(parameters, TextName), faults),
            Selected = selected,
            Amount = ReadAmount(Last(parameters, AmountName), faults),
            Sort = ReadSort(Last(parameters, SortName), faults),
            Page = ReadPage(Last(parameters, PageName), faults),
        }, faults);
    }

    public IReadOnlyList<string> Of(string facet) => Selected.TryGetValue(facet, out var values) ? values : [];

    public bool IsEmpty => Text.Length == 0 && Selected.Count == 0 && Amount is null;

    /// <summary>The same selection for the index. An amount is a question about money: without a kind of need, it asks for funding.</summary>
    public SearchQuery ToSearch(DateOnly day)
    {
        var chosen = Selected.ToDictionary();
        foreach (var facet in OfferFacets.All.Where(facet => facet.Everyone is not null))
        {
            if (chosen.TryGetValue(facet.Name, out var values)) chosen[facet.Name] = [.. values, facet.Everyone!];
        }
        List<SearchRange> ranges = [];
        if (Amount is { } amount)
        {
            chosen.TryAdd(OfferSchema.NeedKind, ["FINANCEMENT"]);
            ranges.Add(new SearchRange(OfferSchema.AmountMax, amount, null, KeepUnknown: true));
            ranges.Add(new SearchRange(OfferSchema.AmountMin, null, amount, KeepUnknown: true));
        }
        return new SearchQuery
        {
            Text = Text.Length == 0 ? null : Text,
            Selected = chosen,
            Ranges = ranges,
            Sort = Sort == OfferSort.Freshness ? SearchSort.Freshness : SearchSort.Relevance,
            Skip = (Page - 1) * PageSize,
            Take = PageSize,
            Day = day,
        };
    }

    public OfferQuery Without(string facet, string value) => this with
    {
        Page = 1,
        Selected = Selected.Select(pair => pair.Key == facet ? KeyValuePair.Create(pair.Key, (IReadOnlyList<string>)[.. pair.Value.Where(one => one != value)]) : pair)
            .Where(pair => pair.Value.Count > 0).ToDictionary(),
    };

    public OfferQuery Without(params string[] facets) => this with
    {
        Page = 1, Selected = Selected.Where(pair => !facets.Contains(pair.Key)).ToDictionary(),
    };

    /// <summary>The parameters of the query alone: no sort, no page.</summary>
    public IEnumerable<(string Name, string Value)> Parameters()
    {
        if (Text.Length > 0) yield return (TextName, Text);
        foreach (var facet in OfferFacets.All)
            foreach (var value in Of(facet.Name)) yield return (facet.Name, value);
        if (Amount is { } amount) yield return (AmountName, amount.ToString(CultureInfo.InvariantCulture));
    }

    public string Address(string path = OfferRoutes.List, int page = 1)
    {
        var address = new StringBuilder(path);
        var separator = '?';
        void Add(string name, string value)
        {
            address.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }
        foreach (var (name, value) in Parameters()) Add(name, value);
        if (Sort != OfferSort.Relevance) Add(SortName, SortCodes[(int)Sort]);
        if (page > 1) Add(PageName, page.ToString(CultureInfo.InvariantCulture));
        return address.ToString();
    }

    public static string Code(OfferSort sort) => SortCodes[(int)sort];

    /// <summary>The query read aloud: "12 offres · financement · Bondy".</summary>
    public string Sentence(int total, Atlas atlas)
    {
        var parts = new List<string> { French.Count(total, "offre") };
        if (Text.Length > 0) parts.Add($"« {Text} »");
        foreach (var facet in OfferFacets.All)
        {
            if (Of(facet.Name) is { Count: > 0 } values)
                parts.Add(French.List([.. values.Select(value => OfferWords.Lower(facet.Label(value, atlas), facet))], "ou"));
        }
        if (Amount is { } amount) parts.Add($"pour {French.Euros(amount)}");
        return string.Join(" · ", parts);
    }

    private static IEnumerable<string> Values(StringValues values) => values.OfType<string>().Select(value => value.Trim()).Where(value => value.Length > 0);

    private static string? Last(IQueryCollection parameters, string name) => Values(parameters[name]).LastOrDefault();

    /// <summary>A misread value as it is given back on the page: short enough to read.</summary>
    private static string Shown(string value) => value.Length <= 40 ? value : value[..40] + "…";

    private static string ReadText(string? text, List<Fault> faults)
    {
        if (text is null) return "";
        var clean = string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? " " : rune.ToString())).Trim();
        if (clean.Length <= LongestText) return clean;
        faults.Add(new(TextName, $"La recherche est trop longue. Seuls ses {LongestText} premiers signes ont servi."));
        var end = char.IsHighSurrogate(clean[LongestText - 1]) ? LongestText - 1 : LongestText;
        return clean[..end];
    }

    private static int? ReadAmount(string? text, List<Fault> faults)
    {
        if (text is null) return null;
        if (French.TryParseMoney(text, out var cents) && cents is >= 100 and <= 100_000_000_000L) return (int)((cents + 99) / 100);
        faults.Add(new(AmountName, $"Le montant « {Shown(text)} » n’a pas été compris. Écrivez par exemple : 30 000."));
        return null;
    }

    private static OfferSort ReadSort(string? text, List<Fault> faults)
    {
        if (text is null) return OfferSort.Relevance;
        var at = Array.IndexOf(SortCodes, text);
        if (at >= 0) return (OfferSort)at;
        faults.Add(new(SortName, $"Le tri « {Shown(text)} » n’existe pas. La liste est triée par pertinence."));
        return OfferSort.Relevance;
    }

    private static int ReadPage(string? text, List<Fault> faults)
    {
        if (text is null) return 1;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= LastPage) return page;
        faults.Add(new(PageName, $"La page « {Shown(text)} » n’existe pas. Voici la première."));
        return 1;
    }
}
