using Terreau.Web.Domain.Territory;
using Terreau.Web.Reading;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Tests.Domain;

/// <summary>The codes that files use are those of the pages and of the Engine.</summary>
public sealed class VocabularyTests
{
    [Theory]
    [InlineData("pret", "FINANCEMENT", true)]
    [InlineData("pret", "LOCAUX", false)]
    [InlineData("autre", "FINANCEMENT", false)]
    public void Belongs_NatureOfAnotherKind_IsFalse(string nature, string kind, bool belongs)
        => Assert.Equal(belongs, NeedEntry.Belongs(nature, kind));

    [Fact]
    public void Kinds_OfZones_HaveEachTheirLevel()
        => Assert.Equal(Enum.GetValues<ZoneKind>().Order(), ZoneEntry.Kinds.Values.Order());
}
