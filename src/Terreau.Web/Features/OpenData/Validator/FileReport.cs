using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.DataInclusion;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Features.OpenData.Validator;

/// <summary>What there is to say of a file, by the readers that the imports use; nothing of it is kept.</summary>
internal sealed class FileReport
{
    /// <summary>How many of a kind are shown; the others are counted.</summary>
    private const int Most = 100;

    private FileReport(string? refusal) => Refusal = refusal;

    /// <summary>Why it cannot be read at all; null when it was read.</summary>
    public string? Refusal { get; }

    /// <summary>How it was read, in words.</summary>
    public string Form { get; private init; } = "";

    public int Rows { get; private init; }

    /// <summary>How many rows make an actor, said once.</summary>
    public int Actors { get; private init; }

    public IReadOnlyList<string> Notices { get; private init; } = [];
    public IReadOnlyList<ColumnSaid> Columns { get; private init; } = [];

    /// <summary>Why the columns do not make actors; null when they do.</summary>
    public string? ColumnsRefusal { get; private init; }

    /// <summary>What was found, kind by kind; only those that hold something.</summary>
    public IReadOnlyList<Part> Parts { get; private init; } = [];

    /// <summary>What data·inclusion asks for, and how much of it is there; empty for a file that already speaks it.</summary>
    public IReadOnlyList<Asked> Standard { get; private init; } = [];

    /// <summary>What the file already is, when it speaks data·inclusion.</summary>
    public string? Speaks { get; private init; }

    public bool IsFaultless => Refusal is null && ColumnsRefusal is null && !Parts.Any(part => part.IsFault);

    /// <summary>Required by the standard, and not on every row.</summary>
    public IReadOnlyList<Asked> Missing => [.. Standard.Where(asked => asked.IsRequired && asked.Filled < asked.Of)];

    public static FileReport Refused(string sentence) => new(sentence);

