namespace Terreau.Web.Imports.Pipeline;

/// <summary>A file people sent, as rows of raw text under headings.</summary>
/// <param name="Form">What it was found to be, in words: "texte CSV, Windows-1252, point-virgule".</param>
/// <param name="Headings">One for each column, never empty, never twice the same.</param>
/// <param name="Rows">The rows that hold something.</param>
/// <param name="Notices">What the reader should know: rows skipped above the headings, another sheet left aside.</param>
internal sealed record SourceTable(
    string Form, IReadOnlyList<string> Headings, IReadOnlyList<SourceRow> Rows, IReadOnlyList<string> Notices)
{
    /// <summary>What a column holds, in the order of the rows; "" where a row stops before.</summary>
    public IEnumerable<string> Column(int at) => Rows.Select(row => row[at]);
}

/// <summary>One row.</summary>
/// <param name="Line">Where it stands in the file, from 1, as a spreadsheet or an editor shows it.</param>
/// <param name="Cells">Its raw texts.</param>
internal sealed record SourceRow(int Line, IReadOnlyList<string> Cells)
{
    public string this[int at] => at < Cells.Count ? Cells[at] : "";
}

/// <summary>A closed outcome: a table, or why the file cannot be one, in one sentence.</summary>
internal sealed class TableReading
{
    private readonly SourceTable? table;
    private readonly string? refusal;

    private TableReading(SourceTable? table, string? refusal) => (this.table, this.refusal) = (table, refusal);

    public bool IsRead => table is not null;
    public SourceTable Table => table ?? throw new InvalidOperationException("A file that was refused has no table.");
    public string Refusal => refusal ?? throw new InvalidOperationException("A file that was read has no refusal.");

    public static TableReading Of(SourceTable table) => new(table, null);

    public static TableReading Refused(string sentence) => new(null, sentence);
}

/// <summary>Says in one sentence, to who sent it, why a file cannot be read.</summary>
internal sealed class UnreadableFileException(string sentence) : Exception(sentence);
