using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Terreau.Web.Data;

/// <summary>
/// Which database this is, in a row of its own: made when the database is, and again when a copy is put in its place. What stands beside a
/// database (index, data folder) notes it, and so knows another one.
/// </summary>
internal sealed class DatabaseMark
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <returns>Null in a database that is not open yet.</returns>
    public static async Task<Guid?> OfAsync(TerreauDb db, CancellationToken cancel)
        => await db.Set<DatabaseMark>().OrderBy(mark => mark.Id).Select(mark => (Guid?)mark.Id).FirstOrDefaultAsync(cancel);

    /// <summary>Gives a mark to a database that has none.</summary>
    public static async Task MakeAsync(TerreauDb db, Act act, CancellationToken cancel)
    {
        if (await OfAsync(db, cancel) is not null) return;
        await using var transaction = await db.AloneAsync(cancel);
        // Another node may have been quicker.
        if (await OfAsync(db, cancel) is null) db.Add(new DatabaseMark());
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>For whoever puts a copy in the place of a database: what was made of the one that was there is then made anew.</summary>
    public static async Task RenewAsync(TerreauDb db, Act act, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        db.RemoveRange(await db.Set<DatabaseMark>().ToListAsync(cancel));
        db.Add(new DatabaseMark());
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<DatabaseMark>
    {
        public void Configure(EntityTypeBuilder<DatabaseMark> entity) => entity.ToTable("DatabaseMark");
    }
}
