namespace Terreau.Web.Features.Steward.Campaigns;

/// <summary>The addresses of update campaigns.</summary>
internal static class CampaignRoutes
{
    public const string List = "/bureau/campagnes";
    public const string New = "/bureau/campagnes/nouvelle";
    public const string CsvTemplate = "/bureau/campagnes/{id:guid}/export.csv";

    public static string Campaign(Guid id) => $"{List}/{id}";
    public static string Csv(Guid id) => $"{List}/{id}/export.csv";
}
