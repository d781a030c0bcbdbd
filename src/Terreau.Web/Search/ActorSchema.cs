namespace Terreau.Web.Search;

/// <summary>How organisations are searched. Facet names are also the parameters of the page's address.</summary>
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
        Texts =
        [
            new(NameText, 5), new(AcronymText, 5), new(AliasText, 4), new(ActivityText, 2),
            new(DescriptionText, 1), new(PlaceText, 1),
        ],
        Keys = [new(Siren, DigitLength: 9), new(Siret, DigitLength: 14)],
        Facets = [new(Commune), new(Qpv), new(Cluster), new(Role), new(EssFamily), new(Label), new(Precision)],
        Card = ["slug", "nom", "role"],
    };
}
