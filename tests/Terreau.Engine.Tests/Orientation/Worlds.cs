using System.Collections.Immutable;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;
using Terreau.Engine.Orientation;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Tests.Orientation;

/// <summary>Small made-up worlds for the tests of orientation.</summary>
internal static class Worlds
{
    public static readonly DateOnly Today = new(2026, 3, 1);

    public static readonly Zones Zones = new(
        new ZoneExtent { Code = "COMMUNE:93010", Name = "Bondy", Communes = ["93010"] },
        new ZoneExtent { Code = "EPT:200057875", Name = "Est Ensemble", Communes = ["93006", "93008", "93010", "93045", "93048", "93053",
            "93055", "93061", "93063"] },
        new ZoneExtent { Code = "REG:11", Name = "Île-de-France", Departements = ["75", "77", "78", "91", "92", "93", "94", "95"] },
        new ZoneExtent { Code = "QPV:QN09314M", Name = "un quartier de Bondy", Communes = ["93008", "93010", "93053"] });

    public static readonly Facts Bondy = Facts.Empty
        .WithMany(FactIds.Stages, "EMERGENCE")
        .WithMany(FactIds.Themes, "alimentation-agriculture")
        .WithMany(FactIds.Audiences, "jeunes")
        .WithMany(FactIds.ActivityZones, "COMMUNE:93010");

    public static Offer Offer(string id, NeedKind kind = NeedKind.Funding, string? nature = "subvention") => new()
    {
        Id = id,
        Title = "Offre " + id,
        Operator = "Une structure",
        Needs = [new OfferNeed(kind, nature)],
        Perimeter = ["EPT:200057875"],
        Window = OfferWindow.Permanent,
        CheckedOn = Today.AddMonths(-1),
        Quality = 1,
    };

    public static Rule Flag(string fact, string id = "p") => new FlagPredicate(fact) { Id = id, Label = "La condition " + fact };

    public static OrientationProblem Problem(Facts? facts = null, params Need[] needs) => new()
    {
        Facts = facts ?? Bondy,
        Needs = needs.Length > 0 ? [.. needs] : [Grant(null)],
        Day = Today,
    };

    public static Need Grant(decimal? euros, DateOnly? by = null) => new()
    {
        Kind = NeedKind.Funding,
        Nature = "subvention",
        Amount = euros is { } amount ? Money.FromEuros(amount) : null,
        By = by,
    };

    public static NeedAnswer Ask(IEnumerable<Offer> offers, Facts? facts = null, Need? need = null)
        => Assert.Single(new OfferCatalogue(offers, Zones).Orient(Problem(facts, need ?? Grant(null))).Needs);

    public static ImmutableArray<string> Ids(ImmutableArray<OfferAnswer> answers) => [.. answers.Select(answer => answer.Offer.Id)];
}
