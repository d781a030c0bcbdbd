using System.Text.Json;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Imports;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("<p>Un <b>appui</b>&nbsp;utile</p><ul><li>un</li><li>deux</li></ul>", "Un appui utile\n- un\n- deux")]
    [InlineData("<script>alert(1)</script>Texte<style>p{}</style><!-- caché -->", "Texte")]
    [InlineData("<script>jamais fermé", null)]
    [InlineData("moins de < 5 000 € &amp; plus", "moins de < 5 000 € & plus")]
    [InlineData("## **Pour qui :**\n\n- Vous\n- [Le site](https://exemple.fr)", "Pour qui :\n- Vous\n- Le site")]
    [InlineData(" <p> </p> ", null)]
    public void Of_MarkedText_IsPlain(string written, string? plain) => Assert.Equal(plain, PlainText.Of(written));

    [Fact]
    public void Of_TooLong_IsCutAtAWord() => Assert.Equal("un deux…", PlainText.Of("un deux trois", 10));

    [Fact]
    public void First_Sentence_IsOnOneLine() => Assert.Equal("Une aide.", PlainText.First("Une aide. Elle est longue.\nAutre", 100));

    [Fact]
    public void Of_RealDescriptions_HoldNoTag()
    {
        using var services = JsonDocument.Parse(
            File.ReadAllText(Clone.Sample("directories/les-emplois-api/api_mocks_data_inclusion/services.json")));

        var texts = services.RootElement.GetProperty("items").EnumerateArray()
            .Select(item => PlainText.Of(item.GetProperty("description").GetString())).OfType<string>().ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.DoesNotContain("<!--", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("**", text, StringComparison.Ordinal));
    }
}
