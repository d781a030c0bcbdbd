using Terreau.Web.Reading;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Tests.Seeds;

/// <summary>The files of Est Ensemble, read once for all the tests that look into them.</summary>
internal static class World
{
    private static readonly Lazy<TerritoryReading> Reading = new(() => TerritoryFiles.Read(Clone.Territory));

    public static IReadOnlyList<FileFault> Faults => Reading.Value.Faults;

    public static TerritoryFile EstEnsemble => Reading.Value.World;
}
