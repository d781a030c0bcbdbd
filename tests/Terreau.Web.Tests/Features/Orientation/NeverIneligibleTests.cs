using Terreau.Engine.Eligibility;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Domain.Territory;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Engine.Quantities;

namespace Terreau.Web.Tests.Features.Orientation;

public sealed class NeverIneligibleTests(OrientationSite orientation) : IClassFixture<OrientationSite>
{
    [Fact]
    public async Task Orient_ManyProfiles_ShowsNoOfferWhoseConditionsFail()
    {
        var atlas = await orientation.Site.Services.GetRequiredService<AtlasCache>().GetAsync(TestContext.Current.CancellationToken);
        var compiled = await orientation.Site.Services.GetRequiredService<OfferCatalogueCache>()
            .GetAsync(TestContext.Current.CancellationToken);
        var zones = CompiledOffers.ZonesOf(atlas);
        var random = new Random(5);
        var shown = 0;

        for (var turn = 0; turn < 120; turn++)
        {
            var answers = Profile(random, atlas);
            var facts = ProjectFacts.Of(answers, atlas);
            var oriented = ProjectOrientation.Orient(answers, new DateOnly(2026, 11, 23), compiled, atlas, staleMonths: 12);
            foreach (var resource in oriented.Needs.SelectMany(need => need.Resources))
            {
                shown++;
                Assert.NotEqual(EligibilityStatus.NotEligible, resource.Evaluation.Status);
                Assert.NotEqual(Truth.False, resource.Offer.Rule.Evaluate(facts, zones));
                Assert.NotEqual(Truth.False, facts.ValueOf("lieuActivite.zones") is FactValue.Many places
                    ? zones.AnyInside(places.Codes, resource.Offer.Perimeter) : Truth.Unknown);
            }
            foreach (var need in oriented.Needs)
            {
                Assert.All(need.Sure, sure => Assert.Equal(EligibilityStatus.Eligible, sure.Evaluation.Status));
                Assert.Empty(need.Resources.Select(resource => resource.Offer.Id)
                    .Intersect(need.Excluded.Select(excluded => excluded.Offer.Id)));
            }
        }

        Assert.True(shown > 1000, $"Only {shown} resources were looked at.");
    }

    [Fact]
    public void Of_OfferWrittenWrongly_StaysToConfirmAndIsTold()
    {
        var offer = new Offer
        {
            Slug = "mal-ecrite", Title = "Mal écrite", OperatorName = "Personne", Summary = "", SourceId = "x",
            SourceOn = PartialDate.Parse("2026"),
            Needs = [new("FINANCEMENT", "pret"), new("BONHEUR", "fou")], Stages = ["EMERGENCE", "NULLE"],
            Windows = OfferWindow.Read("quand on veut"),
            Rule = """{"flag":"n'existe pas"}""", CheckedOn = new DateOnly(2026, 11, 1),
        };

        var problem = OfferProblem.Of(offer);

        Assert.Equal(4, problem.Faults.Count);
        Assert.Single(problem.Offer.Needs);
        Assert.Single(problem.Offer.Stages);
        Assert.True(problem.Offer.Window.IsUnknown);
        Assert.Equal(Truth.Unknown, problem.Offer.Rule.Evaluate(Facts.Empty, Engine.Geography.Zones.None));
        Assert.Null(problem.Offer.CheckedOn);
    }

    [Fact]
    public async Task GetAsync_AProjectIsDescribed_KeepsTheSameCatalogue()
    {
        var cache = orientation.Site.Services.GetRequiredService<OfferCatalogueCache>();
        var before = await cache.GetAsync(TestContext.Current.CancellationToken);
        await orientation.BeginAsync();
        Assert.Same(before, await cache.GetAsync(TestContext.Current.CancellationToken));
    }

    private static ProjectAnswers Profile(Random random, Atlas atlas)
    {
        var kinds = Vocabulary.NeedKinds.Terms.Select(term => term.Code).ToArray();
        return new ProjectAnswers
        {
            Idea = "x",
            Stages = random.Next(3) == 0 ? [] : [Vocabulary.Stages.Terms[random.Next(5)].Code],
            Place = random.Next(4) == 0 ? new PlaceAnswer()
                : new PlaceAnswer { Communes = [atlas.Communes[random.Next(atlas.Communes.Count)].Local], District = random.Next(2) == 0
                    ? PlaceAnswer.NoDistrict : null },
            Filieres = random.Next(3) == 0 ? [] : [atlas.Filieres[random.Next(atlas.Filieres.Count)].Code],
            Publics = random.Next(3) == 0 ? [] : [Vocabulary.Publics.Terms[random.Next(Vocabulary.Publics.Terms.Count)].Code],
            Structure = new StructureAnswer
            {
                Exists = random.Next(3) switch { 0 => null, 1 => false, _ => true },
                Family = random.Next(2) == 0 ? null : LegalFamilies.All[random.Next(LegalFamilies.All.Count)].Code,
            },
            Needs = [.. kinds.Where(_ => random.Next(3) == 0).DefaultIfEmpty(kinds[0]).Select(kind => new NeedAnswer
            {
                Kind = kind, Natures = random.Next(2) == 0 ? [] : [Vocabulary.NaturesOf(kind)[0]],
                AmountCents = random.Next(2) == 0 ? null : random.Next(1, 10_000_000),
            })],
        };
    }
}
