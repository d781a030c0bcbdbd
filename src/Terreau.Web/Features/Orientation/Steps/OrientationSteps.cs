using Terreau.Web.Domain.Projects;
using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Features.Orientation.Steps;

/// <summary>The steps, in the order in which they are asked.</summary>
internal enum OrientationStep { Idea, Stage, Place, Filiere, Public, Structure, Needs, Result }

internal static class OrientationSteps
{
    private static readonly (OrientationStep Step, string Label, Func<string, string> Address,
        Func<ProjectAnswers, bool> IsAnswered)[] All =
    [
        (OrientationStep.Idea, "Votre idée", OrientationRoutes.Idea, answers => answers.Idea is { Length: > 0 }),
        (OrientationStep.Stage, "Où vous en êtes", OrientationRoutes.Stage, answers => answers.Stages.Count > 0),
        (OrientationStep.Place, "Le lieu", OrientationRoutes.Place, answers => answers.Place.IsKnown),
        (OrientationStep.Filiere, "Le domaine", OrientationRoutes.Filiere, answers => answers.Filieres.Count > 0),
        (OrientationStep.Public, "Le public", OrientationRoutes.Public, answers => answers.Publics.Count > 0),
        (OrientationStep.Structure, "La structure", OrientationRoutes.Structure, answers => answers.Structure.Exists is not null),
        (OrientationStep.Needs, "Vos besoins", OrientationRoutes.Needs, answers => answers.Needs.Count > 0),
    ];

    /// <summary>The steps as they stand; every one may be opened at any time.</summary>
    public static IReadOnlyList<Step> Of(OrientationStep current, ProjectAnswers answers, string link, bool fromResult) =>
    [
        .. All.Select(step => new Step(
            step.Label,
            step.Step == current ? StepState.Current : step.IsAnswered(answers) ? StepState.Done : StepState.ToCome,
            fromResult ? step.Address(link).ThenResult() : step.Address(link))),
    ];

    public static string After(OrientationStep step, string link)
        => (int)step + 1 < All.Length ? All[(int)step + 1].Address(link) : OrientationRoutes.Result(link);

    public static string Before(OrientationStep step, string link)
        => step == OrientationStep.Idea ? OrientationRoutes.Start : All[(int)step - 1].Address(link);
}
