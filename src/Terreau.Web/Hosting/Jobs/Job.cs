namespace Terreau.Web.Hosting.Jobs;

/// <summary>Something Terreau does by itself.</summary>
internal sealed record Job
{
    /// <summary>The verb, as the journal says it: "envoyer les messages".</summary>
    public required string Name { get; init; }

    public required Turn Turn { get; init; }

    /// <summary>The work, with the parts of a scope of its own.</summary>
    public required Func<IServiceProvider, CancellationToken, Task> Work { get; init; }

    /// <summary>The entity whose creation, once committed, gives the job a turn at once; null for none.</summary>
    public string? RungBy { get; init; }
}
