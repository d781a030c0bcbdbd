using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Directory;

/// <summary>A logo or a photo of a sheet, decoded and written anew by us: never the bytes that were sent.</summary>
internal sealed class SheetPicture : IJournaled
{
    public const int MaxText = 300;

    /// <summary>Photos on one sheet, the logo apart.</summary>
    public const int MostPhotos = 6;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OrganisationId { get; init; }
    public required bool IsLogo { get; init; }

    /// <summary>What the picture shows, for who does not see it.</summary>
    public required string Text { get; set; }

    public required string ContentType { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>The same, at most 320 pixels wide.</summary>
    public required byte[] Small { get; init; }

    public required DateTime AddedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SheetPicture>
    {
        public void Configure(EntityTypeBuilder<SheetPicture> entity)
        {
            // The journal keeps the act, not the bytes.
            entity.IsPrivate();
            entity.Property(p => p.Text).HasMaxLength(MaxText);
            entity.Property(p => p.ContentType).HasMaxLength(40);
            entity.HasIndex(p => p.OrganisationId);
            entity.HasOne<Organisation>().WithMany().HasForeignKey(p => p.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
