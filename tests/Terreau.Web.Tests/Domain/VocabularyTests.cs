using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Reading;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Tests.Domain;

/// <summary>One list of codes for the pages, the files and the Engine that computes with them.</summary>
public sealed class VocabularyTests
{
    [Fact]
    public void Codes_OfTheEngine_AreThoseThatPagesShow()
    {
        Assert.Equal(Enum.GetValues<Stage>().Select(Codes.Of), CodesOf(Vocabulary.Stages));
        Assert.Equal(Enum.GetValues<NeedKind>().Select(Codes.Of).Order(), CodesOf(Vocabulary.NeedKinds).Order());
        Assert.Equal(Codes.Natures.Select(nature => nature.Code).Order(), CodesOf(Vocabulary.Natures).Order());
        Assert.Equal(FactCatalogue.Find(FactIds.Audiences)!.Answers.Select(answer => answer.Code).Order(), CodesOf(Vocabulary.Publics).Order());
    }

    [Theory]
    [InlineData("pret", "FINANCEMENT", true)]
    [InlineData("pret", "LOCAUX", false)]
    [InlineData("autre", "FINANCEMENT", false)]
    public void Belongs_NatureOfAnotherKind_IsFalse(string nature, string kind, bool belongs)
        => Assert.Equal(belongs, NeedEntry.Belongs(nature, kind));

    [Fact]
    public void Kinds_OfZones_HaveEachTheirLevel()
        => Assert.Equal(Enum.GetValues<ZoneKind>().Order(), ZoneEntry.Kinds.Values.Order());

    private static IEnumerable<string> CodesOf(Vocabulary list) => list.Terms.Select(term => term.Code);
}
