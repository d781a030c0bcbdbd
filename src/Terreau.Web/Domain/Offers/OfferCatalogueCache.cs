using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;
using Terreau.Engine.Orientation;
using Terreau.Web.Data;
using Terreau.Web.Data.Keeping;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Offers;

/// <summary>Every offer, compiled for the engine, in memory: built once for each state of the offers.</summary>
internal sealed partial class OfferCatalogueCache(KeepingParts parts, AtlasCache atlases, ILogger<OfferCatalogueCache> log) : IDisposable
{
    private readonly Kept<CompiledOffers> kept = new(
        parts, (db, cancel) => BuildAsync(db, atlases, log, cancel), [nameof(Offer), .. Atlas.Subjects]);

    public async ValueTask<CompiledOffers> GetAsync(CancellationToken cancel = default)
    {
        var compiled = await kept.GetAsync(cancel);
        PrepareDays(compiled);
        return compiled;
    }

    public void Dispose() => kept.Dispose();

    // Paris is an hour or two ahead of the clock: its day is always one of these, and tomorrow's is ready before it begins.
    private void PrepareDays(CompiledOffers shelf)
    {
        var day = DateOnly.FromDateTime(parts.Clock.GetUtcNow().UtcDateTime);
        if (shelf.PreparedFrom == day) return;
        shelf.PreparedFrom = day;
        _ = Task.Run(() =>
        {
            shelf.Catalogue.Prepare(day);
            shelf.Catalogue.Prepare(day.AddDays(1));
        });
    }

    private static async Task<CompiledOffers> BuildAsync(TerreauDb db, AtlasCache atlases, ILogger log, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var offers = await db.Offers.AsNoTracking().OrderBy(offer => offer.Slug).ToListAsync(cancel);
        var compiled = CompiledOffers.Of(offers, atlas);
        foreach (var fault in compiled.Faults) LogFault(log, fault);
        return compiled;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault} Elle reste « à confirmer ».")]
    private static partial void LogFault(ILogger log, string fault);
}

/// <summary>The offers at one moment.</summary>
public sealed class CompiledOffers
{
    private CompiledOffers(List<OfferProblem> problems, List<Offer> offers, OfferCatalogue catalogue)
    {
        Catalogue = catalogue;
        Faults = [.. problems.SelectMany(problem => problem.Faults)];
        Offers = offers.ToDictionary(offer => offer.Slug, StringComparer.Ordinal);
        Questions = problems.SelectMany(problem => Manual(problem.Offer.Rule))
            .GroupBy(asked => asked.FactId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Question ?? group.First().Asked, StringComparer.Ordinal);
    }

    public OfferCatalogue Catalogue { get; }

    /// <summary>The first of the two days that the catalogue was prepared for.</summary>
    public DateOnly? PreparedFrom { get; set; }

    public IReadOnlyDictionary<string, Offer> Offers { get; }

    /// <summary>The questions that conditions put to a person, by fact.</summary>
    public IReadOnlyDictionary<string, string> Questions { get; }

    public IReadOnlyList<string> Faults { get; }

    internal static CompiledOffers Of(List<Offer> offers, Atlas atlas)
    {
        var problems = offers.ConvertAll(OfferProblem.Of);
        // An offer whose needs cannot be read answers none: it is left out, and told.
        var readable = problems.Where(problem => problem.Offer.Needs.Length > 0).Select(problem => problem.Offer);
        return new CompiledOffers(problems, offers, new OfferCatalogue(readable, ZonesOf(atlas)));
    }

    /// <summary>The territory's zones with the communes each holds; regions with their départements.</summary>
    internal static Zones ZonesOf(Atlas atlas) => new(
        atlas.Zones.Values
            .Where(zone => Zones.LevelOf(zone.Code) is not null)
            .Select(zone => new ZoneExtent
            {
                Code = zone.Code, Name = zone.Name,
                Communes = [.. zone.Kind is ZoneKind.Department or ZoneKind.Region or ZoneKind.Country
                    ? [] : zone.Communes.Concat(zone.OutsideCommunes)],
                Departements = zone.Kind switch
                {
                    ZoneKind.Department => [zone.Local],
                    ZoneKind.Region => [.. Regions.DepartmentsOf(zone.Local)],
                    _ => [],
                },
            }));

    private static IEnumerable<ManualPredicate> Manual(Rule rule) => rule switch
    {
        ManualPredicate manual => [manual],
        AllRule all => all.Of.SelectMany(Manual),
        AnyRule any => any.Of.SelectMany(Manual),
        AtLeastRule some => some.Of.SelectMany(Manual),
        NotRule not => Manual(not.Of),
        _ => [],
    };
}
