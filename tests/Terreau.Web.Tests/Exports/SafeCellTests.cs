using Terreau.Web.Exports;

namespace Terreau.Web.Tests.Exports;

public class SafeCellTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+33", "'+33")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0")]
    [InlineData("\t=1", "' =1")]
    [InlineData("\r\n=1", "'\n=1")]
    [InlineData("＝1", "'＝1")]
    public void Of_TextThatStartsAFormula_IsQuoted(string text, string expected) => Assert.Equal(expected, SafeCell.Of(text));

    [Theory]
    [InlineData("Baluchon", "Baluchon")]
    [InlineData("a=b", "a=b")]
    [InlineData("ligne 1\nligne 2", "ligne 1\nligne 2")]
    [InlineData("nul\0 et \u0007cloche", "nul et cloche")]
    [InlineData("", "")]
    public void Of_OrdinaryText_StaysReadable(string text, string expected) => Assert.Equal(expected, SafeCell.Of(text));

    [Fact]
    public void Of_NegativeNumber_StaysANumber() => Assert.Equal(-5.25, SafeCell.Of(-5.25));

    [Fact]
    public void Written_Values_AreTheSameInEveryCulture()
    {
        Assert.Equal("2.4484", SafeCell.Written(2.4484));
        Assert.Equal("2018-10-15", SafeCell.Written(new DateOnly(2018, 10, 15)));
        Assert.Equal("oui", SafeCell.Written(true));
        Assert.Equal("", SafeCell.Written(null));
    }

    [Fact]
    public void Of_ListWhoseFirstStartsAFormula_IsQuoted() => Assert.Equal("'=a | b", SafeCell.Of(new[] { "=a", "b" }));

    [Fact]
    public void Of_LoneSurrogate_IsReplacedAndDoesNotThrow() => Assert.Equal("a\uFFFDb", SafeCell.Of("a\uD800b"));
}
