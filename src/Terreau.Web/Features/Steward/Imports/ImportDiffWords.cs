using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Actors;

namespace Terreau.Web.Features.Steward.Imports;

/// <summary>One kind of row of a difference, in words.</summary>
public sealed record DiffPart(string Title, int Count, IReadOnlyList<string> Lines);

/// <summary>A sheet that would change, field by field.</summary>
public sealed record DiffTable(string Id, string Caption, IReadOnlyList<DiffValue> Rows);

/// <summary>A field before and after.</summary>
public sealed record DiffValue(string Label, string Before, string After);

/// <summary>A difference as the page shows it: what needs a look first, what is long cut.</summary>
internal sealed class ImportDiffWords(ActorDiff diff, Atlas atlas)
{
    /// <summary>How many of a kind are shown; the others are counted.</summary>
    public const int Most = 100;

    public IReadOnlyList<DiffPart> Parts =>
    [
        Part("Refusées", diff.Rejected, fault => $"ligne {fault.Line} : {fault.Sentence}"),
        Part("Retenues, car elles ressemblent à une fiche ou à une ligne plus haut", diff.HeldBack, twin => $"ligne {twin.Record.Line} : {NameOf(twin.Record)} ressemble à {twin.Name} ({string.Join(" ", twin.Reasons)})"),
        Part("Laissées de côté, car elles ne disent aucune commune du territoire", diff.Elsewhere, record => $"ligne {record.Line} : {NameOf(record)}"),
        Part("Communes à confirmer", diff.ToConfirm, record => $"ligne {record.Line}, {NameOf(record)}, à confirmer : {record.Question}"),
        Part("Sortiraient de l’annuaire", diff.Closed, sheet => sheet.Name),
        Part("Reviendraient dans l’annuaire", diff.Reopened, sheet => sheet.Name),
        Part("Ajoutées", diff.Added, record => $"ligne {record.Line} : {Whole(record)}"),
        Part("Valeurs gardées, car elles viennent d’ailleurs", [.. diff.Changed.SelectMany(change => change.Kept.Select(value => (change.Sheet, Value: value)))],
            kept => $"{kept.Sheet.Name}, {SheetFields.Find(kept.Value.Field)!.Label} : « {Said(kept.Value.Field, kept.Value.Before)} » reste, le fichier dit « {Said(kept.Value.Field, kept.Value.After)} »"),
        Part("Valeurs laissées de côté", diff.Warnings, warning => $"ligne {warning.Line} : {warning.Sentence}"),
        Part("Répétées dans le fichier", diff.Repeated, record => $"ligne {record.Line} : {NameOf(record)}"),
    ];

    public int ChangedCount => diff.ChangedCount;

    public IReadOnlyList<DiffTable> Tables => [.. diff.Changed.Where(change => change.Fields.Count > 0).Take(Most).Select(change => new DiffTable(
        $"ligne-{change.Record.Line}", $"{change.Sheet.Name}, ligne {change.Record.Line}",
        [.. change.Fields.Select(value => new DiffValue(SheetFields.Find(value.Field)!.Label, Said(value.Field, value.Before), Said(value.Field, value.After)))]))];

    private static DiffPart Part<T>(string title, IReadOnlyList<T> items, Func<T, string> line) => new(title, items.Count, [.. items.Take(Most).Select(line)]);

    // All that the new sheet would say: a column taken for another shows here.
    private string Whole(ActorRecord record) => string.Join(" · ", record.Values.OrderBy(pair => pair.Key != nameof(Organisation.Name))
        .Select(pair => Said(pair.Key, pair.Value)).Select(text => text.Length <= 80 ? text : text[..80] + "…"));

    private static string NameOf(ActorRecord record) => record.Values[nameof(Organisation.Name)];

    private string Said(string field, string value) => SheetFields.Find(field)!.InWords(value, atlas);
}
