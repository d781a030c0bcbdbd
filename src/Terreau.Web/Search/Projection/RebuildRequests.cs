using System.Text.Json;

namespace Terreau.Web.Search.Projection;

/// <summary>
/// How another program asks the one that holds the index to build it anew: a file in the folder of the index, and a file that answers it.
/// Files are all that both are sure to share; one that nobody waits for any more is harmless.
/// </summary>
internal sealed class RebuildRequests(string indexFolder)
{
    private const string Asked = ".asked";
    private const string Answered = ".answered";

    public string Folder => Path.Combine(indexFolder, "requests");

    /// <summary>What became of a request.</summary>
    /// <param name="Failure">Why the index is as it was before; null when it was built.</param>
    internal sealed record Answer(IReadOnlyList<IndexBuilt> Built, string? Failure);

    /// <summary>Asks, or asks again: a request made twice is one request.</summary>
    public void Ask(Guid request)
    {
        if (!File.Exists(Place(request, Asked))) File.WriteAllBytes(Place(request, Asked), []);
    }

    /// <summary>Null while there is none.</summary>
    public Answer? AnswerTo(Guid request)
    {
        try
        {
            return JsonSerializer.Deserialize<Answer>(File.ReadAllBytes(Place(request, Answered)));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Leaves nothing of a request.</summary>
    public void Forget(Guid request)
    {
        File.Delete(Place(request, Asked));
        File.Delete(Place(request, Answered));
    }

    /// <summary>What was asked and waits for its answer.</summary>
    public IReadOnlyList<Guid> Waiting()
    {
        var waiting = new List<Guid>();
        foreach (var place in Directory.EnumerateFiles(Folder, "*" + Asked))
            if (Guid.TryParse(Path.GetFileNameWithoutExtension(place), out var request)) waiting.Add(request);
        return waiting;
    }

    /// <summary>Answers a request, whole or not at all.</summary>
    public void Say(Guid request, Answer answer)
    {
        var next = Place(request, ".next");
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(answer));
        File.Move(next, Place(request, Answered), overwrite: true);
        File.Delete(Place(request, Asked));
    }

    /// <summary>Makes the place for them, without the answers that nobody came for. Who still waits asks again.</summary>
    public void Open()
    {
        Directory.CreateDirectory(Folder);
        foreach (var place in Directory.EnumerateFiles(Folder, "*" + Answered)) File.Delete(place);
    }

    private string Place(Guid request, string end) => Path.Combine(Folder, request.ToString("N") + end);
}
