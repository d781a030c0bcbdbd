using System.Collections.Immutable;
using System.Numerics;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;
using Terreau.Engine.Orientation.Scan;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Orientation;

/// <summary>Puts one offer of a scan into words: its class with its reasons, its score with its sentences.</summary>
/// <remarks>
/// Most offers say the same things: that they cover the region, that they are open to all. Each is worded once for a need,
/// from what the sentence rests on and nothing else, so that an offer reads the same alone or among others.
/// </remarks>
internal sealed class OfferWording(OfferTable table, Zones zones, Workspace work, OrientationProblem problem, Need need, Facts facts)
{
    private readonly Dictionary<(FactorKind Kind, ulong Rests), Factor> factors = [];
    private readonly Dictionary<(ReasonKind Kind, ulong Rests), Reason> points = [];

    public Evaluation Evaluate(int index)
    {
        var offer = table.Offers[index];
        var failed = ImmutableArray.CreateBuilder<Reason>();
        var unknown = ImmutableArray.CreateBuilder<Reason>();
        var (perimeter, least) = (table.PerimeterOf[index], need.Kind == NeedKind.Funding ? table.AmountMin[index] : 0);
        Sort(work.PerimeterTruth[perimeter], ReasonKind.Perimeter, (ulong)perimeter, offer.Perimeter.IsEmpty
            ? null : FactIds.ActivityZones);
        Sort(work.ThemeTruth(index), ReasonKind.Theme, table.Themes[index], FactIds.Themes);
        Sort(work.AudienceTruth(index), ReasonKind.Audience, table.Audiences[index], FactIds.Audiences);
        Sort(work.StageTruth(index), ReasonKind.Stage, table.Stages[index], FactIds.Stages);
        Sort(OfferCatalogue.AmountTruth(least, need), ReasonKind.Amount, (ulong)least, FactIds.NeedAmount);
        Sort(work.OpenTruth(index), ReasonKind.Window, 0, null);

        var truth = work.Nodes[table.Root[index]];
        var rule = Explanation.Of(offer.Rule, truth, facts, zones);
        if (truth == Truth.False) failed.AddRange(rule);
        if (failed.Count > 0) return Evaluation.NotEligible(failed.ToImmutable());
        if (truth == Truth.Unknown) unknown.AddRange(rule);
        var evaluation = unknown.Count > 0 ? Evaluation.ToConfirm(unknown.ToImmutable()) : Evaluation.Eligible(rule);
        return Freshness.IsStale(offer.CheckedOn, problem.Day, problem.StaleAfterMonths)
            ? evaluation.AtBestToConfirm(offer.CheckedOn)
            : evaluation;

        // The truth of a point follows from what it rests on, for one need of one project.
        void Sort(Truth point, ReasonKind kind, ulong rests, string? fact)
        {
            if (point == Truth.True) return;
            if (!points.TryGetValue((kind, rests), out var reason))
            {
                points[(kind, rests)] = reason = point == Truth.False
                    ? new Reason(kind, point, fact, Obstacle(kind, offer))
                    : new Reason(kind, point, fact, sentence: null, Question(kind, fact, offer));
            }

            (point == Truth.False ? failed : unknown).Add(reason);
        }
    }

    private string Obstacle(ReasonKind kind, Offer offer) => kind switch
    {
        ReasonKind.Perimeter => $"parce que l’offre ne couvre pas ce lieu, mais {French.List(Names(offer))}.",
        ReasonKind.Theme => $"parce que l’offre vise d’autres filières : {French.List([.. Sorted(offer.Themes).Select(Plain)])}.",
        ReasonKind.Audience =>
            $"parce que l’offre vise d’autres publics : {French.List([.. Sorted(offer.Audiences).Select(AudienceLabel)])}.",
        ReasonKind.Stage => $"parce que l’offre s’adresse à une autre étape : {StageNames(offer)}.",
        ReasonKind.Window => "parce que le dépôt est clos et aucune autre date n’est annoncée.",
        _ => $"parce que l’offre commence à {offer.AmountMin ?? Money.Zero}.",
    };

    private string Question(ReasonKind kind, string? fact, Offer offer) => kind switch
    {
        ReasonKind.Perimeter when offer.Perimeter.IsEmpty => "L’offre couvre-t-elle votre lieu ?",
        ReasonKind.Perimeter when !work.Places.IsEmpty
            => $"Votre activité a-t-elle lieu ici : {French.List(Names(offer), "ou")} ?",
        ReasonKind.Window => "L’appel est-il ouvert ?",
        ReasonKind.Audience when work.AudiencesKnown
            => $"Votre projet aide-t-il en particulier ces publics : {French.List([.. Sorted(offer.Audiences).Select(AudienceLabel)], "ou")} ?",
        _ => FactCatalogue.Find(fact!)!.Question,
    };

