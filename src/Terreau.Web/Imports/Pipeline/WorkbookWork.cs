using System.Xml;
using Terreau.Web.Working;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>
/// Reads a workbook or an archive that may be one, in a process of its own: those who wrote the file chose what its reader meets. Texts
/// that come again are told by their rank, and a row that is the one before it by a word.
/// </summary>
internal sealed class WorkbookWork : Work<byte[], TableReading>
{
    private const byte End = 0, Row = 1, SameRow = 2;

    /// <summary>So many texts are remembered on both sides; longer ones are not.</summary>
    private const int MostKnown = 65_536;
    private const int LongestKnown = 200;

    private static readonly byte[][] Signatures =
        [[0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], OldWorkbook];

    private static byte[] OldWorkbook => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public override string Name => "workbook-1";
    public override int Together => 2;

    /// <summary>True for what only this reads: what begins as an archive, or as an old workbook.</summary>
    public static bool Takes(ReadOnlySpan<byte> file)
    {
        foreach (var signature in Signatures)
            if (file.StartsWith(signature)) return true;
        return false;
    }

    public override void Ask(byte[] asked, BinaryWriter request)
    {
        request.Write(asked.Length);
        request.Write(asked);
    }

    protected override byte[] Asked(BinaryReader request)
    {
        var length = request.ReadInt32();
        if (length is < 0 or > TableFile.MaxBytes) throw new InvalidDataException("No file is so long.");
        var file = request.ReadBytes(length);
        return file.Length == length ? file : throw new EndOfStreamException();
    }

    protected override void Do(byte[] asked, BinaryWriter answer)
    {
        SourceTable table;
        try
        {
            table = Read(asked);
        }
        catch (UnreadableFileException fault)
        {
            answer.Write(false);
            answer.Write(fault.Message);
            return;
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or IOException)
        {
            answer.Write(false);
            answer.Write(TableFile.Damaged);
            return;
        }
        answer.Write(true);
        answer.Write(table.Form);
        Write(answer, table.Headings);
        Write(answer, table.Notices);
        WriteRows(answer, table.Rows);
    }

    public override TableReading Answer(BinaryReader answer)
    {
        if (!answer.ReadBoolean()) return TableReading.Refused(answer.ReadString());
        var form = answer.ReadString();
        var headings = ReadTexts(answer);
        var notices = ReadTexts(answer);
        return TableReading.Of(new SourceTable(form, headings, ReadRows(answer), notices));
    }

    private static SourceTable Read(byte[] file)
    {
        if (file.AsSpan().StartsWith(OldWorkbook)) return Workbook.Read(file, "classeur Excel ancien (.xls)");
        var names = ZipGuard.Check(file);
        if (names.Contains("xl/workbook.xml", StringComparer.OrdinalIgnoreCase)) return Workbook.Read(file, "classeur Excel");
        if (names.Contains("content.xml", StringComparer.Ordinal)) return OpenDocument.Read(file);
        throw new UnreadableFileException("C’est une archive, pas un tableau. Sortez le fichier de l’archive, puis envoyez-le.");
    }

    private static void Write(BinaryWriter answer, IReadOnlyList<string> texts)
    {
        answer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts) answer.Write(text);
    }

    private static void WriteRows(BinaryWriter answer, IReadOnlyList<SourceRow> rows)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        IReadOnlyList<string>? before = null;
        foreach (var row in rows)
        {
            answer.Write(ReferenceEquals(row.Cells, before) ? SameRow : Row);
            answer.Write7BitEncodedInt(row.Line);
            if (ReferenceEquals(row.Cells, before)) continue;
            before = row.Cells;
            answer.Write7BitEncodedInt(row.Cells.Count);
            foreach (var cell in row.Cells) WriteCell(answer, cell, known);
        }
        answer.Write(End);
    }

    // 0 is a text told in full; else the rank, from 1, of one told before.
    private static void WriteCell(BinaryWriter answer, string cell, Dictionary<string, int> known)
    {
        if (cell.Length <= LongestKnown)
        {
            if (known.TryGetValue(cell, out var rank))
            {
                answer.Write7BitEncodedInt(rank);
                return;
            }
            if (known.Count < MostKnown) known.Add(cell, known.Count + 1);
        }
        answer.Write7BitEncodedInt(0);
        answer.Write(cell);
    }

    private static string[] ReadTexts(BinaryReader answer)
    {
        var count = Bounded(answer.Read7BitEncodedInt(), TableFile.MaxColumns);
        var texts = new string[count];
        for (var at = 0; at < count; at++) texts[at] = answer.ReadString();
        return texts;
    }

    private static List<SourceRow> ReadRows(BinaryReader answer)
    {
        var (rows, known) = (new List<SourceRow>(), new List<string>());
        IReadOnlyList<string> cells = [];
        while (answer.ReadByte() is var kind && kind != End)
        {
            Bounded(rows.Count, TableFile.MaxRows + 1);
            var line = answer.Read7BitEncodedInt();
            if (kind == Row) cells = ReadCells(answer, known);
            rows.Add(new SourceRow(line, cells));
        }
        return rows;
    }

    private static string[] ReadCells(BinaryReader answer, List<string> known)
    {
        var cells = new string[Bounded(answer.Read7BitEncodedInt(), TableFile.MaxColumns)];
        for (var at = 0; at < cells.Length; at++)
        {
            var rank = answer.Read7BitEncodedInt();
            if (rank > 0)
            {
                cells[at] = known[Bounded(rank, known.Count) - 1];
                continue;
            }
            var cell = cells[at] = answer.ReadString();
            if (cell.Length <= LongestKnown && known.Count < MostKnown) known.Add(cell);
        }
        return cells;
    }

    private static int Bounded(int count, int most)
        => count >= 0 && count <= most ? count : throw new InvalidDataException("No table of ours is so large.");
}
