using System.Net;
using System.Text.RegularExpressions;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>The plain text of what others wrote as HTML or Markdown: paragraphs and list items stay, marks go.</summary>
internal static partial class PlainText
{
    private const int LongestLink = 2000;

    /// <summary>Null when nothing is said.</summary>
    /// <param name="most">A longer text is cut at a word, with "…".</param>
    public static string? Of(string? written, int most = 10_000)
    {
        if (string.IsNullOrWhiteSpace(written)) return null;
        var text = Unseen().Replace(written, " ");
        text = Items().Replace(text, "\n- ");
        text = Blocks().Replace(text, "\n");
        text = WebUtility.HtmlDecode(Tags().Replace(text, ""));
        text = Marks().Replace(text, "");
        text = Links().Replace(text, "$1");
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => Blanks().Replace(line, " ").Trim())
            .Where(line => line is not ("" or "-"));
        text = string.Join('\n', lines);
        return text.Length == 0 ? null : Cut(text, most);
    }

    /// <summary>Its first sentence, on one line.</summary>
    public static string? First(string? text, int most)
    {
        if (text is null) return null;
        var line = text.Split('\n')[0];
        var end = Sentence().Match(line);
        return Cut(end.Success ? line[..(end.Index + 1)] : line, most);
    }

    /// <summary>An address of the web, whole; null when it is none.</summary>
    public static string? Link(string? written)
        => Uri.TryCreate(written?.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.AbsoluteUri.Length <= LongestLink
            ? uri.AbsoluteUri : null;

    private static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var space = text.LastIndexOf(' ', most - 2);
        return text[..(space > most / 2 ? space : most - 1)].TrimEnd() + "…";
    }

    // Each of these reads a text of any kind once: none looks again over what another attempt looked at.
    [GeneratedRegex(@"<!--.*?(-->|\z)|<(script|style)\b.*?(</\2\s*>|\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"<li\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Items();

    [GeneratedRegex(@"</?(p|div|br|ul|ol|tr|table|h[1-6]|blockquote|section)\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Blocks();

    // "moins de < 5 000 €" is no tag.
    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"^\s{0,3}#{1,6}\s+|\*\*|__", RegexOptions.Multiline)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\[([^\[\]\n]+)\]\([^)\[\s]+\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"[.!?](?=\s)")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
