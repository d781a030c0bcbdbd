namespace Terreau.Web.Working;

/// <summary>
/// A kind of work that is done in a process of its own, because what it is given may exhaust one or bring it down. The same request gives
/// the same answer, so that a request that was kept can be done again.
/// </summary>
/// <typeparam name="TAsked">What it is given.</typeparam>
/// <typeparam name="TAnswer">What it gives back, a refusal of what it was given included.</typeparam>
internal abstract class Work<TAsked, TAnswer> : IWork
{
    /// <summary>What a request bears in front: another form of request has another name.</summary>
    public abstract string Name { get; }

    /// <summary>How many of a kind a process has done at once; more wait for their turn.</summary>
    public abstract int Together { get; }

    /// <summary>Writes what is asked, once its name is written.</summary>
    public abstract void Ask(TAsked asked, BinaryWriter request);

    /// <summary>Reads what <see cref="Ask"/> wrote, to the last byte and no further.</summary>
    protected abstract TAsked Asked(BinaryReader request);

    /// <summary>Does the work, in its own process, and writes the answer as it comes.</summary>
    protected abstract void Do(TAsked asked, BinaryWriter answer);

    /// <summary>Reads what <see cref="Do(TAsked, BinaryWriter)"/> wrote, in the process that asked: it believes nothing.</summary>
    public abstract TAnswer Answer(BinaryReader answer);

    /// <summary>A whole request, as a worker reads it and as it is kept.</summary>
    public void WriteRequest(TAsked asked, Stream to)
    {
        using var request = new BinaryWriter(to, System.Text.Encoding.UTF8, leaveOpen: true);
        request.Write(Name);
        Ask(asked, request);
    }

    public void Do(BinaryReader request, Action isRead, BinaryWriter answer)
    {
        var asked = Asked(request);
        isRead();
        Do(asked, answer);
    }
}

/// <summary>A kind of work, to whoever does it without knowing what it is.</summary>
internal interface IWork
{
    string Name { get; }

    /// <param name="request">Stands after the name.</param>
    /// <param name="isRead">Called once nothing more is read of the request.</param>
    /// <param name="answer">Where the answer goes.</param>
    void Do(BinaryReader request, Action isRead, BinaryWriter answer);
}
