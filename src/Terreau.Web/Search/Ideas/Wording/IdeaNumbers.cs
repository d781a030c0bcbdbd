using System.Globalization;
using System.Text.RegularExpressions;

namespace Terreau.Web.Search.Ideas.Wording;

/// <summary>What a number is said to count.</summary>
internal enum Unit { None, Euros, Years, Percent, Other }

/// <summary>A number of an idea, in figures or in words.</summary>
/// <param name="First">Its first word.</param>
/// <param name="Last">Its last word, the unit of money included.</param>
/// <param name="Low">The number, or the least of two.</param>
/// <param name="High">The number, or the most of two.</param>
/// <param name="Unit">What it counts, when it says so.</param>
internal sealed record IdeaNumber(int First, int Last, decimal Low, decimal High, Unit Unit)
{
    public bool IsMoney => Unit == Unit.Euros;
}

/// <summary>Finds the numbers of an idea: "30 000 €", "30k", "trente mille euros", "entre 5 et 10 000", "vingt-quatre".</summary>
internal static partial class IdeaNumbers
{
    private static readonly Dictionary<string, int> Small = new(StringComparer.Ordinal)
    {
        ["zero"] = 0, ["un"] = 1, ["une"] = 1, ["deux"] = 2, ["trois"] = 3, ["quatre"] = 4, ["cinq"] = 5, ["six"] = 6, ["sept"] = 7,
        ["huit"] = 8, ["neuf"] = 9, ["dix"] = 10, ["onze"] = 11, ["douze"] = 12, ["treize"] = 13, ["quatorze"] = 14, ["quinze"] = 15,
        ["seize"] = 16, ["vingt"] = 20, ["vingts"] = 20, ["trente"] = 30, ["quarante"] = 40, ["cinquante"] = 50, ["soixante"] = 60,
        ["septante"] = 70, ["octante"] = 80, ["nonante"] = 90, ["dizaine"] = 10, ["quinzaine"] = 15, ["vingtaine"] = 20,
        ["trentaine"] = 30, ["cinquantaine"] = 50, ["centaine"] = 100,
    };

    private static readonly HashSet<string> Euro = ["euro", "euros", "eur", "euros", "balles", "boules", "e"];

    public static List<IdeaNumber> Of(IdeaText text)
    {
        var found = new List<IdeaNumber>();
        for (var at = 0; at < text.Tokens.Count;)
        {
            if (OneAt(text, at) is not { } number)
            {
                at++;
                continue;
            }
            found.Add(number);
            at = number.Last + 1;
        }
        return Joined(text, found);
    }

    private static IdeaNumber? OneAt(IdeaText text, int at)
    {
        var (value, last) = text.Tokens[at].IsNumber ? InFigures(text, at) : InWords(text, at);
        if (value is not { } number) return null;
        (number, last) = Scaled(text, number, last);
        var end = text.Tokens[last].End;
        var next = text.Form(last + 1);
        if (IsSign(text, end)) return new IdeaNumber(at, last, number, number, Unit.Euros);
        if (next == "d" && Euro.Contains(text.Form(last + 2))) return new IdeaNumber(at, last + 2, number, number, Unit.Euros);
        // "5000e" is money, "5 e" is not.
        if (Euro.Contains(next) && (next != "e" || text.At(last + 1)!.Start == end))
            return new IdeaNumber(at, last + 1, number, number, Unit.Euros);
        var unit = next is "an" or "ans" ? Unit.Years : AfterSpaces(text, end) == '%' ? Unit.Percent : Unit.None;
        return new IdeaNumber(at, last, number, number, unit);
    }

    /// <summary>Figures, with their groups of three: "30 000", "30.000", "1 250,50".</summary>
    private static (decimal? Value, int Last) InFigures(IdeaText text, int at)
    {
        var start = text.Tokens[at].Start;
        var match = Figures().Match(text.Text, start, Math.Min(24, text.Text.Length - start));
        if (!match.Success || match.Index != start) return (null, at);
        var written = new string([.. match.Groups["whole"].Value.Where(char.IsAsciiDigit)]);
        if (written.Length is 0 or > 12) return (null, at);
        var value = decimal.Parse(written, CultureInfo.InvariantCulture);
        if (match.Groups["part"] is { Success: true, Value: var part })
            value += decimal.Parse("0." + part, CultureInfo.InvariantCulture);
        var last = at;
        while (text.At(last + 1) is { } next && next.Start < match.Index + match.Length) last++;
        return (value, last);
    }

