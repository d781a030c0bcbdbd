using Terreau.Engine.Eligibility;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Features.Orientation.Outcome;

/// <summary>A question that a condition raises, ready to be asked.</summary>
/// <param name="Fact">The fact that the answer sets.</param>
/// <param name="Text">The question.</param>
/// <param name="Type">How it is answered.</param>
/// <param name="Choices">The possible answers, where there is a list of them.</param>
/// <param name="Unit">What a number counts.</param>
internal sealed record FactQuestion(string Fact, string Text, FactType Type, IReadOnlyList<Choice> Choices, string? Unit)
{
    /// <summary>The question for a fact; null when no condition asks it, or when a step of the form does.</summary>
    public static FactQuestion? Of(string? fact, CompiledOffers shelf, Atlas atlas, ProjectAnswers answers)
    {
        if (fact is null || StepOf(fact, "") is not null) return null;
        if (shelf.Questions.TryGetValue(fact, out var manual)) return new FactQuestion(fact, manual, FactType.Flag, [], null);
        if (FactCatalogue.Find(fact) is not { } known) return null;
        IReadOnlyList<Choice> choices = fact switch
        {
            "statut.famille" => [.. LegalFamilies.All.Select(family => new Choice(family.Code, family.Label))],
            "siege.commune" => [.. atlas.Communes.Select(commune => new Choice(commune.Local, commune.Name))],
            "public.zones" => [.. atlas.Communes.Select(commune => new Choice(commune.Code, commune.Name))],
            _ => [.. known.Answers.Select(answer => new Choice(answer.Code, French.Capital(answer.Label)))],
        };
        
        // Someone who has no structure yet is not asked what it is.
        var text = fact == "statut.famille" && answers.Structure.Exists != true ? "Quel statut aura votre structure ?" : known.Question;
        return new FactQuestion(fact, text, known.Type, choices, known.Unit);
    }

    /// <summary>Answered by yes or no.</summary>
    public static bool IsFlag(string fact) => FactReplies.IsManual(fact) || FactCatalogue.Find(fact)?.Type == FactType.Flag;

    /// <summary>The step that asks for a fact, at a link; null when none does.</summary>
    public static string? StepOf(string fact, string link) => fact switch
    {
        "stade" => OrientationRoutes.Stage(link),
        "themes" => OrientationRoutes.Filiere(link),
        "publicsVises" => OrientationRoutes.Public(link),
        "lieuActivite.zones" => OrientationRoutes.Place(link),
        "besoin.nature" or "besoin.montant" or "besoin.date" => OrientationRoutes.Needs(link),
        _ => null,
    };

    /// <summary>Where a fact is answered: its step, or the page of the question.</summary>
    public static string AddressOf(string fact, string link)
        => StepOf(fact, link)?.ThenResult() ?? $"{OrientationRoutes.Reply(link)}?fait={Uri.EscapeDataString(fact)}&retour=resultat";
}
