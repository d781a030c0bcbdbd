using Terreau.Engine.Quantities;

namespace Terreau.Engine.Tests.Quantities;

public sealed class UnicodeTextTests
{
    [Theory]
    [InlineData("Cafe\u0301", "Caf\u00E9")]
    [InlineData("a\uFFFEb", "a\uFFFDb")]
    [InlineData("\uD83C\uDF31", "\uD83C\uDF31")]
    [InlineData("", "")]
    public void Composed_OfAnyText_IsFormC(string text, string expected) => Assert.Equal(expected, UnicodeText.Composed(text));

    // Attributes cannot hold half of a sign.
    [Fact]
    public void Composed_OfHalfASign_HasTheSignForWhatCannotBeRead()
        => Assert.Equal(["a\uFFFD", "\uFFFDa"], new[] { "a\uD800", "\uDC00a" }.Select(UnicodeText.Composed));

    [Fact]
    public void Forms_OfEverySign_AndEveryHalf_NeverThrow()
    {
        for (var sign = 0; sign <= char.MaxValue; sign++)
        {
            var text = $"a{(char)sign}b";
            Assert.Equal(UnicodeText.Composed(text), UnicodeText.Composed(UnicodeText.Decomposed(text)));
        }
    }

    [Theory]
    [InlineData("Café de l’Est", "cafe-de-l-est")]
    [InlineData("  — L'ÎLE !! ", "l-ile")]
    [InlineData("Ωmega 3", "mega-3")]
    [InlineData("\uD83C\uDF31", "")]
    public void Words_InLatinLetters_StandBetweenSingleSigns(string text, string expected)
    => Assert.Equal(expected, UnicodeText.Words(text, '-', isAscii: true));

    [Fact]
    public void Words_InAnyScript_KeepItsLetters() => Assert.Equal("ωmega 3", UnicodeText.Words("Ωmega, 3", ' ', isAscii: false));
}
