using Terreau.Web.Search.Ideas;
using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Features.Orientation.Steps;

/// <summary>
/// What the idea, in the person's own words, seems to ask for. A suggestion is shown with those words and stands first; it is never
/// ticked in the person's place.
/// </summary>
internal static class Suggestions
{
    private const int LongestQuote = 80;

    /// <summary>The choices that the idea speaks of first, each with the words that say it.</summary>
    public static IReadOnlyList<Choice> First(IReadOnlyList<Choice> choices, IReadOnlyList<SaidCode> said)
    {
        var byCode = said.ToLookup(one => one.Code, StringComparer.Ordinal);
        return
        [
            .. said.Select(one => one.Code).Distinct().Select(code => choices.FirstOrDefault(choice => choice.Value == code))
                .OfType<Choice>().Select(choice => choice with { Hint = Reason(byCode[choice.Value].First()) }),
            .. choices.Where(choice => !byCode.Contains(choice.Value)),
        ];
    }

    /// <summary>"« une vraie cuisine »": the words as they were written.</summary>
    public static string Quoted(string words)
    {
        var line = words.ReplaceLineEndings(" ").Trim();
        if (line.Length > LongestQuote)
            line = string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote), "…");
        return $"« {line} »";
    }

    private static string Reason(SaidCode said) => said.IsAsked
        ? $"Vous écrivez {Quoted(said.Words)}." : $"Souvent utile aux projets comme le vôtre\u00A0: vous écrivez {Quoted(said.Words)}.";
}