    public OfferAnswer Answer(int index)
    {
        var offer = table.Offers[index];
        var factors = FactorsOf(index, offer);
        Span<int> values = stackalloc int[factors.Length];
        for (var i = 0; i < values.Length; i++) values[i] = factors[i].Millionths;
        var ticket = need.Kind == NeedKind.Funding ? RuptureTally.TicketOf(offer, facts) : null;
        var isPartial = need.Amount is { } amount && ticket is { } most && most < amount;
        var deposit = work.Day.WindowDeposit[table.WindowOf[index]];
        DateOnly? decision = deposit < 0
            ? null : DateOnly.FromDayNumber(Math.Min(DateOnly.MaxValue.DayNumber, deposit + (offer.DecisionDays ?? 0)));
        return new OfferAnswer
        {
            Offer = offer,
            Evaluation = Evaluate(index),
            Factors = factors,
            ScoreBillionths = Factors.Score(problem.Weights, values),
            StageFit = values[(int)FactorKind.Stage] switch
            {
                0 => StageFit.Far,
                Factors.One => StageFit.Now,
                _ => work.StageMask == 0 ? StageFit.Now : StageFit.Adjacent,
            },
            PathStage = PathStage(table.Stages[index], work.StageMask),
            IsExactNature = values[(int)FactorKind.Need] == Factors.One,
            Ticket = ticket,
            IsPartial = isPartial,
            EarliestDecision = decision,
            Remarks = Remarks(offer, isPartial ? ticket : null),
        };
    }

