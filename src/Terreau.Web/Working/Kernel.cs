using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Terreau.Web.Working;

/// <summary>
/// What the system itself holds a worker to, which no code of it can lift. On Linux; elsewhere the clock and the bound of the collector
/// remain, which the asking process and the runtime hold.
/// </summary>
internal static class Kernel
{
    /// <summary>What a process ends with that a signal ended: 128 and the number of the signal.</summary>
    public const int EndedBySignal = 128;

    public const int Kill = 9;
    public const int OutOfProcessor = 24;

    private const int LimitOfProcessor = 0;
    private const int LimitOfData = 2;
    private const int LimitOfCores = 4;

    private const int Output = 1;
    private const int Errors = 2;

    /// <summary>
    /// Bounds this process for the rest of its life, and makes it the head of a group of its own: what it may start ends with it.
    /// </summary>
    public static void Bound(int processorSeconds, long bytes)
    {
        if (!OperatingSystem.IsLinux()) return;
        // The picture of a process that fell would hold what it was given.
        Limit(LimitOfCores, 0, 0);
        // The first bound ends it, the second one could not be caught.
        Limit(LimitOfProcessor, processorSeconds, processorSeconds + 1);
        // Memory that is written to and not shared: neither the code nor what the collector keeps in reserve.
        Limit(LimitOfData, bytes, bytes);
        _ = Group(0, 0);
    }

    /// <summary>
    /// The output of this process, for its answer alone: whatever else writes there from now on, code that is not ours included, goes to
    /// the errors.
    /// </summary>
    public static Stream TakeOutput()
    {
        if (OperatingSystem.IsWindows()) return Console.OpenStandardOutput();
        var taken = Duplicate(Output);
        if (taken < 0 || DuplicateTo(Errors, Output) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
        return new FileStream(new SafeFileHandle(taken, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>Ends a worker and what it started, at once.</summary>
    public static void End(Process process)
    {
        try
        {
            if (!OperatingSystem.IsWindows()) _ = Signal(-process.Id, Kill);
            // Where it has not made its group yet.
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It has just ended by itself.
        }
    }

    private static void Limit(int resource, long soft, long hard)
    {
        var bounds = new Bounds { Soft = (nuint)soft, Hard = (nuint)hard };
        if (SetLimit(resource, in bounds) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Bounds
    {
        public nuint Soft;
        public nuint Hard;
    }

    [DllImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static extern int SetLimit(int resource, in Bounds bounds);

    [DllImport("libc", EntryPoint = "setpgid", SetLastError = true)]
    private static extern int Group(int process, int group);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int process, int signal);

    [DllImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static extern int Duplicate(int file);

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static extern int DuplicateTo(int file, int as_);
}
