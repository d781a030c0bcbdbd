namespace Terreau.Web.Working;

/// <summary>What a piece of work may take. Beyond, its process is ended.</summary>
internal sealed record WorkLimits
{
    /// <summary>What the runtime takes for itself: code made on the way, threads, tables.</summary>
    private const long Runtime = 128L << 20;

    /// <summary>By the clock, from the start of its process.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Of processors, all threads together. Counted in whole seconds.</summary>
    public required TimeSpan Processor { get; init; }

    /// <summary>Bytes its objects may fill.</summary>
    public required long Memory { get; init; }

    /// <summary>Bytes its answer may count.</summary>
    public required long Answer { get; init; }

    /// <summary>How long it may wait for its turn.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>All that the process may hold, memory that no collector counts included.</summary>
    public long ProcessMemory => Memory + Runtime;

    public int ProcessorSeconds => (int)Math.Ceiling(Processor.TotalSeconds);
}
