using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Terreau.Web.Working;

namespace Terreau.Web.Tests.Working;

/// <summary>Work that does what it is told: well, badly, or without end.</summary>
internal sealed class Trial : Work<string, string>
{
    public const string Secret = "le contenu d’un fichier";

    public override string Name => "trial-1";
    public override int Together => 2;

    public override void Ask(string asked, BinaryWriter request) => request.Write(asked);

    protected override string Asked(BinaryReader request) => request.ReadString();

    public override string Answer(BinaryReader answer) => answer.ReadString();

    protected override void Do(string asked, BinaryWriter answer)
    {
        var (verb, what) = asked.Split(' ', 2) is [var first, var rest] ? (first, rest) : (asked, "");
        switch (verb)
        {
            case "say": answer.Write(what); break;
            case "names": answer.Write(string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>())); break;
            case "print": Print(answer, what); break;
            case "stay": answer.Write(Stay(int.Parse(what, CultureInfo.InvariantCulture))); break;
            case "spin": while (true) { }
            case "fill": Fill(); break;
            case "fill-beside": FillBeside(); break;
            case "recurse": answer.Write(Recurse(0)); break;
            case "abort": Environment.FailFast("essai"); break;
            case "throw": throw new InvalidOperationException(Secret);
            case "start": Start(what); break;
            case "twice": answer.Write(what); answer.Write(what); break;
            case "endless": Endless(answer); break;
            case "garble": answer.Write([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]); break;
            case "stop-short": answer.Write7BitEncodedInt(100); break;
            default: throw new ArgumentException(verb);
        }
    }

    private static void Print(BinaryWriter answer, string what)
    {
        Console.WriteLine("Une bibliothèque bavarde.");
        Marshal.FreeHGlobal(Puts(what));
        answer.Write(what);
    }

    /// <summary>Writes to the output as a library that is not ours does.</summary>
    private static nint Puts(string what)
    {
        var text = Marshal.StringToHGlobalAnsi(what);
        _ = WriteTo(1, text, what.Length);
        return text;
    }

    private static string Stay(int milliseconds)
    {
        var start = Stopwatch.GetTimestamp();
        Thread.Sleep(milliseconds);
        return string.Create(CultureInfo.InvariantCulture, $"{start} {Stopwatch.GetTimestamp()}");
    }

    /// <summary>A text that is said to be two gigabytes long, and is.</summary>
    private static void Endless(BinaryWriter answer)
    {
        answer.Write7BitEncodedInt(int.MaxValue);
        while (true) answer.Write("encore"u8);
    }

    private static void Fill()
    {
        var held = new List<byte[]>();
        while (true) held.Add(new byte[1 << 20]);
    }

    /// <summary>Where no collector counts.</summary>
    private static void FillBeside()
    {
        while (true)
        {
            var place = Marshal.AllocHGlobal(1 << 20);
            for (var at = 0; at < 1 << 20; at += 4_096) Marshal.WriteByte(place, at, 1);
        }
    }

    private static string Recurse(int depth) => depth < 0 ? "" : Recurse(depth + 1) + depth;

    /// <summary>Starts a program that would outlive it, tells its number in a file, and goes on for ever.</summary>
    private static void Start(string file)
    {
        using var child = Process.Start(new ProcessStartInfo("sleep", ["600"]))!;
        File.WriteAllText(file, child.Id.ToString(CultureInfo.InvariantCulture));
        Thread.Sleep(Timeout.Infinite);
    }

    [DllImport("libc", EntryPoint = "write")]
    private static extern nint WriteTo(int file, nint text, nint length);
}
