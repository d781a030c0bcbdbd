using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Domain.Deciding;

/// <summary>Something that was asked for and that goes from state to state by a table; each step leaves a <see cref="Ruling"/>.</summary>
/// <param name="life">Its table.</param>
internal abstract class Living<TState>(Lifecycle<TState> life) : ILiving where TState : struct, Enum
{
    private readonly List<Ruling> rulings = [];

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public TState State { get; private set; }

    /// <summary>When the last step was taken; null while none was.</summary>
    public DateTime? SteppedAt { get; private set; }

    /// <summary>The reason of a step stands with its ruling.</summary>
    public bool KeepsReason => rulings.Count > 0;

    IReadOnlyList<Ruling> ILiving.Unsaved => rulings;

    void ILiving.Saved() => rulings.Clear();

    /// <summary>Whether this can be said of it now, by this person.</summary>
    /// <param name="organisation">The organisation whose business it is; none where it is that of the territory.</param>
    public bool May(string verb, User user, Guid organisation = default)
        => life.Find(State, verb) is { Who: { } who } && user.May(who, organisation);

    /// <exception cref="IllegalStepException">Its life has no such step from here.</exception>
    protected void Take(string verb, Act act)
    {
        State = life.Next(State, verb);
        SteppedAt = act.At;
        rulings.Add(Ruling.Of(this, GetType().Name, verb, State.ToString(), act));
    }

    protected static void MapLife<T>(EntityTypeBuilder<T> entity) where T : Living<TState>
    {
        entity.Property(thing => thing.State).HasConversion<string>().HasMaxLength(Ruling.LongestState).IsTold();
        entity.HasIndex(thing => thing.State);
    }
}

/// <summary>What <see cref="TerreauDb.SaveAsync"/> sees of something that lives.</summary>
internal interface ILiving
{
    Guid Id { get; }
    IReadOnlyList<Ruling> Unsaved { get; }
    void Saved();
}

/// <summary>Where something that was asked for stands.</summary>
internal enum RequestState { Waiting, Accepted, Refused }
