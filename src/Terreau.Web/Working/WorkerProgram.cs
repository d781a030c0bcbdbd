using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Terreau.Web.Working;

/// <summary>
/// A worker: this executable, started for one request, which it reads on its input, and ended with the answer on its output. It makes
/// neither the console nor the site. A request that was kept is done again by giving it to <c>Terreau.Web worker</c> by hand.
/// </summary>
internal static class WorkerProgram
{
    public const string Verb = "worker";

    /// <summary>It ran out of memory and could still say so.</summary>
    public const int NoMemory = 12;

    private const int Fault = 13;
    private const int Unasked = 64;

    private const int Buffer = 65_536;

    /// <param name="given">What stands after the verb: see <see cref="WorkerBounds"/>.</param>
    /// <param name="works">What it can do.</param>
    public static int Run(string[] given, IReadOnlyList<IWork> works)
    {
        if (WorkerBounds.Of(given) is not { } bounds || !Console.IsInputRedirected)
        {
            Console.Error.WriteLine("« worker » fait un travail que le site ou la console lui donne : il ne se lance pas à la main, "
                + "sauf pour refaire une demande gardée (worker < demande > réponse).");
            return Unasked;
        }
        try
        {
            bounds.Hold();
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = French.Culture;
            using var output = new BufferedStream(Kernel.TakeOutput(), Buffer);
            using var input = new BufferedStream(Console.OpenStandardInput(), Buffer);
            using var request = new BinaryReader(input, Encoding.UTF8, leaveOpen: true);
            var name = request.ReadString();
            if (works.FirstOrDefault(one => one.Name == name) is not { } work)
            {
                Console.Error.WriteLine($"Unknown work: {name}");
                return Unasked;
            }
            using (var answer = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true))
                work.Do(request, () => { if (bounds.IsHeld) EndWithItsOwner(input); }, answer);
            output.Flush();
            return 0;
        }
        catch (OutOfMemoryException)
        {
            return NoMemory;
        }
        catch (Exception fault)
        {
            // Where it fell is for the log. Its message is not: it may hold what somebody's file holds.
            Console.Error.WriteLine($"{fault.GetType()}{Environment.NewLine}{fault.StackTrace}");
            return Fault;
        }
    }

    /// <summary>Whoever asked keeps our input open as long as it lives and waits.</summary>
    private static void EndWithItsOwner(Stream input) => new Thread(() =>
    {
        if (input.ReadByte() < 0) Process.GetCurrentProcess().Kill();
    }) { IsBackground = true }.Start();
}

/// <summary>What a worker is started with, on its command line.</summary>
/// <param name="ProcessorSeconds">0 = as much as it takes.</param>
/// <param name="Bytes">0 = as many as it takes.</param>
/// <param name="IsHeld">Its end comes with that of its input.</param>
internal sealed record WorkerBounds(int ProcessorSeconds, long Bytes, bool IsHeld)
{
    private const string Held = "held";

    public IEnumerable<string> Arguments => [ProcessorSeconds.ToString(CultureInfo.InvariantCulture),
        Bytes.ToString(CultureInfo.InvariantCulture), .. IsHeld ? [Held] : Array.Empty<string>()];

    /// <summary>Without any, a request that was kept is done again, unbounded. Null when they say nothing.</summary>
    public static WorkerBounds? Of(string[] given) => given switch
    {
        [] => new(0, 0, IsHeld: false),
        [var seconds, var bytes, .. var rest] when Count(seconds) is { } time and <= int.MaxValue && Count(bytes) is { } memory
            && rest is [] or [Held] => new((int)time, memory, rest is [Held]),
        _ => null,
    };

    public void Hold()
    {
        if (ProcessorSeconds > 0 && Bytes > 0) Kernel.Bound(ProcessorSeconds, Bytes);
    }

    private static long? Count(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
