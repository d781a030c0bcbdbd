using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>The outcome of reading a territory's folder: the world, or everything that keeps it from being one.</summary>
internal sealed class TerritoryReading
{
    private readonly TerritoryFile? _world;

    private TerritoryReading(TerritoryFile? world, IReadOnlyList<FileFault> faults) => (_world, Faults) = (world, faults);

    public bool IsRead => _world is not null;

    /// <summary>Empty when the world was read.</summary>
    public IReadOnlyList<FileFault> Faults { get; }

    public TerritoryFile World => _world
        ?? throw new InvalidOperationException($"Les fichiers du territoire ont {Faults.Count} défauts. Le premier : {Faults[0]}");

    public static TerritoryReading Read(TerritoryFile world) => new(world, []);

    public static TerritoryReading Faulty(IReadOnlyList<FileFault> faults) =>
        faults.Count > 0 ? new(null, faults) : throw new ArgumentException("A faulty reading has faults.", nameof(faults));
}