    private static (decimal? Value, int Last) InWords(IdeaText text, int at)
    {
        decimal? total = null;
        decimal group = 0;
        var last = at;
        for (var index = at; index < text.Tokens.Count && (index == at || text.Tokens[index].Before == Break.None); index++)
        {
            var form = text.Form(index);
            if (Small.TryGetValue(form, out var small)) group = form is "vingt" or "vingts" && group == 4 ? 80 : group + small;
            else if (form is "cent" or "cents") group = (group == 0 ? 1 : group) * 100;
            else if (form is "mille" or "mil" && (index > at || Euro.Contains(text.Form(index + 1))))
                (total, group) = ((total ?? 0) + (group == 0 ? 1 : group) * 1000, 0);
            else if (form == "et" && index > at && Small.ContainsKey(text.Form(index + 1))) continue;
            else break;
            (total, last) = (total ?? 0, index);
        }
        // "un" and "une" are articles more often than numbers: they count where a number is looked for.
        return (total is null ? null : total + group, last);
    }

    private static (decimal Value, int Last) Scaled(IdeaText text, decimal value, int last) => text.Form(last + 1) switch
    {
        "k" or "ke" => (value * 1000, last + 1),
        "mille" when value < 1000 && text.Tokens[last].IsNumber => (value * 1000, last + 1),
        "million" or "millions" => (value * 1_000_000, last + 1),
        "m" when value < 1000 && IsSign(text, text.Tokens[last + 1].End) => (value * 1_000_000, last + 1),
        _ => (value, last),
    };

    /// <summary>"entre 5 et 10 000", "20-25 000 €", "5 à 10k": two numbers that are the bounds of one.</summary>
    private static List<IdeaNumber> Joined(IdeaText text, List<IdeaNumber> numbers)
    {
        var joined = new List<IdeaNumber>();
        foreach (var number in numbers)
        {
            if (joined.Count > 0 && joined[^1] is var first && Bounds(text, first, number) is { } both) joined[^1] = both;
            else joined.Add(number);
        }
        return joined;
    }

    private static IdeaNumber? Bounds(IdeaText text, IdeaNumber first, IdeaNumber second)
    {
        var between = text.Text[text.Tokens[first.Last].End..text.Tokens[second.First].Start].Trim(' ', '\u00a0', '\u202f', '€');
        var isRange = between.ToLowerInvariant() switch
        {
            "-" or "–" or "à" or "a" or "/" => true,
            "et" => text.Form(first.First - 1) == "entre",
            "ou" => first.Unit == second.Unit || first.Unit == Unit.None,
            _ => false,
        };
        if (!isRange) return null;
        // "5 à 10 000" says five thousand.
        var low = first.Low < 1000 && second.High >= 1000 && first.Low * 1000 < second.High && first.Unit == Unit.None
            ? first.Low * 1000 : first.Low;
        return low < second.High ? new IdeaNumber(first.First, second.Last, low, second.High, second.Unit) : null;
    }

    private static bool IsSign(IdeaText text, int end) => AfterSpaces(text, end) == '€';

    private static char AfterSpaces(IdeaText text, int end)
    {
        while (end < text.Text.Length && text.Text[end] is ' ' or '\u00a0' or '\u202f') end++;
        return end < text.Text.Length ? text.Text[end] : '\0';
    }

    [GeneratedRegex(@"(?<whole>[0-9]{1,3}(?:[ .\u00a0\u202f][0-9]{3})+(?![0-9])|[0-9]+)(?:,(?<part>[0-9]{1,2})(?![0-9]))?",
        RegexOptions.CultureInvariant, 200)]
    private static partial Regex Figures();
}
