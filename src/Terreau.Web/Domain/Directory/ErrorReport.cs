using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;

namespace Terreau.Web.Domain.Directory;

/// <summary>"Signaler une erreur": anyone says what is wrong on a sheet or an offer, without an account.</summary>
internal sealed class ErrorReport() : Living<RequestState>(Life), IJournaled
{
    public const int MaxLength = 2000;

    public static readonly Lifecycle<RequestState> Life = new(
        new(nameof(Close), [RequestState.Waiting], RequestState.Accepted, Permission.Moderate),
        new(nameof(Dismiss), [RequestState.Waiting], RequestState.Refused, Permission.Moderate),
        new(nameof(Reopen), [RequestState.Accepted, RequestState.Refused], RequestState.Waiting, Permission.Moderate));


    /// <summary>The address of the page reported, e.g. "/acteurs/la-collecterie".</summary>
    public required string Page { get; init; }

    public required string Message { get; init; }
    public required DateTime ReportedAt { get; init; }

    /// <summary>The report has been dealt with.</summary>
    public void Close(Act act) => Take(nameof(Close), act);

    /// <summary>Nothing is to be done about it; the act says why.</summary>
    public void Dismiss(Act act) => Take(nameof(Dismiss), act);

    /// <summary>Takes the report up again: it waits as before.</summary>
    public void Reopen(Act act) => Take(nameof(Reopen), act);

    internal sealed class Mapping : IEntityTypeConfiguration<ErrorReport>
    {
        public void Configure(EntityTypeBuilder<ErrorReport> entity)
        {
            // Free text may name a person: the journal keeps the act only.
            entity.IsPrivate();
            entity.Property(r => r.Page).HasMaxLength(200).IsTold();
            entity.Property(r => r.ReportedAt).IsTold();
            MapLife(entity);
            entity.Property(r => r.Message).HasMaxLength(MaxLength);
        }
    }
}
