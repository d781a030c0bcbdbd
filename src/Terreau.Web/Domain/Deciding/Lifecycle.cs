using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Domain.Deciding;

/// <summary>One line of a life: a verb, where it may be said, and where it leads.</summary>
/// <param name="Verb">The name of the entity's method, e.g. nameof(Accept).</param>
/// <param name="Who">What must be allowed to whoever says it; null for what only the program does.</param>
/// <param name="After">How long it waits for a person before the clock says it; null where the clock never does.</param>
internal sealed record Step<TState>(string Verb, IReadOnlyList<TState> From, TState To, Permission? Who, TimeSpan? After = null)
    where TState : struct, Enum;

/// <summary>The whole life of a kind of thing, as a table: what it does not say is refused.</summary>
internal sealed class Lifecycle<TState>(params Step<TState>[] steps) where TState : struct, Enum
{
    public IReadOnlyList<Step<TState>> Steps => steps;

    /// <summary>The step that this verb is from here; null where it is none.</summary>
    /// <param name="to">Where it should lead, for a verb that leads to several states; null for the others.</param>
    public Step<TState>? Find(TState from, string verb, TState? to = null)
        => Array.Find(steps, step => step.Verb == verb && step.From.Contains(from) && (to is null || step.To.Equals(to)));

    /// <summary>Where the verb leads from here.</summary>
    /// <exception cref="IllegalStepException">The table has no such step.</exception>
    public TState Next(TState from, string verb, TState? to = null)
        => Find(from, verb, to)?.To ?? throw new IllegalStepException($"{verb} leads nowhere from {from}.");

    /// <summary>How long the clock leaves to people before it says this verb itself.</summary>
    public TimeSpan Patience(string verb) => steps.First(step => step.Verb == verb && step.After is not null).After!.Value;
}

/// <summary>A step was asked for that the life of the thing does not have: someone was there before, or the code is wrong.</summary>
internal sealed class IllegalStepException(string message) : InvalidOperationException(message);
