namespace Terreau.Web.Working;

/// <summary>Why a piece of work has no answer.</summary>
internal enum WorkEnd
{
    /// <summary>It took longer than it may.</summary>
    TooLong,
    /// <summary>It took more memory than it may, or its answer is longer than it may be.</summary>
    TooLarge,
    /// <summary>Its process fell: an abort, an endless recursion, a fault that nobody caught, an answer that cannot be read.</summary>
    Fell,
    /// <summary>Its turn did not come in time.</summary>
    NoTurn,
    /// <summary>This machine gives no process for it.</summary>
    NoProcess,
}

/// <summary>A closed outcome: the answer, or why there is none.</summary>
internal sealed class WorkOutcome<TAnswer>
{
    private readonly TAnswer? answer;
    private readonly WorkEnd? end;

    private WorkOutcome(TAnswer? answer, WorkEnd? end) => (this.answer, this.end) = (answer, end);

    public bool IsDone => end is null;
    public TAnswer Answer => end is null ? answer! : throw new InvalidOperationException($"Work that ended as {end} has no answer.");
    public WorkEnd End => end ?? throw new InvalidOperationException("Work that was done has an answer.");

    public static WorkOutcome<TAnswer> Done(TAnswer answer) => new(answer, null);

    public static WorkOutcome<TAnswer> Without(WorkEnd end) => new(default, end);
}
