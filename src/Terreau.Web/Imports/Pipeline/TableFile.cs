namespace Terreau.Web.Imports.Pipeline;

/// <summary>The tables that are text, and how large any table may be. <see cref="TableReader"/> reads the others too.</summary>
internal static class TableFile
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 50_000_000;

    public const int MaxRows = 200_000;
    public const int MaxColumns = 300;

    public const string Damaged = "Ce fichier est abîmé ou n’est pas un tableau. Ouvrez-le, puis enregistrez-le de nouveau.";
    public const string TooLarge = "Ce fichier devient trop grand une fois ouvert. Gardez-en les lignes utiles, ou envoyez-le en CSV.";

    /// <summary>CSV or JSON.</summary>
    public static TableReading Read(byte[] file, CancellationToken cancel = default)
    {
        try
        {
            return TableReading.Of(Recognised(file, cancel));
        }
        catch (UnreadableFileException fault)
        {
            return TableReading.Refused(fault.Message);
        }
        catch (IOException)
        {
            return TableReading.Refused(Damaged);
        }
    }

    private static SourceTable Recognised(byte[] file, CancellationToken cancel)
    {
        if (file.AsSpan().StartsWith("%PDF"u8)) throw new UnreadableFileException("C’est un document PDF. Demandez le tableau lui-même.");
        if (file.AsSpan().StartsWith("PAR1"u8))
            throw new UnreadableFileException("C’est un fichier Parquet. Il s’importe par la console, pour Sirene.");
        var text = FileText.Of(file);
        return text.LooksLikeJson ? JsonList.Read(file, text) : DelimitedText.Read(text, cancel);
    }
}
