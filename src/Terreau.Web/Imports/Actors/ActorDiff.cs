using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Imports.Actors;

/// <summary>What a file would do to the directory, row by row; every row of the file is in one of these lists.</summary>
internal sealed record ActorDiff
{
    private const int HashedAtOnce = 1 << 16;

    private string? fingerprint;

    public required IReadOnlyList<ActorRecord> Added { get; init; }

    /// <summary>The last line of the journal when the comparison began.</summary>
    public required long Position { get; init; }

    /// <summary>New rows that look like a sheet, or like a row above: held back until someone says that they are not.</summary>
    public required IReadOnlyList<Lookalike> HeldBack { get; init; }

    /// <summary>New rows that say no commune of the territory, where somebody asked to leave them aside.</summary>
    public required IReadOnlyList<ActorRecord> Elsewhere { get; init; }

    public required IReadOnlyList<Change> Changed { get; init; }
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

    /// <summary>Values that could not be taken, by line.</summary>
    public required IReadOnlyList<(int Line, string Sentence)> Warnings { get; init; }

    /// <summary>Rows whose commune must be confirmed, each with its question.</summary>
    public required IReadOnlyList<ActorRecord> ToConfirm { get; init; }

    /// <summary>The rows that hold something.</summary>
    public int Rows => Added.Count + HeldBack.Count + Elsewhere.Count + Changed.Count + Unchanged + Repeated.Count + Rejected.Count;

    public bool IsEmpty => Added.Count + HeldBack.Count + ChangedCount + Closed.Count + Reopened.Count == 0;

    /// <summary>How many sheets would bear other values.</summary>
    public int ChangedCount => Changed.Count(change => change.Fields.Count > 0);

    /// <summary>The same for the same difference: what somebody agreed to is what is applied, or it is shown again.</summary>
    public string Fingerprint => fingerprint ??= Hashed();

    private string Hashed()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new ArrayBufferWriter<byte>(2 * HashedAtOnce);
        foreach (var record in Added.Concat(HeldBack.Select(twin => twin.Record)))
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

    /// <summary>"12 ajoutées, 3 mises à jour": what the page and the console say; what did not happen is not said.</summary>
    /// <param name="withLookalikes">True when the rows held back are added too.</param>
    public string InWords(bool withLookalikes)
    {
        (int Count, string One, string Many)[] kinds =
        [
            (Added.Count + (withLookalikes ? HeldBack.Count : 0), "ajoutée", "ajoutées"), (ChangedCount, "mise à jour", "mises à jour"),
            (Unchanged + Changed.Count - ChangedCount, "inchangée", "inchangées"), (Repeated.Count, "répétée", "répétées"),
            (withLookalikes ? 0 : HeldBack.Count, "retenue", "retenues"), (Elsewhere.Count, "laissée de côté", "laissées de côté"), (Rejected.Count, "refusée", "refusées"),
            (Closed.Count, "fiche sort de l’annuaire", "fiches sortent de l’annuaire"), (Reopened.Count, "fiche y revient", "fiches y reviennent"),
        ];
        var said = kinds.Where(kind => kind.Count > 0).Select(kind => French.Count(kind.Count, kind.One, kind.Many)).ToList();
        return $"{French.Count(Rows, "ligne", "lignes")} : {(said.Count == 0 ? "rien à faire" : French.List(said))}.";
    }

    /// <summary>The new rows that would be nowhere on the map.</summary>
    public IReadOnlyList<ActorRecord> Unplaced => [.. Added.Concat(HeldBack.Select(twin => twin.Record)).Where(record => !record.Values.ContainsKey(nameof(Organisation.Communes)) && !record.Values.ContainsKey(SheetFields.Position))];

    /// <summary>What is to be known of where the new sheets are, as sentences.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            var notes = new List<string>();
            var fresh = Added.Concat(HeldBack.Select(twin => twin.Record)).ToList();
            var placed = fresh.Count(record => record.Register is not null) + Changed.Count(change => change.Fields.Any(value => change.Record.Register?.Fields.Contains(value.Field) == true));
            if (placed > 0) notes.Add($"Pour {French.Count(placed, "ligne qui ne dit pas sa commune", "lignes qui ne disent pas leur commune")}, le répertoire Sirene de {StockOn!.Value.InFrench()} la dit, par le SIRET.");
            var lost = Unplaced;
            if (lost.Count > 0) notes.Add($"{French.Count(lost.Count, "nouvelle fiche est sans commune", "nouvelles fiches sont sans commune")}\u00A0: {(lost.Count > 1 ? "elles ne seraient" : "elle ne serait")} pas sur la carte. {(lost.Count > 1 ? "Sont-elles" : "Est-elle")} bien du territoire\u00A0?");
            if (StockOn is null && lost.Any(record => !record.SaysPlace && record.Values.ContainsKey(nameof(Organisation.Siret)))) notes.Add("Une fois importé, le stock Sirene dirait la commune de celles qui ont un SIRET.");
            return notes;
        }
    }

    /// <summary>Why the file should not be applied without being looked at again, as sentences.</summary>
    public IReadOnlyList<string> Guards
    {
        get
        {
            var guards = new List<string>();
            if (Rows == 0) guards.Add("Aucune ligne du fichier n’est un acteur.");
            if (Rejected.Count * 10 > Rows * 3) guards.Add($"{French.Count(Rejected.Count, "ligne", "lignes")} sur {French.Number(Rows)} {(Rejected.Count > 1 ? "sont refusées" : "est refusée")} : les colonnes sont-elles les bonnes ?");
            if (Closed.Count > 5 && Closed.Count * 5 > Known) guards.Add($"{Closed.Count} fiches sur {Known} sortiraient de l’annuaire : le fichier est-il entier ?");
            return guards;
        }
    }

    /// <summary>A row that is already a sheet.</summary>
    /// <param name="Record">The row.</param>
    /// <param name="Sheet">The sheet, as it stands.</param>
    /// <param name="Fields">What would change; empty when only values of others differ.</param>
    /// <param name="Kept">Fields whose value comes from elsewhere and is kept, though the file says otherwise.</param>
    internal sealed record Change(ActorRecord Record, Organisation Sheet, IReadOnlyList<FieldChange> Fields, IReadOnlyList<FieldChange> Kept);

    /// <summary>A new row, and the name of the sheet, or of the row with its line, that it looks like.</summary>
    internal sealed record Lookalike(ActorRecord Record, string Name, IReadOnlyList<string> Reasons);
}
