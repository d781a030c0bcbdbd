using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Domain.Deciding;

/// <summary>
/// A kind of thing that is decided: what its history says and how a decision is taken back. An area adds one as a service, and
/// nothing else has to know it.
/// </summary>
internal abstract class RulingKind
{
    /// <summary>As the journal writes it: nameof(Amendment).</summary>
    public abstract string Subject { get; }

    /// <summary>In the address of its history; null where its history is on a page of its own.</summary>
    public abstract string? Code { get; }

    /// <summary>"Correction proposée".</summary>
    public abstract string Label { get; }

    /// <summary>What people call a property; null for what only the program uses.</summary>
    public virtual string? Word(string property) => property == nameof(Living<RequestState>.State) ? "Réponse" : null;

    /// <summary>A value in words; null where nothing special is to be said of it.</summary>
    public virtual string? InWords(string property, string value) => (property, value) switch
    {
        (nameof(Living<RequestState>.State), nameof(RequestState.Waiting)) => "en attente",
        (nameof(Living<RequestState>.State), nameof(RequestState.Accepted)) => "acceptée",
        (nameof(Living<RequestState>.State), nameof(RequestState.Refused)) => "refusée",
        _ => null,
    };

    /// <summary>What was asked, for the head of its history.</summary>
    public virtual Task<RulingStory> TellAsync(Guid id, CancellationToken cancel) => Task.FromResult(new RulingStory());

    /// <summary>Takes a decision back: it waits as before, and who had asked is told. The caller saves.</summary>
    /// <param name="site">The address of the site, without a final slash.</param>
    /// <returns>Why it cannot be, as a sentence; null once it is done. Taken back meanwhile by someone else, it stays so.</returns>
    public virtual Task<string?> ReopenAsync(Guid id, Act act, string site, CancellationToken cancel)
        => Task.FromResult<string?>("Cette décision ne se reprend pas ici.");
}

/// <summary>What was asked and answered, as the manager reads it.</summary>
internal sealed record RulingStory
{
    /// <summary>The sheet or the page it is about, with its address.</summary>
    public (string Name, string Href)? Thing { get; init; }

    /// <summary>Who asked, as the journal writes it; null where nobody did.</summary>
    public string? By { get; init; }

    public string? Message { get; init; }
    public IReadOnlyList<ValueChange> Changes { get; init; } = [];

    /// <summary>What taking it back would do, in a sentence; null where that is not possible.</summary>
    public string? Effect { get; init; }

    /// <summary>Where to undo it instead; null where there is no such place.</summary>
    public (string Sentence, string Href)? Elsewhere { get; init; }
}

/// <summary>A field before and after, in words.</summary>
public sealed record ValueChange(string Label, string Before, string After);

/// <summary>A kind of thing that waits on the desk until it is accepted, or refused with a reason.</summary>
internal abstract class QueueKind : RulingKind
{
    /// <summary>What it is called where it waits.</summary>
    public virtual string QueueLabel => Label;

    /// <summary>What is accepted or refused: "une correction".</summary>
    public abstract string Thing { get; }

    public virtual string YesLabel => "Accepter";
    public virtual string NoLabel => "Refuser";
    public virtual string ReasonLabel => "Motif, si vous refusez";

    /// <summary>Whether what it changes stood otherwise before.</summary>
    public virtual bool HasBefore => true;

    public abstract Task<int> CountAsync(CancellationToken cancel);

    /// <summary>What waits, the oldest first.</summary>
    public abstract Task<IReadOnlyList<WaitingThing>> WaitingAsync(int most, CancellationToken cancel);

    /// <summary>Decides, and tells who asked. The caller saves.</summary>
    /// <returns>False when it no longer waits, or is not theirs to decide: nothing was done.</returns>
    public abstract Task<bool> AnswerAsync(Answer answer, CancellationToken cancel);

    /// <summary>The lines of the journal that tell of its decisions.</summary>
    public virtual IQueryable<JournalEntry> Decisions(IQueryable<JournalEntry> lines)
        => lines.Where(line => line.Subject == Subject && line.Change == JournalChange.Changed);
}

/// <summary>One line of the queue, in words.</summary>
/// <param name="By">Who asked, as the journal writes it; empty where nobody is known.</param>
/// <param name="Changes">Fields before and after; empty where nothing of a sheet would change.</param>
/// <param name="Moved">Fields that changed on the sheet since they were suggested.</param>
internal sealed record WaitingThing(
    QueueKind Kind, Guid Id, DateTime At, string Title, string Href, string By, string? Message,
    IReadOnlyList<ValueChange> Changes, IReadOnlyList<string> Moved);

/// <summary>What somebody decided of one line of the queue.</summary>
/// <param name="Reason">Empty where none was given.</param>
/// <param name="Site">The address of the site, without a final slash.</param>
internal sealed record Answer(Guid Id, bool IsYes, string Reason, User User, Act Act, string Site);

/// <summary>All the kinds, as the areas brought them.</summary>
internal sealed class RulingKinds(IEnumerable<RulingKind> kinds)
{
    private readonly List<RulingKind> all = [.. kinds];

    public IReadOnlyList<QueueKind> Queue => [.. all.OfType<QueueKind>()];

    public RulingKind? OfCode(string code) => all.Find(kind => kind.Code == code);

    public RulingKind? OfSubject(string subject) => all.Find(kind => kind.Subject == subject);
}
