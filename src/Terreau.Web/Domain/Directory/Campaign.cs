using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Directory;

/// <summary>The manager asks a set of sheets to be brought up to date by a day, and sees them come.</summary>
internal sealed class Campaign : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Title { get; set; }
    public string? Message { get; set; }
    public required DateTime StartedAt { get; init; }
    public required DateOnly DueOn { get; set; }
    public DateTime? ClosedAt { get; private set; }

    public void Close(Act act) => ClosedAt ??= act.At;

    internal sealed class Mapping : IEntityTypeConfiguration<Campaign>
    {
        public void Configure(EntityTypeBuilder<Campaign> entity)
        {
            entity.Property(c => c.Title).HasMaxLength(150);
            entity.Property(c => c.Message).HasMaxLength(2000);
        }
    }
}

/// <summary>How far one sheet has come in a campaign.</summary>
internal sealed class CampaignSheet : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid CampaignId { get; init; }
    public required Guid OrganisationId { get; init; }
    public CampaignProgress Progress { get; private set; }
    public DateTime? ChangedAt { get; private set; }

    public void Advance(CampaignProgress progress, Act act)
    {
        if (progress <= Progress) return;
        (Progress, ChangedAt) = (progress, act.At);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<CampaignSheet>
    {
        public void Configure(EntityTypeBuilder<CampaignSheet> entity)
        {
            entity.Property(s => s.Progress).HasConversion<string>().HasMaxLength(10);
            entity.HasIndex(s => new { s.CampaignId, s.OrganisationId }).IsUnique();
            entity.HasIndex(s => s.OrganisationId);
            entity.HasOne<Campaign>().WithMany().HasForeignKey(s => s.CampaignId).OnDelete(DeleteBehavior.Cascade);
            entity.HasOne<Organisation>().WithMany().HasForeignKey(s => s.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Nobody came yet; somebody changed it; it was said to be true.</summary>
internal enum CampaignProgress { ToDo, Started, Done }

internal static class SheetChecks
{
    /// <summary>Everything on the sheet is true today, and the campaigns that asked for it have it. The caller saves.</summary>
    public static Task CheckAsync(this TerreauDb db, Organisation sheet, Act act, CancellationToken cancel)
    {
        sheet.Check(ParisTime.DayOf(act.At));
        return db.AdvanceCampaignsAsync(sheet, CampaignProgress.Done, act, cancel);
    }

    /// <summary>Says to the open campaigns how far a sheet has come. The caller saves.</summary>
    public static async Task AdvanceCampaignsAsync(
        this TerreauDb db, Organisation sheet, CampaignProgress progress, Act act, CancellationToken cancel)
    {
        var open = await db.CampaignSheets.Where(line => line.OrganisationId == sheet.Id && line.Progress != CampaignProgress.Done)
            .Join(db.Campaigns.Where(campaign => campaign.ClosedAt == null), line => line.CampaignId, campaign => campaign.Id,
                (line, _) => line)
            .ToListAsync(cancel);
        foreach (var line in open) line.Advance(progress, act);
    }
}
