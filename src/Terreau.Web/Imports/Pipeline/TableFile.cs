using System.Xml;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>Reads any table people have: told apart by what the file holds, not by its name.</summary>
internal static class TableFile
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 50_000_000;

    public const int MaxRows = 200_000;
    public const int MaxColumns = 300;

    /// <summary>Longer than any true file takes: a file made to exhaust is left before.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TableReading Read(byte[] file, CancellationToken cancel = default)
    {
        if (file.Length == 0) return TableReading.Refused("Ce fichier est vide.");
        if (file.Length > MaxBytes)
            return TableReading.Refused($"Ce fichier pèse plus de {MaxBytes / 1_000_000} Mo : coupez-le en plusieurs.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            return TableReading.Of(Recognised(file, limit.Token));
        }
        catch (UnreadableFileException fault)
        {
            return TableReading.Refused(fault.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return TableReading.Refused("Ce fichier est trop long à lire. Enregistrez-le de nouveau, ou en CSV.");
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or IOException)
        {
            return TableReading.Refused("Ce fichier est abîmé ou n’est pas un tableau. Ouvrez-le, puis enregistrez-le de nouveau.");
        }
    }

    private static SourceTable Recognised(byte[] file, CancellationToken cancel)
    {
        if (Begins(file, [0x50, 0x4B, 0x03, 0x04]) || Begins(file, [0x50, 0x4B, 0x05, 0x06])) return Zipped(file, cancel);
        if (Begins(file, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return Workbook.Read(file, "classeur Excel ancien (.xls)", cancel);
        if (Begins(file, "%PDF"u8)) throw new UnreadableFileException("C’est un document PDF. Demandez le tableau lui-même.");
        if (Begins(file, "PAR1"u8))
            throw new UnreadableFileException("C’est un fichier Parquet. Il s’importe par la console, pour Sirene.");
        var text = FileText.Of(file);
        return text.LooksLikeJson ? JsonList.Read(file, text) : DelimitedText.Read(text, cancel);
    }

    private static SourceTable Zipped(byte[] file, CancellationToken cancel)
    {
        var names = ZipGuard.Check(file, cancel);
        if (names.Contains("xl/workbook.xml", StringComparer.OrdinalIgnoreCase)) return Workbook.Read(file, "classeur Excel", cancel);
        if (names.Contains("content.xml", StringComparer.Ordinal)) return OpenDocument.Read(file, cancel);
        throw new UnreadableFileException("C’est une archive, pas un tableau. Sortez le fichier de l’archive, puis envoyez-le.");
    }

    private static bool Begins(byte[] file, ReadOnlySpan<byte> signature) => file.AsSpan().StartsWith(signature);
}
