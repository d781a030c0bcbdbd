using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Terreau.Web.Working;

/// <summary>Has work done by processes of its own, each for one request, bounded in time, memory and number.</summary>
internal sealed class Workers(WorkerStart start, ILogger<Workers> log) : IDisposable
{
    private const int Buffer = 65_536;
    private const int MostSaid = 2_000;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);

    /// <exception cref="OperationCanceledException">Whoever asked no longer waits; nothing of the work is left.</exception>
    public async Task<WorkOutcome<TAnswer>> RunAsync<TAsked, TAnswer>(
        Work<TAsked, TAnswer> work, TAsked asked, WorkLimits limits, CancellationToken cancel)
    {
        var turn = turns.GetOrAdd(work.Name, _ => new SemaphoreSlim(work.Together));
        if (!await turn.WaitAsync(limits.Patience, cancel)) return WorkOutcome<TAnswer>.Without(WorkEnd.NoTurn);
        try
        {
            using var process = Process.Start(start.Under(limits))!;
            return await FollowAsync(process, work, asked, limits, cancel);
        }
        catch (Win32Exception error)
        {
            log.LogError(error, "No process could be started for {Work}", work.Name);
            return WorkOutcome<TAnswer>.Without(WorkEnd.NoProcess);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var turn in turns.Values) turn.Dispose();
    }

    private async Task<WorkOutcome<TAnswer>> FollowAsync<TAsked, TAnswer>(
        Process process, Work<TAsked, TAnswer> work, TAsked asked, WorkLimits limits, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(limits.Time);
        await using var ending = limit.Token.Register(() => Kernel.End(process));
        try
        {
            var feeding = Task.Run(() => Feed(process, work, asked), CancellationToken.None);
            var errors = Task.Run(() => FirstErrors(process.StandardError), CancellationToken.None);
            var (answer, judged) = await Task.Run(() => Read(process, work, limits), CancellationToken.None);
            await Task.WhenAll(process.WaitForExitAsync(CancellationToken.None), feeding);
            cancel.ThrowIfCancellationRequested();
            if (process.ExitCode == 0 && answer is not null) return answer;
            Kernel.End(process);
            var said = await errors;
            var end = judged ?? (limit.IsCancellationRequested ? WorkEnd.TooLong : EndOf(process.ExitCode, said));
            log.LogWarning("The worker for {Work} ended with {Code} ({End}): {Errors}", work.Name, process.ExitCode, end, said);
            return WorkOutcome<TAnswer>.Without(end);
        }
        finally
        {
            if (!process.HasExited) Kernel.End(process);
        }
    }

    private static void Feed<TAsked, TAnswer>(Process process, Work<TAsked, TAnswer> work, TAsked asked)
    {
        try
        {
            // Left open: it is how the worker knows that somebody waits.
            var request = new BufferedStream(process.StandardInput.BaseStream, Buffer);
            work.WriteRequest(asked, request);
            request.Flush();
        }
        catch (IOException)
        {
            // It ended before it had read all: its end says why.
        }
    }

    /// <returns>The answer; or why we let it go no further; or neither, where it stopped short.</returns>
    private static (WorkOutcome<TAnswer>? Answer, WorkEnd? Judged) Read<TAsked, TAnswer>(
        Process process, Work<TAsked, TAnswer> work, WorkLimits limits)
    {
        try
        {
            using var bounded = new BoundedAnswer(process.StandardOutput.BaseStream, limits.Answer);
            using var answer = new BinaryReader(new BufferedStream(bounded, Buffer), Encoding.UTF8);
            var done = WorkOutcome<TAnswer>.Done(work.Answer(answer));
            return answer.BaseStream.ReadByte() < 0 ? (done, null) : throw new InvalidDataException("It says more than its answer.");
        }
        catch (EndOfStreamException)
        {
            return (null, null);
        }
        catch (AnswerTooLongException)
        {
            Kernel.End(process);
            return (null, WorkEnd.TooLarge);
        }
        // No worker of ours would answer so.
        catch (Exception error) when (error is IOException or FormatException or ArgumentException or InvalidDataException)
        {
            Kernel.End(process);
            return (null, WorkEnd.Fell);
        }
    }

    private static WorkEnd EndOf(int code, string said) => code switch
    {
        Kernel.EndedBySignal + Kernel.OutOfProcessor => WorkEnd.TooLong,
        // Not by us: by a machine that had no memory left.
        WorkerProgram.NoMemory or Kernel.EndedBySignal + Kernel.Kill => WorkEnd.TooLarge,
        _ => said.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) ? WorkEnd.TooLarge : WorkEnd.Fell,
    };

    /// <summary>The beginning of what was said, all of it being read: an endless recursion says a great deal.</summary>
    private static string FirstErrors(TextReader from)
    {
        var (said, buffer) = (new StringBuilder(), new char[4_096]);
        int read;
        while ((read = from.Read(buffer)) > 0)
            said.Append(buffer, 0, Math.Min(read, MostSaid - said.Length));
        return said.ToString().Trim();
    }
}
