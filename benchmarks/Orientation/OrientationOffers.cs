using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;
using Terreau.Engine.Orientation;
using Terreau.Engine.Quantities;

namespace Terreau.Bench;

/// <summary>Made-up offers and projects of a realistic grain, the same at every run: a fixed seed, no machine in it.</summary>
internal sealed class OrientationOffers(int seed)
{
    private static readonly string[] Communes =
        [.. new[] { "93006", "93008", "93010", "93045", "93048", "93053", "93055", "93061", "93063" }.Select(code => "COMMUNE:" + code)];

    public static readonly DateOnly Day = new(2026, 11, 23);

    public static readonly Zones Zones = new(
        new ZoneExtent { Code = "EPT:200057875", Name = "Est Ensemble", Communes = [.. Communes.Select(commune => commune[8..])] },
        new ZoneExtent { Code = "REG:11", Name = "Île-de-France", Departements = ["75", "77", "78", "91", "92", "93", "94", "95"] });

    private static readonly string[] Themes =
    [
        "numerique", "artisanat", "petite-enfance", "alimentation-agriculture", "economie-circulaire", "habitat-urbanisme", "jeunesse",
        "insertion-emploi", "culture", "sante-solidarite", "mobilite", "energie-environnement", "cooperation-internationale",
    ];

    private static readonly string[] Audiences =
        [.. FactCatalogue.Find(FactIds.Audiences)!.Answers.Select(answer => answer.Code).Where(code => code != Codes.EveryAudience)];

    private static readonly string[] Families = [.. FactCatalogue.Find("statut.famille")!.Answers.Select(answer => answer.Code)];

    private static readonly string[] Flags =
    [
        "existe", "actif", "label.ess", "label.esus", "label.siae", "qpv", "interetGeneral", "insertion", "dejaSoutenu",
        "porteur.demandeurEmploi", "porteur.habitantQpv", "porteur.femme",
    ];

    private static readonly (string Fact, decimal[] Steps)[] Numbers =
    [
        ("effectif", [1, 2, 3, 5, 10, 20, 50, 100, 250]),
        ("ca", [10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_000_000, 10_000_000]),
        ("besoin.montant", [500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 50_000, 100_000, 300_000]),
        ("coutEligible", [1000, 5000, 10_000, 50_000, 100_000, 500_000]), ("cofinancementObtenu", [1, 1000, 5000, 20_000]),
        ("deMinimis3ans", [100_000, 200_000, 300_000]), ("porteur.age", [16, 18, 25, 26, 30, 60]),
        ("equipe.beneficiaires", [10, 50, 100, 500]), ("equipe.taille", [1, 2, 3, 5]),
    ];

    private readonly Random random = new(seed);

    public IEnumerable<Offer> Offers(int count) => Enumerable.Range(0, count).Select(Offer);

    public IReadOnlyList<OrientationProblem> Problems(int count) => [.. Enumerable.Range(0, count).Select(_ => Problem())];

    public OrientationProblem Problem()
    {
        var facts = Facts.Empty
            .WithMany(FactIds.Stages, Codes.Of((Stage)random.Next(5)))
            .WithMany(FactIds.Themes, Some(Themes, 1 + random.Next(2)))
            .WithMany(FactIds.Audiences, Some(Audiences, 1 + random.Next(3)))
            .WithMany(FactIds.ActivityZones, Communes[random.Next(Communes.Length)]);
        foreach (var flag in Flags.Where(_ => random.Next(3) > 0)) facts = facts.With(flag, random.Next(2) == 0);
        if (random.Next(3) > 0) facts = facts.With("statut.famille", Families[random.Next(Families.Length)]);
        if (random.Next(3) > 0) facts = facts.With("effectif", HeadcountBand.Of(new[] { "NN", "01", "03", "12" }[random.Next(4)]));
        foreach (var (fact, steps) in Numbers.Where(one => one.Fact != "effectif" && one.Fact != "besoin.montant" && random.Next(3) > 0))
            facts = facts.With(fact, steps[random.Next(steps.Length)]);
        return new OrientationProblem { Facts = facts, Needs = [AnyNeed(), AnyNeed(), AnyNeed()], Day = Day };
    }

