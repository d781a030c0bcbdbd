using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>Excel workbooks, old and new: the sheet in sight that holds the table.</summary>
internal static class Workbook
{
    /// <summary>A sheet has no more rows, whatever the file says.</summary>
    private const int LastRow = 1_048_576;

    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static SourceTable Read(byte[] file, string form)
    {
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(file, writable: false));
            var choice = new SheetChoice();
            do
            {
                if (!string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase)) continue;
                if (choice.IsSettled) choice.LeaveAside(reader.Name);
                else if (choice.HasNone) choice.Offer(reader.Name, Rows(reader));
                else OfferLater(choice, reader);
            }
            while (reader.NextResult());
            return choice.Table(form);
        }
        catch (InvalidPasswordException)
        {
            throw new UnreadableFileException("Ce classeur est protégé par un mot de passe. Enregistrez-le sans.");
        }
        // The library fails in many ways on a file that is none: each says the same to people.
        catch (Exception fault) when (fault is ExcelReaderException or FormatException or IndexOutOfRangeException or ArgumentException
            or NotSupportedException or InvalidOperationException or NullReferenceException or KeyNotFoundException or OverflowException)
        {
            throw new UnreadableFileException("Ce classeur est abîmé. Ouvrez-le, puis enregistrez-le de nouveau.");
        }
    }

    // A sheet beyond our limits refuses the file only where it would be the one that is read.
    private static void OfferLater(SheetChoice choice, IExcelDataReader reader)
    {
        try { choice.Offer(reader.Name, Rows(reader)); }
        catch (UnreadableFileException) { choice.LeaveAside(reader.Name); }
    }

    private static List<SourceRow> Rows(IExcelDataReader reader)
    {
        var rows = new List<SourceRow>();
        var line = 0;
        while (reader.Read())
        {
            // A row said to be the two thousand millionth is reached through as many empty ones.
            if (++line > LastRow) throw new UnreadableFileException(TableFile.Damaged);
            var width = Math.Min(reader.FieldCount, 16_384);
            var last = width - 1;
            while (last >= 0 && reader.GetValue(last) is null or "") last--;
            if (last < 0) continue;
            if (last >= TableFile.MaxColumns)
                throw new UnreadableFileException($"La ligne {line} compte plus de {TableFile.MaxColumns} colonnes.");
            if (rows.Count > TableFile.MaxRows)
                throw new UnreadableFileException($"Ce classeur dépasse {TableFile.MaxRows} lignes : coupez-le en plusieurs.");
            var cells = new string[last + 1];
            for (var at = 0; at <= last; at++) cells[at] = Text(reader.GetValue(at), reader.GetNumberFormatString(at));
            rows.Add(new SourceRow(line, cells));
        }
        return rows;
    }

    private static string Text(object? value, string? format) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "oui" : "non",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double number => Number(number, format),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // A SIRET kept as a number is a number of fourteen digits; a format of zeros ("00000") holds back the ones that were lost.
    private static string Number(double number, string? format)
    {
        if (number != Math.Floor(number) || Math.Abs(number) >= 1e15) return number.ToString("R", CultureInfo.InvariantCulture);
        var digits = ((long)number).ToString(CultureInfo.InvariantCulture);
        return format is { Length: > 1 } && format.All(sign => sign == '0') ? digits.PadLeft(format.Length, '0') : digits;
    }
}
