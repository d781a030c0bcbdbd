using System.Diagnostics;
using System.Globalization;

namespace Terreau.Web.Working;

/// <summary>How a worker is started: the executable that this code is part of, under bounds, and without the secrets of the site.</summary>
/// <param name="Program">What the system runs.</param>
/// <param name="Arguments">What stands before the verb.</param>
internal sealed record WorkerStart(string Program, IReadOnlyList<string> Arguments)
{
    private const string Runtime = "dotnet";

    /// <summary>All that a worker gets of the surroundings: where the runtime is, and how text and time are said.</summary>
    private static readonly string[] Kept = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_ALL",
        "TZ", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"];

    /// <summary>This executable.</summary>
    public static WorkerStart Own { get; } = Of(typeof(WorkerStart).Assembly.Location, Environment.ProcessPath);

    /// <param name="assembly">Where an executable that is also a worker lies; empty when it is all in one file.</param>
    /// <param name="host">What runs this process: that executable, the runtime, or another program of ours.</param>
    public static WorkerStart Of(string assembly, string? host)
    {
        if (host is not null && (assembly.Length == 0 || Is(host, Path.GetFileNameWithoutExtension(assembly)))) return new(host, []);
        return new(host is not null && Is(host, Runtime) ? host : Runtime, [assembly]);
    }

    // No ending is taken off where there is none: Terreau.Web has a point in its name.
    private static bool Is(string program, string name) => Path.GetFileName(program) is var file && (file == name || file == name + ".exe");

    public ProcessStartInfo Under(WorkLimits limits)
    {
        var bounds = new WorkerBounds(limits.ProcessorSeconds, limits.ProcessMemory, IsHeld: true);
        var start = new ProcessStartInfo(Program, [.. Arguments, WorkerProgram.Verb, .. bounds.Arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Clear();
        foreach (var name in Kept)
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        start.Environment["DOTNET_GCHeapHardLimit"] = limits.Memory.ToString("x", CultureInfo.InvariantCulture);
        // What is read stays: looked through less often, 20,000 rows take a fifth less.
        start.Environment["DOTNET_GCgen0size"] = (limits.Memory / 8).ToString("x", CultureInfo.InvariantCulture);
        // It lives a second: neither a collector beside it nor a profile of its code would pay, and nobody looks into it.
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }
}
