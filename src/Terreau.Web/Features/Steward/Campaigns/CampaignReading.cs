using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Features.Directory;

namespace Terreau.Web.Features.Steward.Campaigns;

/// <summary>Reads campaigns and how far they have come.</summary>
internal sealed class CampaignReading(TerreauDb db, AtlasCache atlases, TimeProvider clock)
{
    internal sealed record Line(Campaign Campaign, int Sheets, int Started, int Done);

    /// <param name="Reached">How many of its people a mail may and can reach.</param>
    /// <param name="Phone">The number to call.</param>
    internal sealed record Row(string Name, string Slug, string Communes, CampaignProgress Progress, DateTime? ChangedAt, int People,
        int Reached, string? Phone, bool IsPhonePublic);

    internal sealed record Content(Line Line, IReadOnlyList<Row> Rows)
    {
        /// <summary>Nobody can be written to, and nobody came.</summary>
        public IReadOnlyList<Row> ToCall => [.. Rows.Where(row => row.Progress != CampaignProgress.Done && row.Reached == 0)];
    }

    public static readonly IReadOnlyList<ExportColumn<Row>> Columns =
    [
        new("Acteur", row => row.Name), new("Communes", row => row.Communes), new("Avancement", row => Said(row.Progress)),
        new("Depuis le", row => row.ChangedAt is { } at ? ParisTime.DayOf(at) : null), new("Personnes", row => row.People),
        new("Personnes joignables", row => row.Reached),
        // The file leaves the desk: only what everyone may see goes with it.
        new("Téléphone public", row => row.IsPhonePublic ? row.Phone : null), new("Fiche", row => DirectoryRoutes.Sheet(row.Slug)),
    ];

    public static string Said(CampaignProgress progress) => progress switch
    {
        CampaignProgress.Done => "Faite",
        CampaignProgress.Started => "Commencée",
        _ => "À faire",
    };

    public DateOnly Today => ParisTime.DayOf(clock.GetUtcNow().UtcDateTime);

    /// <summary>Open ones first, the last begun at the top.</summary>
    public async Task<IReadOnlyList<Line>> AllAsync(CancellationToken cancel)
    {
        var campaigns = await db.Campaigns.AsNoTracking().OrderByDescending(campaign => campaign.StartedAt).ToListAsync(cancel);
        var counts = await db.CampaignSheets.GroupBy(sheet => new { sheet.CampaignId, sheet.Progress })
            .Select(group => new { group.Key.CampaignId, group.Key.Progress, Count = group.Count() }).ToListAsync(cancel);
        return [.. campaigns.Select(campaign =>
            LineOf(campaign, counts.Where(count => count.CampaignId == campaign.Id)
                .ToDictionary(count => count.Progress, count => count.Count)))
            .OrderBy(line => line.Campaign.ClosedAt is not null)];
    }

    public async Task<Content?> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Campaigns.AsNoTracking().FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } campaign) return null;
        var atlas = await atlases.GetAsync(cancel);
        var lines = await db.CampaignSheets.AsNoTracking().Where(line => line.CampaignId == id)
            .Join(db.Organisations.AsNoTracking().Where(sheet => sheet.Status != SheetStatus.Merged), line => line.OrganisationId,
                sheet => sheet.Id, (line, sheet) => new { line, sheet })
            .OrderBy(pair => pair.sheet.Name).ToListAsync(cancel);
        var people = await db.PeopleOfAsync([.. lines.Select(pair => pair.sheet.Id)], cancel);
        // What remains to be done stands first.
        var rows = lines.Select(pair => new Row(
            pair.sheet.Name, pair.sheet.Slug, French.List([.. pair.sheet.Communes.Select(atlas.CommuneName)]), pair.line.Progress,
            pair.line.ChangedAt,
            people[pair.sheet.Id].Count(), people[pair.sheet.Id].Count(person => person.IsReachable), pair.sheet.ContactPhone
                ?? pair.sheet.Phone,
            pair.sheet.ContactPhone is null && pair.sheet.AudienceOf(nameof(Organisation.Phone)) == Audience.Public))
            .OrderBy(row => row.Progress).ToList();
        return new Content(LineOf(campaign, rows.GroupBy(row => row.Progress).ToDictionary(group => group.Key, group => group.Count())),
            rows);
    }

    private static Line LineOf(Campaign campaign, Dictionary<CampaignProgress, int> counts)
        => new(campaign, counts.Values.Sum(), counts.GetValueOrDefault(CampaignProgress.Started),
            counts.GetValueOrDefault(CampaignProgress.Done));
}
