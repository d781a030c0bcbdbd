using Microsoft.AspNetCore.Components;
using Terreau.Web.Ui;

namespace Terreau.Web.Tests.Ui;

public sealed class HtmlTextTests
{
    [Fact]
    public void Of_TextInAHole_IsEncoded()
    {
        var name = "<script>\"L'été\" & co</script>";

        var markup = HtmlText.Of($"""<a title="{name}">{name}</a>""").Value;

        Assert.DoesNotContain("<script", markup, StringComparison.Ordinal);
        Assert.Equal(
            """<a title="&lt;script&gt;&quot;L&#x27;été&quot; &amp; co&lt;/script&gt;">&lt;script&gt;&quot;L&#x27;été&quot; &amp; co&lt;/script&gt;</a>""", markup);
    }

    [Fact]
    public void Of_MarkupInAHole_IsLeftAsItIs()
        => Assert.Equal("<p><b>dit</b></p>",
            HtmlText.Of($"<p>{new MarkupString("<b>dit</b>")}{default(MarkupString)}{(string?)null}</p>").Value);

    [Fact]
    public void Add_MoreThanItsFirstRoom_KeepsAll()
    {
        var text = new HtmlText();
        for (var i = 0; i < 3_000; i++) text.Add($"<i>{"&é"}</i>");

        Assert.Equal(string.Concat(Enumerable.Repeat("<i>&amp;é</i>", 3_000)), text.ToMarkup().Value);
    }
}
