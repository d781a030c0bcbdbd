namespace Terreau.Web.Features.Steward.Partners;

/// <summary>The addresses of partners, their keys and what they are told.</summary>
internal static class PartnerRoutes
{
    public const string List = "/bureau/partenaires";

    public static string Partner(Guid id) => $"{List}/{id}";
}