    private Need AnyNeed()
    {
        var (code, kind, _) = Codes.Natures[random.Next(Codes.Natures.Count)];
        return new Need
        {
            Kind = kind,
            Nature = code,
            Amount = kind == NeedKind.Funding ? Money.FromEuros(Numbers[2].Steps[random.Next(10)]) : null,
        };
    }

    private Offer Offer(int index)
    {
        var (nature, kind, _) = Codes.Natures[random.Next(Codes.Natures.Count)];
        return new Offer
        {
            Id = $"offre-{index}",
            Title = $"Offre {index}",
            Operator = $"Organisme {index % 1000}",
            Needs = [new OfferNeed(kind, nature)],
            Stages = [.. Enumerable.Range(0, 5).Where(_ => random.Next(2) == 0).Select(stage => (Stage)stage)],
            Themes = random.Next(2) == 0 ? [] : [.. Some(Themes, 1 + random.Next(3))],
            Audiences = random.Next(3) > 0 ? [] : [.. Some(Audiences, 1 + random.Next(3))],
            Perimeter = [random.Next(5) switch { 0 => Communes[random.Next(9)], 1 => "EPT:200057875", 2 => "DEP:93", 3 => "REG:11",
                _ => "PAYS:FR" }],
            AmountMin = kind == NeedKind.Funding && random.Next(2) == 0 ? Money.FromEuros(500 * (1 + random.Next(20))) : null,
            AmountMax = kind == NeedKind.Funding ? Money.FromEuros(10_000 * (1 + random.Next(20))) : null,
            Window = random.Next(4) switch
            {
                0 => OfferWindow.Permanent,
                1 => OfferWindow.Unknown,
                2 => OfferWindow.Annual(1 + random.Next(6), 15, 7 + random.Next(6), 15),
                _ => OfferWindow.Dated(new DaySpan(Day.AddDays(random.Next(-60, 30)), Day.AddDays(random.Next(31, 200)))),
            },
            DecisionDays = random.Next(4) * 30,
            IsSaturated = random.Next(20) == 0,
            Rule = Rule(),
            CheckedOn = random.Next(5) == 0 ? null : Day.AddDays(-random.Next(365)),
            Quality = random.Next(5, 11) / 10m,
        };
    }

    // Two to seven conditions, one alternative in two rules, one exclusion in four: the shape of real sheets.
    private AllRule Rule()
    {
        var id = 0;
        var conditions = Enumerable.Range(0, 2 + random.Next(4)).Select(_ => Predicate(ref id)).ToList<Rule>();
        if (random.Next(2) == 0) conditions.Add(new AnyRule([Predicate(ref id), Predicate(ref id)]));
        if (random.Next(4) == 0) conditions.Add(new NotRule(Predicate(ref id)));
        return new AllRule([.. conditions]);
    }

    private Predicate Predicate(ref int id)
    {
        var name = $"p{++id}";
        var (fact, steps) = Numbers[random.Next(Numbers.Length)];
        Predicate predicate = random.Next(6) switch
        {
            0 or 1 => new FlagPredicate(Flags[random.Next(Flags.Length)]) { Id = name },
            2 => new InPredicate("statut.famille", [.. Some(Families, 1 + random.Next(3))]) { Id = name },
            3 => new NumberPredicate(fact, steps[random.Next(steps.Length)], null) { Id = name },
            4 => new NumberPredicate(fact, null, steps[random.Next(steps.Length)]) { Id = name },
            _ => new ZonePredicate([.. Some(Communes, 1 + random.Next(4))], ZoneMode.Activity) { Id = name },
        };
        return predicate with { Label = "Une condition de l’offre" };
    }

    private IEnumerable<string> Some(string[] all, int count)
        => Enumerable.Range(0, count).Select(_ => all[random.Next(all.Length)]).Distinct();
}