    private ImmutableArray<string> Remarks(Offer offer, Money? partial)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        if (partial is { } ticket) remarks.Add($"L’offre apporte au plus {ticket} : il faudra la compléter.");
        if (offer.Window.NextDeposit(problem.Day) is { } opens && opens > problem.Day)
            remarks.Add($"Le dépôt ouvrira le {French.Date(opens)}.");
        if (offer.Window.IsUnknown && !offer.IsCall) remarks.Add("Les dates de dépôt sont à demander.");
        if (offer.IsSaturated) remarks.Add("L’offre n’a plus de place cette année.");
        return remarks.ToImmutable();
    }

    private ImmutableArray<Factor> FactorsOf(int index, Offer offer)
    {
        var nature = Codes.IndexOfNature(need.Nature);
        var exact = nature < 0 || (table.Natures[index] & (1UL << nature)) != 0;
        var stage = work.StageFactor(table.Stages[index]);
        var theme = work.ThemeFactor(table.Themes[index]);
        var (perimeter, window) = (table.PerimeterOf[index], table.WindowOf[index]);
        return
        [
            exact ? Known(FactorKind.Need, 0)
                ?? Keep(FactorKind.Need, 0, Factors.One, $"parce que l’offre répond à ce besoin : {need.Words}.")
                : Of(FactorKind.Need, Factors.One / 2, $"parce que l’offre répond à un besoin proche : {NearWords(offer)}."),
            Known(FactorKind.Stage, table.Stages[index])
                ?? Keep(FactorKind.Stage, table.Stages[index], stage, StageSentence(offer, table.Stages[index], stage)),
            Known(FactorKind.Theme, table.Themes[index]) ?? Keep(FactorKind.Theme, table.Themes[index], theme, ThemeSentence(offer, theme)),
            Known(FactorKind.Territory, (ulong)perimeter)
                ?? Keep(FactorKind.Territory, (ulong)perimeter, work.PerimeterFactor[perimeter],
                    TerritorySentence(offer, work.PerimeterTruth[perimeter])),
            Known(FactorKind.Calendar, (ulong)window)
                ?? Keep(FactorKind.Calendar, (ulong)window, work.Day.WindowFactor[window], CalendarSentence(offer.Window)),
            Known(FactorKind.Capacity, offer.IsSaturated ? 1UL : 0)
                ?? Keep(FactorKind.Capacity, offer.IsSaturated ? 1UL : 0, offer.IsSaturated ? 0 : Factors.One,
                offer.IsSaturated ? "parce que l’offre n’a plus de place." : "parce que rien n’indique que l’offre soit complète."),
            Known(FactorKind.Sheet, (ulong)table.Quality[index])
                ?? Keep(FactorKind.Sheet, (ulong)table.Quality[index], table.Quality[index], table.Quality[index] >= 800_000
                ? "parce que la fiche de l’offre est bien remplie."
                : "parce que la fiche de l’offre reste à compléter."),
        ];

        Factor? Known(FactorKind kind, ulong rests) => factors.GetValueOrDefault((kind, rests));

        Factor Keep(FactorKind kind, ulong rests, int value, string sentence) => factors[(kind, rests)] = Of(kind, value, sentence);

        Factor Of(FactorKind kind, int value, string sentence) => new(kind, value, problem.Weights[kind], sentence);
    }

    private string NearWords(Offer offer) => French.List(
        [.. offer.Needs.Where(one => one.Kind == need.Kind)
            .Select(one => one.Nature is null ? Codes.Label(one.Kind) : Codes.NatureLabel(one.Nature)).Distinct()]);

    private string StageSentence(Offer offer, int served, int value)
    {
        if (offer.Stages.IsEmpty) return "parce que l’offre s’adresse à toutes les étapes.";
        var stages = StageNames(offer);
        return value switch
        {
            Factors.One =>
                $"parce que l’offre s’adresse à votre étape : {French.List([.. Codes.Stages.Where(stage => (work.StageMask & served & (1 << (int)stage)) != 0).Select(Codes.Label)])}.",
            0 => $"parce que l’offre s’adresse à une autre étape : {stages}.",
            _ when work.StageMask == 0 => "parce que votre étape n’est pas encore connue.",
            _ => $"parce que l’offre s’adresse à une étape voisine : {stages}.",
        };
    }

    private static string StageNames(Offer offer) => French.List([.. offer.Stages.Distinct().Order().Select(Codes.Label)]);

    private string ThemeSentence(Offer offer, int value)
    {
        if (offer.Themes.IsEmpty) return "parce que l’offre est ouverte à toutes les filières.";
        if (!work.ThemesKnown) return "parce que votre filière n’est pas encore connue.";
        if (value == 0)
            return $"parce que l’offre aide surtout d’autres filières : {French.List([.. Sorted(offer.Themes).Select(Plain)])}.";
        var common = Sorted(offer.Themes)
            .Where(theme => facts.ValueOf(FactIds.Themes) is FactValue.Many many && many.Codes.Contains(theme));
        return value == Factors.One
            ? $"parce que l’offre vise exactement votre filière : {French.List([.. common.Select(Plain)])}."
            : $"parce que l’offre partage avec vous : {French.List([.. common.Select(Plain)])}.";
    }

    private string TerritorySentence(Offer offer, Truth reach)
    {
        if (offer.Perimeter.IsEmpty) return "parce que le périmètre de l’offre n’est pas connu.";
        if (reach == Truth.False) return "parce que l’offre ne couvre pas votre lieu.";
        var nearest = offer.Perimeter.Where(zone => work.Places.IsEmpty || zones.AnyInside(work.Places, [zone]) == reach)
            .OrderByDescending(zone => Workspace.Nearness(Zones.LevelOf(zone) ?? ZoneLevel.Country))
            .ThenBy(zone => zone, StringComparer.Ordinal).First();
        return reach == Truth.True
            ? $"parce que l’offre couvre ce périmètre : {zones.NameOf(nearest)}."
            : $"parce que l’offre couvre peut-être votre lieu : {zones.NameOf(nearest)}.";
    }

    private string CalendarSentence(OfferWindow window)
    {
        if (window.IsPermanent) return "parce que le dépôt est ouvert toute l’année.";
        if (window.IsUnknown) return "parce que les dates de dépôt ne sont pas connues.";
        if (window.SpanAt(problem.Day) is not { } span) return "parce que le dépôt est clos.";
        return span.Contains(problem.Day)
            ? $"parce que le dépôt est ouvert jusqu’au {French.Date(span.Closes)}."
            : $"parce que le dépôt ouvrira le {French.Date(span.Opens)}.";
    }

    /// <summary>
    /// The stage served that is nearest to the project's; the later of two equally near; the first of the project when all fit.
    /// </summary>
    private static Stage PathStage(int offerStages, int projectStages)
    {
        if (offerStages == 0) offerStages = 0x1F;
        if (projectStages == 0) return (Stage)BitOperations.TrailingZeroCount(offerStages);
        if ((offerStages & projectStages) is not 0 and var common) return (Stage)BitOperations.TrailingZeroCount(common);
        var (first, last) = (BitOperations.TrailingZeroCount(projectStages), 31 - BitOperations.LeadingZeroCount((uint)projectStages));
        for (var distance = 1; distance < 5; distance++)
        {
            if ((offerStages & (1 << (last + distance))) != 0) return (Stage)(last + distance);
            if (first - distance >= 0 && (offerStages & (1 << (first - distance))) != 0) return (Stage)(first - distance);
        }

        return (Stage)first;
    }

    private string[] Names(Offer offer) => [.. Sorted(offer.Perimeter).Select(zones.NameOf)];

    private static IEnumerable<string> Sorted(ImmutableArray<string> codes)
        => codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Plain(string code) => code.Replace('-', ' ');

    private static string AudienceLabel(string code)
        => FactCatalogue.Find(FactIds.Audiences)!.Answers.FirstOrDefault(answer => answer.Code == code)?.Label ?? Plain(code);
}
