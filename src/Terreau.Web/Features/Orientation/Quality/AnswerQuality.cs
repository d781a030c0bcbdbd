using Terreau.Engine.Measuring;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Orientation.Quality;

/// <summary>How one way to order the offers does on the judged needs.</summary>
/// <param name="Name">The way, in French.</param>
/// <param name="Ndcg">Mean nDCG of the first five over the needs with something of use.</param>
/// <param name="ReciprocalRank">Mean of one over the place of the first offer of use.</param>
internal sealed record OrderQuality(string Name, double? Ndcg, double ReciprocalRank);

/// <summary>
/// How good the answers are on the labelled set: computed with the offers and rules of this moment, so that a change of either shows.
/// </summary>
internal sealed record AnswerQuality
{
    private const int Depth = 5;

    public required int Projects { get; init; }
    public required int Needs { get; init; }

    /// <summary>Offers judged for a need, by the first judge; and by both.</summary>
    public required int Judged { get; init; }
    public required int JudgedTwice { get; init; }

    /// <summary>Agreement of the two judges on the status and on the use.</summary>
    public required double? StatusKappa { get; init; }
    public required double? UseKappa { get; init; }

    /// <summary>Judged not eligible by both, and called sure: must be none. "project, offer".</summary>
    public required IReadOnlyList<string> IneligibleSure { get; init; }

    /// <summary>Judged not eligible by both, from the idea most often, and shown with a question that would tell.</summary>
    public required IReadOnlyList<string> IneligibleAsked { get; init; }

    /// <summary>Judged eligible by both, and left out: must be none.</summary>
    public required IReadOnlyList<string> WronglyLeftOut { get; init; }

    /// <summary>Of the sure aids that both judged, those that both call eligible.</summary>
    public required (int Held, int All) SurePrecision { get; init; }

    /// <summary>Of what both call eligible, what is sure.</summary>
    public required (int Held, int All) SureRecall { get; init; }

    /// <summary>Sure aids for a project, on average.</summary>
    public required double SurePerProject { get; init; }

    /// <summary>Of all that is shown, what is not left to confirm.</summary>
    public required (int Held, int All) Settled { get; init; }

    /// <summary>Of all that is shown, what says how to reach someone or where to ask.</summary>
    public required (int Held, int All) Reachable { get; init; }

    /// <summary>How unevenly the first places fall on the offers that are shown at all.</summary>
    public required double? ExposureGini { get; init; }

    /// <summary>Ours first, then the plain ways.</summary>
    public required IReadOnlyList<OrderQuality> Orders { get; init; }

    public static AnswerQuality Of(
        IReadOnlyList<JudgedProject> set, CompiledOffers shelf, Atlas atlas, DateOnly day, int staleMonths)
    {
        var answered = set.Select(project => (Project: project, Oriented: ProjectOrientation.Orient(project.Answers, day, shelf, atlas,
            staleMonths))).ToList();
        var needs = answered.SelectMany(one => one.Oriented.Needs.Select(need => new JudgedNeed(one.Project, need, one.Oriented))).ToList();
        var twice = needs.SelectMany(need => need.Agreements).ToList();
        var shown = needs.SelectMany(need => need.Shown).ToList();
        return new AnswerQuality
        {
            Projects = set.Count,
            Needs = needs.Count,
            Judged = set.Sum(project => project.Judged.Count),
            JudgedTwice = set.Sum(project => project.Judged.Values.Count(pair => pair.Second is not null)),
            StatusKappa = Shares.Kappa(Pairs(set, judgement => judgement.Status)),
            UseKappa = Shares.Kappa(Pairs(set, judgement => judgement.Use)),
            IneligibleSure = [.. twice.Where(one => one is { Status: 'N', Place: Place.Sure }).Select(one => one.Name)],
            IneligibleAsked = [.. twice.Where(one => one is { Status: 'N', Place: Place.ToConfirm }).Select(one => one.Name)],
            WronglyLeftOut = [.. twice.Where(one => one.Status == 'E' && one.Place == Place.Out).Select(one => one.Name)],
            SurePrecision = (twice.Count(one => one is { Place: Place.Sure, Status: 'E' }), twice.Count(one => one.Place == Place.Sure)),
            SureRecall = (twice.Count(one => one is { Place: Place.Sure, Status: 'E' }), twice.Count(one => one.Status == 'E')),
            SurePerProject = set.Count == 0 ? 0 : answered.Average(one => one.Oriented.SureCount),
            Settled = (needs.Sum(need => need.Need.Sure.Count), shown.Count),
            Reachable = (shown.Count(offer => IsReachable(shelf.Offers[offer])), shown.Count),
            ExposureGini = Exposure(needs),
            Orders = OrdersOf(needs, shelf),
        };
    }

