using Terreau.Web.Search.Purposes;
using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Features.Orientation.Steps;

/// <summary>
/// What the idea, in the person's own words, seems to ask for. A suggestion is shown with its reason and
/// stands first; it is never ticked in the person's place.
/// </summary>
internal sealed class Suggestions
{
    private readonly IReadOnlyList<PurposeMatch> matches;

    private Suggestions(IReadOnlyList<PurposeMatch> matches) => this.matches = matches;

    public static Suggestions From(PurposeBase purposes, string? idea) => new(purposes.Match(idea));

    public IReadOnlyList<Choice> Kinds(IReadOnlyList<Choice> choices) => Suggested(choices, purpose => purpose.Kinds);

    public IReadOnlyList<Choice> Natures(IReadOnlyList<Choice> choices) => Suggested(choices, purpose => purpose.Natures);

    public IReadOnlyList<Choice> Filieres(IReadOnlyList<Choice> choices) => Suggested(choices, purpose => purpose.Themes);

    private IReadOnlyList<Choice> Suggested(IReadOnlyList<Choice> choices, Func<Purpose, IReadOnlyList<string>> codes)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var match in matches)
        {
            foreach (var code in codes(match.Purpose)) said.TryAdd(code, match.Said);
        }
        return
        [
            .. choices.Where(choice => said.ContainsKey(choice.Value))
                .Select(choice => choice with { Hint = $"Suggéré parce que votre idée évoque « {said[choice.Value]} »." }),
            .. choices.Where(choice => !said.ContainsKey(choice.Value)),
        ];
    }
}
