using System.Text.Json;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Orientation.Quality;

/// <summary>What one judge said of one offer for one need of one project.</summary>
/// <param name="Status">E = eligible, N = not, C = it depends on what the profile does not say.</param>
/// <param name="Use">0 = of no use, 1 = marginal, 2 = useful, 3 = what an adviser would say first.</param>
internal readonly record struct Judgement(char Status, int Use);

/// <summary>A project whose right answers were written down by two judges who had not seen ours.</summary>
/// <param name="Id">Its name in the files.</param>
/// <param name="Answers">The profile, in the words of the API.</param>
/// <param name="Judged">By kind of need and slug, what the first judge said, and the second where there was one.</param>
internal sealed record JudgedProject(
    string Id, ProjectAnswers Answers, IReadOnlyDictionary<(string Kind, string Slug), (Judgement First, Judgement? Second)> Judged);

/// <summary>
/// The labelled set of a territory: evaluation/projets.json, jugements-1.json and jugements-2.json. How it was judged is written in
/// docs/algorithms/evaluation.md.
/// </summary>
internal static class JudgedProjects
{
    /// <summary>Reads the set; none when the territory has no such folder.</summary>
    /// <exception cref="InvalidDataException">A file cannot be read; the message names the project.</exception>
    public static IReadOnlyList<JudgedProject> Read(string territory, Atlas atlas, DateOnly day)
    {
        var folder = Path.Combine(territory, "evaluation");
        if (!File.Exists(Path.Combine(folder, "projets.json"))) return [];
        using var projects = Open(folder, "projets.json");
        using var first = Open(folder, "jugements-1.json");
        using var second = Open(folder, "jugements-2.json");
        return [.. projects.RootElement.EnumerateArray().Select(
            project => ReadOne(project, first.RootElement, second.RootElement, atlas, day))];
    }

    private static JudgedProject ReadOne(JsonElement project, JsonElement first, JsonElement second, Atlas atlas, DateOnly day)
    {
        var id = project.GetProperty("id").GetString()!;
        var reader = new ProfileReader(atlas, day);
        var answers = reader.Read(project.GetProperty("profil"))
            ?? throw new InvalidDataException(
                $"« {id} » : {string.Join(" ", reader.Faults.Select(fault => $"{fault.Field} {fault.Message}"))}");
        var again = Judgements(second, id).ToDictionary(pair => pair.Key, pair => pair.Value);
        return new JudgedProject(id, answers, Judgements(first, id).ToDictionary(
            pair => pair.Key, pair => (pair.Value, again.TryGetValue(pair.Key, out var other) ? other : (Judgement?)null)));
    }

    private static IEnumerable<KeyValuePair<(string Kind, string Slug), Judgement>> Judgements(JsonElement judge, string id)
    {
        if (!judge.TryGetProperty(id, out var kinds)) yield break;
        foreach (var kind in kinds.EnumerateObject())
        {
            foreach (var offer in kind.Value.EnumerateObject())
            {
                var (status, use) = (offer.Value[0].GetString(), offer.Value[1].GetInt32());
                if (status is not ("E" or "C" or "N") || use is < 0 or > 3)
                    throw new InvalidDataException($"« {id} », « {offer.Name} » : E, C ou N, puis de 0 à 3.");
                yield return new((kind.Name, offer.Name), new Judgement(status[0], use));
            }
        }
    }

    private static JsonDocument Open(string folder, string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name)));
}