    private static bool IsReachable(Domain.Offers.Offer offer) => offer.HasContact || offer.ApplyUrl is not null || offer.Url is not null;

    private static List<(T, T)> Pairs<T>(IEnumerable<JudgedProject> set, Func<Judgement, T> of) =>
    [
        .. set.SelectMany(project => project.Judged.Values).Where(pair => pair.Second is not null)
            .Select(pair => (of(pair.First), of(pair.Second!.Value))),
    ];

    private static double? Exposure(List<JudgedNeed> needs)
    {
        var first = needs.SelectMany(need => need.Shown.Take(Depth)).CountBy(slug => slug).ToDictionary();
        return Shares.Gini([.. needs.SelectMany(need => need.Shown).Distinct().Select(slug => (double)first.GetValueOrDefault(slug))]);
    }

    private static List<OrderQuality> OrdersOf(List<JudgedNeed> needs, CompiledOffers shelf)
    {
        var plain = new PlainOrders(shelf);
        return
        [
            Order("Terreau", need => need.Shown),
            Order("Par distance", need => plain.ByDistance(need.Need.Kind)),
            Order("Par les mots", need => plain.ByWords(need.Need.Kind, need.Project.Answers)),
            Order("Par sorte d’aide", need => plain.ByKind(need.Need.Kind)),
        ];

        OrderQuality Order(string name, Func<JudgedNeed, IEnumerable<string>> slugs)
        {
            var useful = needs.Where(need => need.Uses.Values.Any(use => use > 0))
                .Select(need => (need.Uses, Grades: slugs(need).Select(slug => need.Uses.GetValueOrDefault(slug)).ToArray())).ToList();
            return new OrderQuality(name,
                useful.Count == 0 ? null : useful.Average(one => RankingMeasures.Ndcg(one.Grades, one.Uses.Values, Depth) ?? 0),
                useful.Count == 0 ? 0 : useful.Average(one => RankingMeasures.ReciprocalRank(one.Grades)));
        }
    }

    private enum Place { Sure, ToConfirm, Near, Out }

    /// <summary>A need of a judged project, with our answer.</summary>
    private sealed class JudgedNeed
    {
        public JudgedNeed(JudgedProject project, OrientedNeed need, OrientedProject oriented)
        {
            (Project, Need) = (project, need);
            Shown = [.. need.Sure.Concat(need.ToConfirm).Select(answer => answer.Offer.Id)];
            var judged = project.Judged
                .Where(pair => pair.Key.Kind == need.Kind && oriented.Shelf.Catalogue.Find(pair.Key.Slug) is not null).ToList();
            // Two judges who differ by one grade are between the two: the lower one, so that nothing is praised too much.
            Uses = judged.ToDictionary(pair => pair.Key.Slug, pair => pair.Value.Second is { } second
                ? Math.Min(pair.Value.First.Use, second.Use) : pair.Value.First.Use, StringComparer.Ordinal);
            Agreements =
            [
                .. judged.Where(pair => pair.Value.Second?.Status == pair.Value.First.Status)
                    .Select(pair => ($"{project.Id}, {pair.Key.Slug}", pair.Value.First.Status, PlaceOf(pair.Key.Slug))),
            ];
        }

        public JudgedProject Project { get; }
        public OrientedNeed Need { get; }

        /// <summary>What is shown for the need, best first.</summary>
        public IReadOnlyList<string> Shown { get; }

        public IReadOnlyDictionary<string, int> Uses { get; }

        /// <summary>What both judges say the same of, and where we put it.</summary>
        public IReadOnlyList<(string Name, char Status, Place Place)> Agreements { get; }

        private Place PlaceOf(string slug)
            => Need.Sure.Any(answer => answer.Offer.Id == slug) ? Place.Sure
                : Need.ToConfirm.Any(answer => answer.Offer.Id == slug) ? Place.ToConfirm
                : Need.Near.Any(answer => answer.Offer.Id == slug) ? Place.Near : Place.Out;
    }
}
