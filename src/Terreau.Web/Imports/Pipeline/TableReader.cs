using Terreau.Web.Hosting;
using Terreau.Web.Working;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>
/// Reads any table people have: told apart by what the file holds, not by its name, within the time and the memory that the installation
/// gives. Text is read here, workbooks by a worker.
/// </summary>
internal sealed class TableReader(Workers workers, TerreauOptions options)
{
    /// <summary>A machine that does other things too may take so many times as long by the clock as by the processor.</summary>
    private const int Busy = 4;

    /// <summary>What the answer of a workbook may count: more is more than its reader could hold.</summary>
    private const int AnswerShare = 2;

    private static readonly WorkbookWork Workbooks = new();

    /// <summary>How long one file may take.</summary>
    public TimeSpan Time => options.ReadTime;

    /// <summary>What is said of one that takes longer.</summary>
    public string Late => $"Ce fichier demande plus de {French.Count(options.ReadSeconds, "seconde")} de lecture. "
        + "Enregistrez-le de nouveau, ou en CSV, ou coupez-le en plusieurs.";

    public async Task<TableReading> ReadAsync(byte[] file, CancellationToken cancel)
    {
        if (file.Length == 0) return TableReading.Refused("Ce fichier est vide.");
        if (file.Length > TableFile.MaxBytes)
            return TableReading.Refused($"Ce fichier pèse plus de {TableFile.MaxBytes / 1_000_000} Mo : coupez-le en plusieurs.");
        return WorkbookWork.Takes(file) ? await BookAsync(file, cancel) : Text(file, cancel);
    }

    private TableReading Text(byte[] file, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.ReadTime * Busy);
        try
        {
            return TableFile.Read(file, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return TableReading.Refused(Late);
        }
    }

    private async Task<TableReading> BookAsync(byte[] file, CancellationToken cancel)
    {
        var outcome = await workers.RunAsync(Workbooks, file, new WorkLimits
        {
            Time = options.ReadTime * Busy, Processor = options.ReadTime, Memory = options.ReadBytes,
            Answer = options.ReadBytes / AnswerShare,
        }, cancel);
        return outcome.IsDone ? outcome.Answer : TableReading.Refused(outcome.End switch
        {
            WorkEnd.TooLong => Late,
            WorkEnd.TooLarge => TableFile.TooLarge,
            WorkEnd.NoTurn => "Beaucoup de classeurs sont lus en ce moment. Réessayez dans une minute.",
            WorkEnd.NoProcess => "Ce serveur ne peut pas lire de classeur en ce moment. Réessayez plus tard, ou envoyez-le en CSV.",
            _ => "Ce classeur arrête le programme qui le lit. Ouvrez-le, puis enregistrez-le de nouveau, ou en CSV.",
        });
    }
}
