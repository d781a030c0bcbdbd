using CsvHelper;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>Text with separators (RFC 4180 and its usual variants): the separator is the one under which rows have the same
/// width.</summary>
internal static class DelimitedText
{
    private static readonly (char Sign, string Name)[] Separators =
        [(';', "point-virgule"), (',', "virgule"), ('\t', "tabulation"), ('|', "barre")];

    private const int SampleRows = 100;
    private const int SampleLength = 200_000;

    // A quote that is never closed takes the rest of the file as one cell: beyond this the file is told to be wrong.
    private const int LongestRecord = 1_000_000;

    public static SourceTable Read(FileText file, CancellationToken cancel)
    {
        var (text, skipped, said) = Unannounced(file.Text);
        var guess = Guess(text);
        var sign = said ?? guess.Sign;
        var name = said is null ? guess.Name : $"« {sign} »";
        var rows = Rows(text, sign, skipped, cancel);
        List<string> notices = file.WasTwiceEncoded ? ["Les accents du fichier étaient abîmés (« Ã© ») : ils sont remis en place."] : [];
        return Headings.Under($"texte CSV, {file.Encoding}, {name}", rows, notices);
    }

    // A spreadsheet's own first line, "sep=;", says the separator.
    private static (string Text, int Lines, char? Separator) Unannounced(string text)
        => text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n'
            ? (text[(text[5] == '\r' && text.Length > 6 && text[6] == '\n' ? 7 : 6)..], 1, text[4]) : (text, 0, null);

    private static (char Sign, string Name) Guess(string text)
    {
        var sample = text.Length <= SampleLength ? text : text[..SampleLength];
        var best = (Separators[1], Score: 0.0);
        foreach (var candidate in Separators)
        {
            List<int> widths;
            try
            {
                widths = [.. Records(sample, candidate.Sign).Take(SampleRows).Select(record => record.Cells.Length)];
            }
            catch (CsvFormatException)
            {
                continue;
            }
            if (widths.Count == 0) continue;
            // The last row of a sample may be cut.
            var usual = widths.GroupBy(width => width).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key)
                .First();
            if (usual.Key < 2) continue;
            var score = (double)usual.Count() / widths.Count * Math.Sqrt(usual.Key);
            if (score > best.Score) best = (candidate, score);
        }
        return best.Item1;
    }

    private static List<SourceRow> Rows(string text, char separator, int skipped, CancellationToken cancel)
    {
        var rows = new List<SourceRow>();
        try
        {
            foreach (var (line, cells) in Records(text, separator))
            {
                cancel.ThrowIfCancellationRequested();
                if (cells.Length > TableFile.MaxColumns)
                    throw new UnreadableFileException(
                        $"La ligne {line + skipped} compte {cells.Length} colonnes : {TableFile.MaxColumns} au plus.");
                if (rows.Count > TableFile.MaxRows)
                    throw new UnreadableFileException($"Ce fichier dépasse {TableFile.MaxRows} lignes : coupez-le en plusieurs.");
                if (Array.Exists(cells, cell => cell.Length > 0)) rows.Add(new SourceRow(line + skipped, cells));
            }
        }
        catch (CsvFormatException fault)
        {
            throw new UnreadableFileException($"La ligne {fault.LineNumber + skipped} ne se lit pas : ses guillemets sont-ils fermés ?");
        }
        return rows;
    }

    private static IEnumerable<(int Line, string[] Cells)> Records(string text, char separator)
    {
        var options = new CsvReaderOptions
        {
            Separator = separator, HasHeader = false, DetectSeparatorHint = false, TrackLineNumbers = true, MaxRecordSize = LongestRecord,
        };
        using var reader = CsvReader.FromText(text, options);
        while (reader.Read()) yield return ((int)reader.LineNumber, reader.Current.ToArray());
    }
}