    /// <param name="file">The whole file.</param>
    /// <param name="tables">Reads it, and says how long that and the rest may take.</param>
    /// <param name="atlas">The places of the territory.</param>
    /// <param name="today">No record can be dated after.</param>
    /// <param name="cancel">The visitor left.</param>
    public static async Task<FileReport> OfAsync(
        byte[] file, TableReader tables, Atlas atlas, DateOnly today, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(tables.Time);
        try
        {
            var reading = await tables.ReadAsync(file, limit.Token);
            if (!reading.IsRead) return Refused(reading.Refusal);
            return InclusionFile.Of(file, today, limit.Token) is { } inclusion
                ? OfInclusion(reading.Table, inclusion) : OfTable(reading.Table, atlas, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Refused(tables.Late);
        }
    }

    private static FileReport OfInclusion(SourceTable table, InclusionFile read)
    {
        List<string> said = [];
        if (read.Structures > 0) said.Add(French.Count(read.Structures, "structure"));
        if (read.Services > 0) said.Add(French.Count(read.Services, "service"));
        return new FileReport(null)
        {
            Form = table.Form, Rows = table.Rows.Count, Speaks = $"data·inclusion v1 : {French.List(said)}",
            Parts = Held(
                Cut("Contraires au standard", true, read.FaultCount, read.Faults.Select(fault => fault.InWords)),
                Cut("À vérifier", false, read.AdviceCount, read.Advice.Select(fault => fault.InWords)),
                Cut("Champs que le standard n’a pas", false, read.Unknown.Count,
                    read.Unknown
                        .Select(field =>
                            $"{Short(field.Name)} : {(field.IsOld ? "il venait d’une ancienne version" : "il sera laissé de côté")}, {French.Number(field.Times)} fois"))),
        };
    }

    private static FileReport OfTable(SourceTable table, Atlas atlas, CancellationToken cancel)
    {
        var guesses = ColumnGuessing.Of(table);
        var mapping = ImportMapping.Of(table, guesses);
        var refusal = mapping.ColumnsOf(table, ImportTarget.Name).Length == 0
            ? "Aucune colonne ne donne le nom des acteurs. Nommez-la « nom »." : null;
        var (seen, refused, asked, aside, repeated) = (new Dictionary<string, int>(StringComparer.Ordinal), new Lines(), new Lines(),
            new Lines(), new Lines());
        // Without names every row would be refused for the same reason.
        foreach (var (record, fault) in refusal is null ? new ActorRowReader(table, mapping, atlas).Each(cancel) : [])
        {
            if (record is null)
            {
                refused.Add($"ligne {fault!.Line} : {fault.Sentence}");
                continue;
            }
            if (record.Question is { } question) asked.Add($"ligne {record.Line} : {question}");
            foreach (var warning in record.Warnings) aside.Add($"ligne {record.Line} : {warning}");
            if (!seen.TryAdd(record.Identity, record.Line))
                repeated.Add(
                    $"ligne {record.Line} : {Short(record.Values[nameof(Organisation.Name)])}, déjà à la ligne {seen[record.Identity]}");
        }
        return new FileReport(null)
        {
            Form = table.Form, Rows = table.Rows.Count, Actors = seen.Count, Notices = table.Notices, ColumnsRefusal = refusal,
            Columns = [.. guesses.Select(guess =>
                new ColumnSaid(Short(table.Headings[guess.Column]), guess.Target?.Label, guess.Percent, guess.Target is null
                    ? "" : guess.Why, Example(table, guess.Column)))],
            Parts = Held(
                Cut("Lignes refusées", true, refused.Count, refused.First),
                Cut("Communes à confirmer", false, asked.Count, asked.First),
                Cut("Valeurs laissées de côté", true, aside.Count, aside.First),
                Cut("Lignes répétées", true, repeated.Count, repeated.First)),
            Standard = refusal is null ? AskedOf(table, mapping) : [],
        };
    }

    // The fields of a structure that a directory can hold, the required ones first.
    private static IReadOnlyList<Asked> AskedOf(SourceTable table, ImportMapping mapping) =>
    [
        Ask(table, mapping, "Identifiant", "id", true, [ImportTarget.Key]), Ask(table, mapping, "Nom", "nom", true, [ImportTarget.Name]),
        Ask(table, mapping, "Date de mise à jour", "date_maj", true, [ImportTarget.UpdatedOn]),
        Ask(table, mapping, "SIRET", "siret", false, [ImportTarget.Register]),
        Ask(table, mapping, "Adresse", "adresse", false, [ImportTarget.Street]),
        Ask(table, mapping, "Code postal", "code_postal", false, [ImportTarget.PostCode]),
        Ask(table, mapping, "Commune", "commune", false, [ImportTarget.Commune, ImportTarget.Insee]),
        Ask(table, mapping, "Position", "latitude", false, [ImportTarget.Latitude, ImportTarget.Point]),
        Ask(table, mapping, "Présentation", "description", false, [ImportTarget.Summary, ImportTarget.Description]),
        Ask(table, mapping, "Téléphone", "telephone", false, [ImportTarget.Phone]),
        Ask(table, mapping, "Messagerie", "courriel", false, [ImportTarget.Email]),
        Ask(table, mapping, "Site web", "site_web", false, [ImportTarget.Website]),
    ];

    private static Asked Ask(SourceTable table, ImportMapping mapping, string label, string field, bool isRequired, ImportTarget[] targets)
    {
        var columns = targets.SelectMany(target => mapping.ColumnsOf(table, target)).ToArray();
        return new Asked(label, field, isRequired, columns.Length > 0,
            table.Rows.Count(row => Array.Exists(columns, column => !Blank.Is(row[column]))), table.Rows.Count);
    }

    private static Part Cut(string title, bool isFault, int count, IEnumerable<string> lines)
        => new(title, isFault, count, [.. lines.Take(Most)]);

    private static IReadOnlyList<Part> Held(params Part[] parts) => [.. parts.Where(part => part.Count > 0)];

    private static string? Example(SourceTable table, int column)
        => table.Column(column).FirstOrDefault(text => !Blank.Is(text)) is { } text ? Short(text) : null;

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    /// <summary>Counts all, keeps the first ones: a file of faults alone costs no more than another.</summary>
    private sealed class Lines
    {
        public List<string> First { get; } = [];
        public int Count { get; private set; }

        public void Add(string line)
        {
            Count++;
            if (First.Count < Most) First.Add(line);
        }
    }

    /// <summary>What a column was taken for.</summary>
    internal sealed record ColumnSaid(string Heading, string? Target, int Percent, string Why, string? Example);

    /// <summary>One kind of things to put right.</summary>
    /// <param name="IsFault">False for what is only worth a look.</param>
    internal sealed record Part(string Title, bool IsFault, int Count, IReadOnlyList<string> Lines);

    /// <summary>A field of the standard.</summary>
    /// <param name="HasColumn">Whether a column gives it.</param>
    /// <param name="Filled">On how many rows.</param>
    /// <param name="Of">Out of how many.</param>
    internal sealed record Asked(string Label, string Field, bool IsRequired, bool HasColumn, int Filled, int Of);
}
