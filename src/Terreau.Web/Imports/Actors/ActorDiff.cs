using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Differences;

namespace Terreau.Web.Imports.Actors;

/// <summary>What a file would do to the directory, row by row: what is applied once somebody has agreed to it as it is told.</summary>
internal sealed record ActorDiff
{
    private const int HashedAtOnce = 1 << 16;
    private const int LongestSaid = 80;

    private static readonly DifferenceWords Words = new("ligne", "lignes")
    {
        Own = new Dictionary<Outcome, (string, string)>
        {
            [Outcome.Closed] = ("fiche sort de l’annuaire", "fiches sortent de l’annuaire"),
            [Outcome.Reopened] = ("fiche y revient", "fiches y reviennent"),
        },
        WhenEmpty = "Aucune ligne du fichier n’est un acteur.",
        WhenRejected = "les colonnes sont-elles les bonnes ?",
        WhenClosed = (closed, known) => $"{closed} fiches sur {known} sortiraient de l’annuaire : le fichier est-il entier ?",
    };

    private string? fingerprint;

    /// <summary>What it was computed against.</summary>
    public required Atlas Atlas { get; init; }

    /// <summary>The last line of the journal when the comparison began.</summary>
    public required long Position { get; init; }

    public required IReadOnlyList<ActorRecord> Added { get; init; }

    /// <summary>New rows that look like a sheet, or like a row above: held back until someone says that they are not.</summary>
    public required IReadOnlyList<Lookalike> HeldBack { get; init; }

    /// <summary>New rows that say no commune of the territory, where somebody asked to leave them aside.</summary>
    public required IReadOnlyList<ActorRecord> Elsewhere { get; init; }

    public required IReadOnlyList<ActorChange> Changed { get; init; }
    public required int Unchanged { get; init; }

    /// <summary>Rows that say again an actor of an earlier row: the first one counts.</summary>
    public required IReadOnlyList<ActorRecord> Repeated { get; init; }

    public required IReadOnlyList<RowFault> Rejected { get; init; }

    /// <summary>Sheets of this source that the file no longer names: they leave the directory, nothing is erased.</summary>
    public required IReadOnlyList<Organisation> Closed { get; init; }

    /// <summary>Sheets that an earlier file had closed, and that this one names again: they come back.</summary>
    public required IReadOnlyList<Organisation> Reopened { get; init; }

    /// <summary>How many sheets the source had before.</summary>
    public required int Known { get; init; }

    /// <summary>The month of the Sirene stock that rows without a place were looked for in; null when the territory holds none.</summary>
    public required PartialDate? StockOn { get; init; }

    /// <summary>All the rows that were read.</summary>
    public required IReadOnlyList<ActorRecord> Records { get; init; }

    /// <summary>New rows, those held back too.</summary>
    public IEnumerable<ActorRecord> Fresh => Added.Concat(HeldBack.Select(twin => twin.Record));

    /// <summary>The new rows that would be nowhere on the map.</summary>
    public IEnumerable<ActorRecord> Unplaced => Fresh.Where(
        record => !record.Values.ContainsKey(nameof(Organisation.Communes)) && !record.Values.ContainsKey(SheetFields.Position));

    public bool IsEmpty => Added.Count + HeldBack.Count + ChangedCount + Closed.Count + Reopened.Count == 0;

    /// <summary>How many sheets would bear other values.</summary>
    public int ChangedCount => Changed.Count(change => change.Fields.Count > 0);

    /// <summary>The same for the same difference: what somebody agreed to is what is applied, or it is shown again.</summary>
    public string Fingerprint => fingerprint ??= Hashed();

