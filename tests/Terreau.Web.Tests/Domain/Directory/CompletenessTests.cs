using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Seeds;

namespace Terreau.Web.Tests.Domain.Directory;

public sealed class CompletenessTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void Of_WorkedExample_IsThatOfTheDocument()
    {
        var sheet = Sheet(actor =>
        {
            actor.Description = new string('a', 300);
            actor.CheckedOn = new DateOnly(2026, 2, 23);
            actor.Precision = "commune";
            actor.Roles = ["FINANCEUR"];
            actor.Siren = "552100554";
            actor.Email = "bonjour@exemple.fr";
            actor.Reserved = new() { [nameof(Organisation.Email)] = Audience.Organisation };
            actor.Website = "https://exemple.fr";
            actor.Proposes = ["un lieu"];
        });

        var completeness = Completeness.Of(sheet, Today);

        Assert.Equal(65, completeness.Percent);
        Assert.Equal(0.5m, Ratio(completeness, "Une présentation"));
        Assert.Equal(0.8324m, decimal.Round(Ratio(completeness, "Une vérification récente")!.Value, 4));
        Assert.Null(Ratio(completeness, "Une filière"));
        Assert.Contains("**65 %**", File.ReadAllText(Path.Combine(Clone.Root, "docs/algorithms/completeness.md")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 0)]
    [InlineData(201, 0.005)]
    [InlineData(400, 1)]
    [InlineData(4000, 1)]
    public void Of_Presentation_FollowsItsSlope(int length, double expected)
        => Assert.Equal((decimal)expected,
            Ratio(Completeness.Of(Sheet(actor => actor.Summary = new string('a', length)), Today), "Une présentation"));

    [Theory]
    [InlineData("2026-05-23", 1)]
    [InlineData("2024-11-23", 0)]
    [InlineData("2010-01-01", 0)]
    public void Of_Freshness_IsFullForSixMonthsAndNoneAfterTwoYears(string day, double expected)
        => Assert.Equal((decimal)expected,
            Ratio(Completeness.Of(Sheet(actor => actor.CheckedOn = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)),
                Today), "Une vérification récente"));

    [Fact]
    public void Of_AnySheet_HasTenCriteriaWithinBoundsThatSayWhatToDo()
    {
        var criteria = Completeness.Of(Sheet(), Today).Criteria;

        Assert.Equal(10, criteria.Count);
        Assert.All(criteria, criterion => Assert.InRange(criterion.Ratio ?? 0, 0, 1));
        Assert.All(criteria, criterion => Assert.EndsWith(".", criterion.ToDo, StringComparison.Ordinal));
        Assert.Equal(0, Completeness.Of(Sheet(), Today).Percent);
    }

    private static decimal? Ratio(Completeness completeness, string label)
        => completeness.Criteria.Single(criterion => criterion.Label == label).Ratio;

    private static Organisation Sheet(Action<Organisation>? with = null)
        => Builders.Organisation("essai", "Essai", "source", PartialDate.Parse("2018-10"), with);
}
