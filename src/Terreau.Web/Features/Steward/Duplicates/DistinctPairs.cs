using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Features.Steward.Duplicates;

/// <summary>Pairs that someone looked at and said to be two organisations.</summary>
internal sealed class DistinctPairs(TerreauDb db, TimeProvider clock)
{
    internal sealed record Row(Guid Id, string One, string OneSlug, string Other, string OtherSlug, DateTime SaidAt);

    /// <summary>Remembers it; said twice, it stands once.</summary>
    public async Task SayAsync(Guid one, Guid other, User user, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        var act = user.Acts(clock, "écarter un doublon");
        var pair = DistinctPair.Of(one, other, act);
        if (await db.DistinctPairs.AnyAsync(held => held.FirstId == pair.FirstId && held.SecondId == pair.SecondId, cancel)) return;
        db.DistinctPairs.Add(pair);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The pair is proposed again.</summary>
    public async Task ForgetAsync(Guid id, User user, CancellationToken cancel)
    {
        if (await db.DistinctPairs.FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } pair) return;
        db.DistinctPairs.Remove(pair);
        try
        {
            await db.SaveAsync(user.Acts(clock, "proposer à nouveau un doublon"), cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else did, at the same instant: it is forgotten all the same.
        }
    }

    public Task<bool> IsSaidAsync(Guid one, Guid other, CancellationToken cancel)
    {
        var (first, second) = one.CompareTo(other) < 0 ? (one, other) : (other, one);
        return db.DistinctPairs.AnyAsync(held => held.FirstId == first && held.SecondId == second, cancel);
    }

    /// <summary>The latest first, a page at a time.</summary>
    public async Task<(IReadOnlyList<Row> Rows, int Total)> ListAsync(int page, int size, CancellationToken cancel)
    {
        var pairs = db.DistinctPairs.AsNoTracking()
            .Join(db.Organisations, pair => pair.FirstId, sheet => sheet.Id,
                (pair, sheet) => new { pair, One = sheet.Name, OneSlug = sheet.Slug })
            .Join(db.Organisations, held => held.pair.SecondId, sheet => sheet.Id,
                (held, sheet) => new { held.pair.Id, held.One, held.OneSlug, Other = sheet.Name, OtherSlug = sheet.Slug,
                    held.pair.SaidAt });
        var rows = await pairs.OrderByDescending(pair => pair.SaidAt).ThenBy(pair => pair.Id).Skip((page - 1) * size).Take(size)
            .ToListAsync(cancel);
        return ([.. rows.Select(row => new Row(row.Id, row.One, row.OneSlug, row.Other, row.OtherSlug, row.SaidAt))],
            await pairs.CountAsync(cancel));
    }
}
