namespace Terreau.Web.Features.OpenData;

/// <summary>Where the open data is described, for people and for programs.</summary>
internal static class OpenDataRoutes
{
    public const string Page = "/api";
    public const string Everything = "/donnees-ouvertes";
    public const string Validator = "/validateur";
    public const string Hsds = "/hsds";
    public const string HsdsProfile = "/hsds/profil";
    public const string Description = "/openapi/v1.json";
}
