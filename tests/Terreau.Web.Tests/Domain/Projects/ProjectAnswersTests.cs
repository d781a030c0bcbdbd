using System.Text.Json;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Projects;

namespace Terreau.Web.Tests.Domain.Projects;

public sealed class ProjectAnswersTests
{
    [Fact]
    public void FromJson_FieldsOfALaterVersion_AreKept()
    {
        var answers = ProjectAnswers.FromJson(
            """{"version":7,"idee":"x","chapeau":{"de":"paille"},"besoins":[{"genre":"LOCAUX","etage":3}]}""");
        var json = (answers with { Idea = "y" }).ToJson();
        Assert.Contains("\"chapeau\":{\"de\":\"paille\"}", json, StringComparison.Ordinal);
        Assert.Contains("\"etage\":3", json, StringComparison.Ordinal);
        Assert.Contains("\"version\":7", json, StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_ReadAgain_IsTheSame()
    {
        var answers = new ProjectAnswers
        {
            Idea = "Une idée « à » nous", Stages = ["EMERGENCE"], Place = new PlaceAnswer { Communes = ["93010"], District = "AUCUN" },
            Structure = new StructureAnswer { Exists = true, Headcount = new CountAnswer { Min = 250 } },
            Needs = [new NeedAnswer { Kind = "FINANCEMENT", Natures = ["pret"], AmountCents = 3_000_050, For = new DateOnly(2027, 1, 2) }],
        }.Replying("manuel.x", JsonSerializer.SerializeToElement(true)).Replying("ca", JsonSerializer.SerializeToElement<object?>(null));

        var again = ProjectAnswers.FromJson(answers.ToJson());

        Assert.Equal(answers.ToJson(), again.ToJson());
        Assert.Equal(answers.Fingerprint(), again.Fingerprint());
        Assert.Contains("30000.5", answers.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{"), InlineData("[]"), InlineData("null"), InlineData("{\"etapes\":3}")]
    public void FromJson_Damaged_CountsAsNothingSaid(string json) => Assert.Null(ProjectAnswers.FromJson(json).Idea);

    [Fact]
    public void NaturesOf_EveryKind_AreAllTheNaturesOnce()
        => Assert.Equal(
            Vocabulary.Natures.Terms.Select(term => term.Code).Order(),
            Vocabulary.NeedKinds.Terms.SelectMany(kind => Vocabulary.NaturesOf(kind.Code)).Order());
}
