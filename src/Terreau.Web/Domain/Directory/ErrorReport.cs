using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Directory;

/// <summary>"Signaler une erreur": anyone says what is wrong on a sheet or an offer, without an account.</summary>
internal sealed class ErrorReport : IJournaled
{
    public const int MaxLength = 2000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The address of the page reported, e.g. "/acteurs/la-collecterie".</summary>
    public required string Page { get; init; }

    public required string Message { get; init; }
    public required DateTime ReportedAt { get; init; }
    public DateTime? ClosedAt { get; private set; }

    /// <summary>The report has been dealt with.</summary>
    public void Close(Act act) => ClosedAt ??= act.At;

    /// <summary>Takes the report up again: it waits as before.</summary>
    public void Reopen() => ClosedAt = null;

    internal sealed class Mapping : IEntityTypeConfiguration<ErrorReport>
    {
        public void Configure(EntityTypeBuilder<ErrorReport> entity)
        {
            // Free text may name a person: the journal keeps the act only.
            entity.IsPrivate();
            entity.Property(r => r.Page).HasMaxLength(200).IsTold();
            entity.Property(r => r.ReportedAt).IsTold();
            entity.Property(r => r.ClosedAt).IsTold();
            entity.Property(r => r.Message).HasMaxLength(MaxLength);
            entity.HasIndex(r => r.ClosedAt);
        }
    }
}
