using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Ui;

namespace Terreau.Web.Features.Offers;

/// <summary>When the offers changed, as every file of them says.</summary>
internal sealed class OfferDates(TerreauDb db)
{
    /// <summary>The day an offer last changed; null when none was ever written.</summary>
    public async Task<DateOnly?> UpdatedOnAsync(CancellationToken cancel)
    {
        var at = await db.Journal.Where(line => line.Subject == nameof(Offer)).OrderByDescending(line => line.Id).Select(line => (DateTime?)line.At).FirstOrDefaultAsync(cancel);
        return at is { } instant ? French.DayOf(instant) : null;
    }
}
