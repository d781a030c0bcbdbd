using Terreau.Web.Imports.Actors;

namespace Terreau.Web.Features.Steward.Imports;

/// <summary>A comparison or an application under way in this process, or just ended.</summary>
internal sealed class ImportRun(string mapping, ImportProgress progress)
{
    /// <summary>The columns it works with.</summary>
    public string Mapping => mapping;

    public ImportStand Stand => progress.Stand;

    /// <summary>Completes, whatever happens.</summary>
    public Task Ended { get; set; } = Task.CompletedTask;

    public bool IsRunning => !Ended.IsCompleted;

    /// <summary>What the file holds; null for one that can no longer be read.</summary>
    public ImportDesk.Opened? Opened { get; set; }

    /// <summary>What a comparison found.</summary>
    public ActorDiff? Diff { get; set; }

    /// <summary>True once somebody has read what it found: from then on it must be of the directory as it stands.</summary>
    public bool WasShown { get; set; }

    /// <summary>How an application ended; null when it did not come to its end.</summary>
    public ImportEnd? End { get; set; }

    /// <summary>What stopped it, as a sentence.</summary>
    public string? Failure { get; set; }

    /// <returns>False when it is still running after that time.</returns>
    public async Task<bool> EndsWithinAsync(TimeSpan patience, CancellationToken cancel)
    {
        try
        {
            await Ended.WaitAsync(patience, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
