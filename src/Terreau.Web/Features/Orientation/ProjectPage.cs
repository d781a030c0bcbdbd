using Microsoft.AspNetCore.Components;
using Terreau.Web.Data;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Orientation.Steps;
using Terreau.Web.Search.Ideas;
using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Features.Orientation;

/// <summary>What every page behind a private link does: finds the project, saves what the page asks, goes on.</summary>
public abstract class ProjectPage : ComponentBase
{
    private readonly List<FieldError> errors = [];
    private IdeaReading? idea;

    [Parameter] public string Link { get; set; } = "";

    /// <summary>"resultat" when the page was opened from the result, to which it then goes back.</summary>
    [SupplyParameterFromQuery(Name = "retour")] public string? Back { get; set; }

    /// <summary>The fingerprint of the answers before a change that takes several pages.</summary>
    [SupplyParameterFromQuery(Name = "depuis")] public string? Since { get; set; }

    [CascadingParameter] public HttpContext Http { get; set; } = default!;
    [Inject] public NavigationManager Navigation { get; set; } = default!;
    [Inject] private TerreauDb Db { get; set; } = default!;
    [Inject] private AtlasCache Atlases { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;
    [Inject] private IdeaReaders Readers { get; set; } = default!;

    /// <summary>What was answered; null when no project lives at this link, and the page then answers 404.</summary>
    private protected ProjectAnswers? Answers { get; private set; }

    private protected Atlas Atlas { get; private set; } = default!;
    private protected DateOnly Today { get; private set; }
    private protected IReadOnlyList<FieldError> Errors => errors;

    /// <summary>What the idea says, with the person's own words; proposed by the step that asks, and no answer until it is given.</summary>
    private protected IdeaReading Idea => idea ??= Readers.Of(Atlas).Read(Answers!.Idea, Today);

    private protected bool ComesFromResult => Back == "resultat";
    private protected CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The step's name in the list of steps.</summary>
    private protected abstract OrientationStep Current { get; }

    protected sealed override async Task OnInitializedAsync()
    {
        Today = ParisTime.DayOf(Clock.GetUtcNow().UtcDateTime);
        Atlas = await Atlases.GetAsync(Aborted);
        Answers = await Db.AnswersAtAsync(Link, Aborted);
        if (Answers is null || !await OpensAsync())
        {
            Answers = null;
            Navigation.NotFound();
            return;
        }
        await PrepareAsync();
    }

    /// <summary>Whether the rest of the address names something; false answers 404.</summary>
    private protected virtual Task<bool> OpensAsync() => Task.FromResult(true);

    /// <summary>Fills the fields from what was answered.</summary>
    private protected virtual Task PrepareAsync() => Task.CompletedTask;

    private protected void Refuse(string field, string message) => errors.Add(new FieldError(field, message));

    private protected string? ErrorOf(string field) => errors.FirstOrDefault(error => error.FieldId == field)?.Message;

    /// <summary>True when the second button was pressed: "Je ne sais pas encore".</summary>
    private protected bool Skips => Posted("suite") == "passer";

    /// <summary>A posted value, without the characters that no text holds; "" when it was not posted.</summary>
    private protected string Posted(string name)
        => Http.Request.HasFormContentType ? Typed.Text(Http.Request.Form[name].ToString()) : "";

    /// <summary>The posted values of a list that the list offers; others were not on the page, and count for nothing.</summary>
    private protected IReadOnlyList<string> PostedAmong(string name, IEnumerable<string> offered)
        => Http.Request.HasFormContentType ? [.. offered.Where(Http.Request.Form[name].Contains).Distinct()] : [];

    /// <summary>
    /// Saves and goes on: to the next page of the same change, to the next step, or back to the result, which says what changed.
    /// </summary>
    private protected async Task GoOnAsync(Func<ProjectAnswers, ProjectAnswers> change, string? next = null)
    {
        var act = Act.ByVisitor(Clock, "décrire un projet");
        var saved = await Db.AnswerAsync(Link, answers => Remember(answers, change(answers)), act, Aborted);
        if (saved is not { } both)
        {
            Navigation.NotFound();
            return;
        }
        if (!ComesFromResult)
        {
            Navigation.NavigateTo(next ?? OrientationSteps.After(Current, Link));
            return;
        }
        var since = Continues(both.Before) ? Since! : both.Before.Fingerprint();
        Navigation.NavigateTo(next is null ? $"{OrientationRoutes.Result(Link)}?depuis={since}" : $"{next.ThenResult()}&depuis={since}");
    }

    private protected Task ForgetAsync() => Db.EraseProjectAsync(Link, Act.ByVisitor(Clock, "effacer un projet"), Aborted);

    /// <summary>A change made from the result keeps what stood before it, to say what it changed.</summary>
    private ProjectAnswers Remember(ProjectAnswers before, ProjectAnswers after)
        => !ComesFromResult || Continues(before) || before.Fingerprint() == after.Fingerprint()
            ? after
            : after with { Before = before with { Before = null } };

    /// <summary>Whether this page goes on with a change that an earlier page began.</summary>
    private bool Continues(ProjectAnswers before) => Since is not null && Since == before.Before?.Fingerprint();

    private protected IReadOnlyList<Step> Steps => OrientationSteps.Of(Current, Answers!, Link, ComesFromResult);

    private protected IReadOnlyList<Answer> Said => SaidSoFar.Of(Answers!, Atlas, Link, ComesFromResult);

    private protected string BackHref => ComesFromResult ? OrientationRoutes.Result(Link) : OrientationSteps.Before(Current, Link);

    private protected string BackLabel => ComesFromResult ? "Revenir à la réponse" : "Étape précédente";
}
