namespace Terreau.Web.Listing;

/// <summary>The names that the parameters of every list have in addresses, and the bounds they are held to.</summary>
internal static class ListNames
{
    public const string Words = "q";
    public const string Origin = "origine";
    public const string Latitude = "lat";
    public const string Longitude = "lon";
    public const string Radius = "rayon";
    public const string Area = "zone";
    public const string Amount = "montant";
    public const string Sort = "tri";
    public const string Page = "page";
    public const string Limit = "limit";
    public const string Format = "format";

    public const int LongestWords = 200;
    public const int MostValues = 50;
    public const int MostLimit = 100;
    public const int LastPage = 100_000;
    public const int WidestKm = 200;

    /// <summary>The distances a person can choose from on the page; an address may hold any up to <see cref="WidestKm"/>.</summary>
    public static readonly IReadOnlyList<int> UsualRadii = [1, 2, 5, 10];
}
