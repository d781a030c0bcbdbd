using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;
using Terreau.Engine.Orientation;
using Terreau.Web.Data;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Offers;

/// <summary>
/// Every offer, compiled for the engine, in memory. Built once for each state of the offers: the journal
/// says when one moved, in this process or, within a minute, in another.
/// </summary>
internal sealed partial class OfferCatalogueCache(
    IServiceScopeFactory scopes, AtlasCache atlases, JournalBell bell, TimeProvider clock, ILogger<OfferCatalogueCache> log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string[] Subjects = [nameof(Offer), nameof(Zone), nameof(ServedTerritory)];

    private readonly SemaphoreSlim reading = new(1);
    private volatile Held? held;

    public ValueTask<CompiledOffers> GetAsync(CancellationToken cancel = default)
        => held is { } current && IsFresh(current) ? new(current.Shelf) : new(ReadAsync(cancel));

    public void Dispose() => reading.Dispose();

    private bool IsFresh(Held current) => current.Rings == bell.Rings && clock.GetElapsedTime(current.LookedAt) < Patience;

    private async Task<CompiledOffers> ReadAsync(CancellationToken cancel)
    {
        await reading.WaitAsync(cancel);
        try
        {
            if (held is { } current && IsFresh(current)) return current.Shelf;
            var rings = bell.Rings;
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
            var last = await db.Journal.MaxAsync(line => (long?)line.Id, cancel) ?? 0;
            // Most lines are of projects being described: they leave the offers as they are.
            var stands = held is { } known
                && !await db.Journal.AnyAsync(line => line.Id > known.Position && Subjects.Contains(line.Subject), cancel);
            var shelf = stands ? held!.Shelf : await BuildAsync(db, last, cancel);
            held = new Held(shelf, last, rings, clock.GetTimestamp());
            PrepareDays(shelf);
            return shelf;
        }
        finally
        {
            reading.Release();
        }
    }

    // Paris is an hour or two ahead of the clock: its day is always one of these, and tomorrow's is ready before it begins.
    private void PrepareDays(CompiledOffers shelf)
    {
        var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (shelf.PreparedFrom == day) return;
        shelf.PreparedFrom = day;
        _ = Task.Run(() =>
        {
            shelf.Catalogue.Prepare(day);
            shelf.Catalogue.Prepare(day.AddDays(1));
        });
    }

    private async Task<CompiledOffers> BuildAsync(TerreauDb db, long position, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var offers = await db.Offers.AsNoTracking().OrderBy(offer => offer.Slug).ToListAsync(cancel);
        var shelf = CompiledOffers.Of(offers, atlas, position);
        foreach (var fault in shelf.Faults) LogFault(log, fault);
        return shelf;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault} Elle reste « à confirmer ».")]
    private static partial void LogFault(ILogger log, string fault);

    private sealed record Held(CompiledOffers Shelf, long Position, long Rings, long LookedAt);
}

/// <summary>The offers at one position of the journal.</summary>
internal sealed class CompiledOffers
{
    private CompiledOffers(List<OfferProblem> problems, List<Offer> offers, OfferCatalogue catalogue, long position)
    {
        Catalogue = catalogue;
        Position = position;
        Faults = [.. problems.SelectMany(problem => problem.Faults)];
        Offers = offers.ToDictionary(offer => offer.Slug, StringComparer.Ordinal);
        Questions = problems.SelectMany(problem => Manual(problem.Offer.Rule))
            .GroupBy(asked => asked.FactId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Question ?? group.First().Asked, StringComparer.Ordinal);
    }

    public OfferCatalogue Catalogue { get; }

    /// <summary>The last journal line it takes into account.</summary>
    public long Position { get; }

    /// <summary>The first of the two days that the catalogue was prepared for.</summary>
    public DateOnly? PreparedFrom { get; set; }

    public IReadOnlyDictionary<string, Offer> Offers { get; }

    /// <summary>The questions that conditions put to a person, by fact.</summary>
    public IReadOnlyDictionary<string, string> Questions { get; }

    public IReadOnlyList<string> Faults { get; }

    public static CompiledOffers Of(List<Offer> offers, Atlas atlas, long position)
    {
        var problems = offers.ConvertAll(OfferProblem.Of);
        // An offer whose needs cannot be read answers none: it is left out, and told.
        var readable = problems.Where(problem => problem.Offer.Needs.Length > 0).Select(problem => problem.Offer);
        return new CompiledOffers(problems, offers, new OfferCatalogue(readable, ZonesOf(atlas)), position);
    }

    /// <summary>The territory's zones with the communes each holds; regions with their départements.</summary>
    public static Zones ZonesOf(Atlas atlas) => new(
        atlas.Zones.Values
            .Where(zone => Zones.LevelOf(zone.Code) is not null)
            .Select(zone => new ZoneExtent
            {
                Code = zone.Code, Name = zone.Name,
                Communes = [.. zone.Kind is ZoneKind.Department or ZoneKind.Region or ZoneKind.Country ? [] : zone.Communes.Concat(zone.OutsideCommunes)],
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
