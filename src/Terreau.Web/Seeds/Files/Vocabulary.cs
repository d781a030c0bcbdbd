using System.Collections.Frozen;

namespace Terreau.Web.Seeds.Files;

/// <summary>The codes the territory's files may use. Fixed: a new code needs a page that shows it and a rule that reads it.</summary>
internal static class Vocabulary
{
    public static readonly FrozenSet<string> ZoneLevels = Set("COMMUNE", "TERRITOIRE", "QPV", "QUARTIER", "DEPARTEMENT", "REGION", "PAYS");
    public static readonly FrozenSet<string> Precisions = Set("exacte", "centroide", "commune", "inconnue");

    private static FrozenSet<string> Set(params string[] codes) => codes.ToFrozenSet(StringComparer.Ordinal);
}
