namespace Terreau.Web.Data;

/// <summary>Who acts, when, why and by which command: what every write must say before it is saved.</summary>
/// <param name="Who">An account, a command line or "visiteur"; never a private contact.</param>
/// <param name="At">The instant of the act, in UTC.</param>
/// <param name="Command">The verb, as people say it: "signaler une erreur", "importer le territoire".</param>
/// <param name="Why">A reason in plain French, or null where the verb says it all.</param>
internal sealed record Act(string Who, DateTime At, string Command, string? Why = null)
{
    public const string Visitor = "visiteur";

    /// <summary>Stands before the identity of an account; the name is looked up when read, and gone with the account.</summary>
    public const string AccountPrefix = "compte:";

    public static Act ByVisitor(TimeProvider clock, string command, string? why = null)
        => new(Visitor, clock.GetUtcNow().UtcDateTime, command, why);

    public static Act ByConsole(TimeProvider clock, string command, string? why = null)
        => new("console", clock.GetUtcNow().UtcDateTime, command, why);

    /// <summary>By the program itself, at its own hour.</summary>
    public static Act ByTask(TimeProvider clock, string command, string? why = null)
        => new("tâche", clock.GetUtcNow().UtcDateTime, command, why);
}