    /// <summary>It, as that of every source is told.</summary>
    /// <param name="withLookalikes">True when the rows held back are added too.</param>
    public Difference Told(bool withLookalikes = false)
    {
        var told = new Difference(Words) { Known = Known };
        told.AddAll(Outcome.Rejected, Rejected, fault => new(Line(fault.Line), fault.Sentence));
        told.AddAll(Outcome.Warned, [.. Records.SelectMany(record => record.Warnings.Select(warning => (record.Line, Sentence: warning)))],
            warning => new(Line(warning.Line), warning.Sentence));
        told.AddAll(Outcome.ToConfirm, Records.Where(record => record.Question is not null).ToList(),
            record => new($"{Line(record.Line)}, {record.Name}", $"à confirmer : {record.Question}"));
        if (!withLookalikes)
            told.AddAll(Outcome.HeldBack, HeldBack, twin => new(Line(twin.Record.Line), twin.InWords));
        told.AddAll(Outcome.Aside, Elsewhere, record => new(Line(record.Line), $"{record.Name}, sans commune du territoire"));
        told.AddAll(Outcome.Added, withLookalikes ? Fresh.ToList() : Added, record => new(Line(record.Line), Whole(record)));
        told.AddAll(Outcome.Changed, Changed.Where(change => change.Fields.Count > 0).ToList(), LineOf);
        told.AddAll(Outcome.Kept, [.. Changed.SelectMany(change => change.Kept.Select(field => (change.Sheet.Name, Field: Said(field))))],
            kept => new($"{kept.Name}, {kept.Field.Field}", $"« {kept.Field.Before} » reste, le fichier dit « {kept.Field.After} »"));
        told.Pass(Outcome.Unchanged, Unchanged + Changed.Count - ChangedCount);
        told.AddAll(Outcome.Repeated, Repeated, record => new(Line(record.Line), record.Name));
        told.AddAll(Outcome.Closed, Closed, sheet => new(sheet.Name));
        told.AddAll(Outcome.Reopened, Reopened, sheet => new(sheet.Name));
        told.Notes.AddRange(Notes());
        return told;
    }

    private static string Line(int line) => $"ligne {line}";

    private DifferenceLine LineOf(ActorChange change)
        => new($"{change.Sheet.Name}, {Line(change.Record.Line)}") { Fields = [.. change.Fields.Select(Said)] };

    // All that the new sheet would say: a column taken for another shows here.
    private string Whole(ActorRecord record) => string.Join(" · ", record.Values.OrderBy(pair => pair.Key != nameof(Organisation.Name))
        .Select(pair => Said(pair.Key, pair.Value)).Select(text => text.Length <= LongestSaid ? text : text[..LongestSaid] + "…"));

    private FieldChange Said(FieldChange change)
        => new(SheetFields.Find(change.Field)!.Label, Said(change.Field, change.Before), Said(change.Field, change.After));

    private string Said(string field, string value) => SheetFields.Find(field)!.InWords(value, Atlas);

    // What is to be known of where the new sheets are.
    private IEnumerable<string> Notes()
    {
        var placed = Fresh.Count(record => record.Register is not null) + Changed.Count(change => change.IsPlacedByRegister);
        if (placed > 0)
            yield return $"Pour {French.Count(placed, "ligne qui ne dit pas sa commune", "lignes qui ne disent pas leur commune")}, "
                + $"le répertoire Sirene de {StockOn!.Value.InFrench()} la dit, par le SIRET.";
        var lost = Unplaced.ToList();
        if (lost.Count > 0)
        {
            var asked = lost.Count > 1 ? "elles ne seraient pas sur la carte. Sont-elles" : "elle ne serait pas sur la carte. Est-elle";
            var said = French.Count(lost.Count, "nouvelle fiche est sans commune", "nouvelles fiches sont sans commune");
            yield return $"{said}\u00A0: {asked} bien du territoire\u00A0?";
        }
        if (StockOn is null && lost.Any(record => !record.SaysPlace && record.Values.ContainsKey(nameof(Organisation.Siret))))
            yield return "Une fois importé, le stock Sirene dirait la commune de celles qui ont un SIRET.";
    }

    private string Hashed()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new ArrayBufferWriter<byte>(2 * HashedAtOnce);
        foreach (var record in Fresh)
        {
            Say("+", record.Key);
            foreach (var (field, value) in record.Values) Say("|", field, "=", value);
            Say(record.Values.Count == 0 ? "|\n" : "\n");
        }
        foreach (var change in Changed)
        {
            Say("~", change.Sheet.Id.ToString());
            foreach (var value in change.Fields) Say("|", value.Field, "=", value.Before, ">", value.After);
            Say(change.Fields.Count == 0 ? "|\n" : "\n");
        }
        foreach (var sheet in Closed) Say("-", sheet.Id.ToString(), "|\n");
        foreach (var sheet in Reopened) Say("<", sheet.Id.ToString(), "|\n");
        hash.AppendData(text.WrittenSpan);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Say(params ReadOnlySpan<string> words)
        {
            foreach (var word in words) Encoding.UTF8.GetBytes(word, text);
            if (text.WrittenCount < HashedAtOnce) return;
            hash.AppendData(text.WrittenSpan);
            text.ResetWrittenCount();
        }
    }

    /// <summary>A new row, and the name of the sheet, or of the row with its line, that it looks like.</summary>
    internal sealed record Lookalike(ActorRecord Record, string Name, IReadOnlyList<string> Reasons)
    {
        public string InWords => $"{Record.Name} ressemble à {Name} ({string.Join(" ", Reasons)})";
    }
}
