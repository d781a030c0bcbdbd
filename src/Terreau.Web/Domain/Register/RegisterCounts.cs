using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Quantities;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Register;

/// <summary>
/// Two measures of the social economy by the register, never to be mixed with each other or with those of official statistics:
/// active legal units that have an active establishment in the territory, and active establishments, by commune.
/// </summary>
internal sealed class RegisterCounts
{
    /// <summary>Below this, a count of natural persons is not said.</summary>
    public const int SmallestSaid = 5;

    private RegisterCounts(RegisterStock stock, IReadOnlyList<Units> units, IReadOnlyList<Cell> cells, int unitsInAll, int unitsToConfirm,
        IReadOnlyList<(EssGround, int)> grounds)
        => (Stock, UnitsByFamily, Cells, UnitsInAll, UnitsToConfirm, Grounds) = (stock, units, cells, unitsInAll, unitsToConfirm, grounds);

    public RegisterStock Stock { get; }

    /// <summary>Active legal units, each once, whatever the number of its establishments.</summary>
    public IReadOnlyList<Units> UnitsByFamily { get; }

    public int UnitsInAll { get; }

    /// <summary>Active legal units of which the answer is open: in none of the other counts.</summary>
    public int UnitsToConfirm { get; }

    /// <summary>Why the units counted are, the most frequent first.</summary>
    public IReadOnlyList<(EssGround Ground, int Units)> Grounds { get; }

    private IReadOnlyList<Cell> Cells { get; }

    /// <summary>Null when a count of natural persons is too small to be said.</summary>
    public int? NaturalPersons => Stock.NaturalPersons is 0 or >= SmallestSaid ? Stock.NaturalPersons : null;

    /// <summary>Active establishments; commune or family null = all of them, "" = family not known.</summary>
    public int Establishments(string? commune, string? family)
        => Of(commune).Where(cell => family is null || (cell.Family ?? "") == family).Sum(cell => cell.Count);

    /// <summary>Active establishments of which the answer is open.</summary>
    public int ToConfirm(string? commune)
        => Cells.Where(cell => cell.Answer == Truth.Unknown && (commune is null || cell.Commune == commune)).Sum(cell => cell.Count);

    /// <summary>Salaried persons of the active establishments of a family, and how many of these say nothing.</summary>
    public (Interval Persons, int Unknown) Headcount(string? family)
        => HeadcountBand.Sum(Of(null).Where(cell => family is null || (cell.Family ?? "") == family)
            .SelectMany(cell => Enumerable.Repeat(cell.Band, cell.Count)));

    /// <summary>Null while no stock was imported.</summary>
    public static async Task<RegisterCounts?> ReadAsync(TerreauDb db, CancellationToken cancel = default)
    {
        if (await db.RegisterStocks.AsNoTracking().SingleOrDefaultAsync(cancel) is not { } stock) return null;
        var active = db.RegisteredEstablishments.AsNoTracking().Where(one => one.State == RegisterState.Active);
        var counted = active.Where(one => one.Counts);
        var open = active.Where(one => one.Answer == Truth.Unknown);
        var units = await counted.GroupBy(one => one.Family)
            .Select(group => new { group.Key, Count = group.Select(one => one.Siren).Distinct().Count() }).ToListAsync(cancel);
        var grounds = await counted.GroupBy(one => one.Ground)
            .Select(group => new { group.Key, Count = group.Select(one => one.Siren).Distinct().Count() }).ToListAsync(cancel);
        var cells = await active.Where(one => one.Counts || one.Answer == Truth.Unknown)
            .GroupBy(one => new { one.Commune, one.Family, one.HeadcountBand, one.Answer })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
        return new RegisterCounts(
            stock,
            [.. units.Select(one => new Units(one.Key ?? "", one.Count))],
            [.. cells.Select(one => new Cell(one.Key.Commune, one.Key.Family, one.Key.HeadcountBand, one.Key.Answer, one.Count))],
            await counted.Select(one => one.Siren).Distinct().CountAsync(cancel),
            await open.Select(one => one.Siren).Distinct().CountAsync(cancel),
            [.. grounds.OrderByDescending(one => one.Count).Select(one => (one.Key, one.Count))]);
    }

    private IEnumerable<Cell> Of(string? commune)
        => Cells.Where(cell => cell.Answer == Truth.True && (commune is null || cell.Commune == commune));

    /// <param name="Family">A code of <see cref="Vocabulary.EssFamilies"/>, or "" where it is not known.</param>
    internal sealed record Units(string Family, int Count);

    private sealed record Cell(string Commune, string? Family, string? Band, Truth Answer, int Count);
}
