using Terreau.Web.Data.Steady;
using Terreau.Web.Hosting.Jobs;

namespace Terreau.Web.Hosting.Watch.State;

/// <summary>How the site is, at one instant: what a page says in words, and what is measured and watched.</summary>
internal sealed record SiteState
{
    public required DateTime At { get; init; }

    /// <summary>When this process started, in UTC.</summary>
    public required DateTime StartedAt { get; init; }

    public required DatabaseState Database { get; init; }
    public required DiskState Disk { get; init; }
    public required MailState Mails { get; init; }
    public required IndexState Index { get; init; }

    /// <summary>Null where this process does nothing by itself (TERREAU_JOBS).</summary>
    public required IReadOnlyList<JobState>? Jobs { get; init; }

    /// <summary>Work beside the requests that does not succeed for now.</summary>
    public required IReadOnlyList<FalteringWork> Faltering { get; init; }
}

/// <param name="Server">What holds the data, with its version.</param>
/// <param name="Bytes">How much of the disk the database takes.</param>
/// <param name="Step">The last migration applied.</param>
/// <param name="Nodes">The machines that ask it now.</param>
internal sealed record DatabaseState(string Server, long Bytes, string Step, IReadOnlyList<string> Nodes);

/// <summary>The disk under the data folder, in bytes.</summary>
internal sealed record DiskState(long Free, long Total)
{
    /// <summary>Under this share, or under this many bytes, someone must make room.</summary>
    public const double LeastFreeRatio = 0.1;

    public const long LeastFreeBytes = 1_000_000_000;

    public bool IsShort => Free < LeastFreeBytes || Free < Total * LeastFreeRatio;
}

/// <param name="Waiting">Mails that will still be tried.</param>
/// <param name="DueSince">The oldest that should have left; null when all did.</param>
/// <param name="GivenUp">Mails that failed at every try.</param>
/// <param name="BySmtp">False where they are files of the data folder.</param>
internal sealed record MailState(int Waiting, DateTime? DueSince, int GivenUp, bool BySmtp);

/// <param name="Kinds">What can be found, and how many of it.</param>
/// <param name="Behind">Lines of the journal not followed yet; null while the index must be built anew.</param>
internal sealed record IndexState(IReadOnlyList<(string Name, int Count)> Kinds, int? Behind);

/// <param name="Name">What is done, as a verb.</param>
/// <param name="Outcome">How it last ended in this process; null when it had no turn yet.</param>
/// <param name="LastTurnAt">For what is done at hours of the clock: the last turn that any node took, in UTC.</param>
/// <param name="NextAt">When its next turn is here, in UTC.</param>
internal sealed record JobState(string Name, JobOutcome? Outcome, DateTime? LastTurnAt, DateTime? NextAt);
