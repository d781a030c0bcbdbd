using Terreau.Engine.Duplicates.Reading;

namespace Terreau.Engine.Tests.Duplicates;

public sealed class NameSimilarityTests
{
    private const string Noue = "Manque de places en crèche au quartier de La Noue";

    [Theory]
    [InlineData(Noue, "Pas assez de places de crèche à La Noue", 0.425, 0.5)]
    [InlineData(Noue, "Besoin d'un jardin partagé à Bel Air", 0.0169, 0)]
    [InlineData("Fracture numérique des jeunes", "Exclusion numérique chez les jeunes", 0.3659, 0.4)]
    [InlineData("Précarité alimentaire des étudiants", "Précarité alimentaire des étudiants", 1, 1)]
    [InlineData("", "", 1, 1)]
    [InlineData("", "Jardin", 0, 0)]
    [InlineData(null, "🌱🌱", 1, 1)]
    public void Ratios_PublishedPairs_AreThePublishedFigures(string? first, string? second, double trigrams, double words)
    {
        Assert.Equal(trigrams, NameSimilarity.Trigrams(first, second), 4);
        Assert.Equal(words, NameSimilarity.Words(first, second), 4);
    }

    [Theory]
    [InlineData("L’Association des Amis de la Noue", "amis noue")]
    [InlineData("L’ASSOCIATION", "association")]
    [InlineData("Le la", "le la")]
    [InlineData("St-Denis & Cie", "saint denis compagnie")]
    [InlineData("Cœur d’ÎLOT ÉTÉ", "coeur ilot ete")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("SCOP SARL L’Atelier n° 2", "atelier n 2")]
    [InlineData("جمعية الحديقة", "جمعية الحديقة")]
    [InlineData("🌱 Jardin 🌱", "jardin")]
    [InlineData("Jardin\uD83Dpartagé", "jardin partage")]
    [InlineData("  \u202E\u200F ", "")]
    public void Words_OfNames_AreSmallBareAndWithoutLegalForm(string name, string expected)
        => Assert.Equal(expected, string.Join(' ', NameText.Words(name)));

    [Fact]
    public void Words_LongName_AreReadUpToThreeHundredUnits()
    {
        Assert.Equal(["x" + new string('a', 299)], NameText.Words("x" + new string('a', 5000)));
        Assert.Equal(150, NameText.Words(string.Concat(Enumerable.Repeat("x ", 4000))).Length);
    }
}
