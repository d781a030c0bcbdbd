namespace Terreau.Web.Hosting.Mail;

/// <summary>How one try to send a mail ended.</summary>
internal sealed class Carriage
{
    private readonly string? reason;

    private Carriage(Ending ending, string? reason, bool roadIsClosed = false)
        => (How, this.reason, RoadIsClosed) = (ending, reason, roadIsClosed);

    internal enum Ending { Taken, Refused, Later }

    /// <summary>The server, or the folder, has it.</summary>
    public static Carriage Taken { get; } = new(Ending.Taken, null);

    /// <summary>This address or this mail will never be taken (a 5yz reply, RFC 5321, 4.2.1).</summary>
    public static Carriage Refused(string reason) => new(Ending.Refused, reason);

    /// <summary>Not now; this mail alone is concerned.</summary>
    public static Carriage Later(string reason) => new(Ending.Later, reason);

    /// <summary>Not now, and no other mail would pass either.</summary>
    public static Carriage Closed(string reason) => new(Ending.Later, reason, roadIsClosed: true);

    public Ending How { get; }
    public bool RoadIsClosed { get; }

    /// <exception cref="InvalidOperationException">The mail was taken: there is no reason.</exception>
    public string Reason => reason ?? throw new InvalidOperationException("A mail that was taken has no reason.");
}
