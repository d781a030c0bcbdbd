using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Terreau.Web.Domain;

/// <summary>A form that was taken: the same one sent again, by a double click or a reload, counts once.</summary>
internal sealed class PostedForm
{
    /// <summary>Drawn when the form was shown.</summary>
    public required Guid Id { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Where the first one led, so that the second leads there too.</summary>
    public string? LedTo { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PostedForm>
    {
        public void Configure(EntityTypeBuilder<PostedForm> entity)
        {
            entity.Property(f => f.Id).ValueGeneratedNever();
            entity.Property(f => f.LedTo).HasMaxLength(300);
            entity.HasIndex(f => f.At);
        }
    }
}
