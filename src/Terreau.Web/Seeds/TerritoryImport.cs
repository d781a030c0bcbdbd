using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Seeds;

/// <summary>
/// Brings the territory's reference files into the database: compares by natural key and says the difference, which is applied by saving
/// the context. Seeding is this, into an empty database.
/// </summary>
internal sealed class TerritoryImport(TerreauDb db)
{
    public const string Command = "importer le territoire";

    private static readonly DifferenceWords Words = new("entrée", "entrées")
    {
        Own = new Dictionary<Outcome, (string, string)>
        {
            [Outcome.Missing] = ("absente des fichiers et laissée", "absentes des fichiers et laissées"),
        },
    };

    /// <summary>Puts the files' content into the context, unsaved, and says what that changes.</summary>
    /// <param name="files">The files, read and cross-checked.</param>
    /// <param name="only">Which kinds of entities to bring in; null = all.</param>
    /// <exception cref="StartException">The database is of another territory.</exception>
    public async Task<Difference> PrepareAsync(TerritoryFile files, Predicate<Type>? only, CancellationToken cancel)
    {
        // Sheets, rights and searches know one territory (docs/decisions): a second one would be lost among them.
        if (await db.Territories.AsNoTracking().FirstOrDefaultAsync(held => held.Slug != files.Territory.Slug, cancel) is { } other)
        {
            throw new StartException($"La base est celle de {other.Name}, et ces fichiers sont ceux de {files.Territory.Name} : "
                + "un territoire a sa propre base. Choisissez un autre dossier avec --data.");
        }
        var (difference, missing) = (new Difference(Words), new HashSet<IJournaled>());
        foreach (var rows in TerritoryMapping.Rows(files).GroupBy(row => row.Type))
        {
            if (only is null || only(rows.Key)) missing.UnionWith(await TakeAsync(rows.Key, rows, cancel));
        }
        difference.Take<IJournaled>(
            db, entity => missing.Contains(entity) ? null : new DifferenceLine(NameOf(entity)), await db.EditedSinceAsync(Command, cancel));
        foreach (var entity in missing) difference.Add(Outcome.Missing, NameOf(entity));
        return difference;
    }

    /// <returns>What is held and not in the files.</returns>
    private async Task<IEnumerable<IJournaled>> TakeAsync(Type type, IEnumerable<ReferenceRow> rows, CancellationToken cancel)
    {
        var held = (await TerritoryMapping.HeldAsync(db, type, cancel)).ToDictionary(TerritoryMapping.KeyOf, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (held.Remove(row.Key, out var entity)) row.Apply(entity);
            else db.Add(row.Create());
        }
        return held.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);
    }

    private static string NameOf(IJournaled entity) => $"{entity.GetType().Name} {TerritoryMapping.KeyOf(entity)}";
}
