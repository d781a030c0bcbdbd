using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Search;

/// <summary>
/// How organisations are searched, as their fields declare it. Facet names are also the parameters of the page's address.
/// </summary>
internal static class ActorSchema
{
    public const string NameText = "nom";
    public const string AcronymText = "sigle";
    public const string AliasText = "autres-noms";
    public const string ActivityText = "activite";
    public const string DescriptionText = "description";
    public const string PlaceText = "lieu";

    public const string Siren = "siren";
    public const string Siret = "siret";

    public const string Commune = "commune";
    public const string Qpv = "qpv";
    public const string Cluster = "filiere";
    public const string Role = "role";
    public const string EssFamily = "famille";
    public const string Label = "label";
    public const string Precision = "precision";

    public static SearchSchema Schema { get; } = new()
    {
        Name = "acteurs",
        Texts = [.. ActorFields.All.Select(field => field.Searched).OfType<SearchedIn>().Distinct().Select(text => new SearchText(text.Text,
            text.Weight))],
        Keys = [new(Siren, DigitLength: 9), new(Siret, DigitLength: 14)],
        Facets = [.. ActorFields.All.Select(field => field.Facet).OfType<FieldFacet>()
            .Select(facet => new SearchFacet(facet.Parameter) { Findable = facet.Parameter == Commune })],
        Card = ["slug", "nom", "role"],
    };
}
