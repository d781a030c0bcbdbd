using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Csv;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Steward.Campaigns;

internal sealed class CampaignsArea : IArea
{
    public IEnumerable<DeskLine> Desk => [new(20, "Campagnes de mise à jour", CampaignRoutes.List, "campagne ouverte|campagnes ouvertes",
        (db, _, cancel) => db.Campaigns.CountAsync(campaign => campaign.ClosedAt == null, cancel))];

    public void AddParts(IServiceCollection services, TerreauOptions options)
        => services.AddScoped<Campaigning>().AddScoped<CampaignReading>();

    public void Map(IEndpointRouteBuilder app)
        => app.MapGet(CampaignRoutes.CsvTemplate, CsvAsync).Asks(Permission.Moderate).ExcludeFromDescription();

    private static async Task<IResult> CsvAsync(Guid id, HttpContext http, CampaignReading campaigns)
    {
        if (await campaigns.FindAsync(id, http.RequestAborted) is not { } content) return Results.NotFound();
        var today = campaigns.Today;
        var notice = new ExportNotice
        {
            Title = content.Line.Campaign.Title, Selection = content.Line.Campaign.Title, Source = "Terreau", Count = content.Rows.Count,
            UpdatedOn = today, ExportedOn = today, Address = http.Origin() + CampaignRoutes.Campaign(id),
        };
        return Results.Stream(stream =>
            CsvExport.WriteAsync(stream, CampaignReading.Columns, content.Rows.ToAsyncEnumerable(), notice, http.RequestAborted),
            CsvExport.ContentType, string.Create(CultureInfo.InvariantCulture, $"campagne-{today:yyyy-MM-dd}.csv"));
    }
}
