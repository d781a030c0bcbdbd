using System.Globalization;
using System.Text.RegularExpressions;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Hours;

/// <summary>What a piece of a French text of opening hours is.</summary>
internal enum HoursTokenKind { Days, Time, Number, WholeDay, Season, Closed, Open, Except, Remark, HalfDay, From, Later, Range, List, Break,
    Noise }

/// <summary>A piece of a French text of opening hours.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it was typed.</param>
internal sealed record HoursToken(HoursTokenKind Kind, string Text)
{
    public OpeningDays Days { get; init; }

    /// <summary>Minutes after midnight; the number alone for <see cref="HoursTokenKind.Number"/>.</summary>
    public int Value { get; init; }

    /// <summary>In the syntax of OSM, for a season.</summary>
    public string Code { get; init; } = "";

    /// <summary>True for what people put between brackets.</summary>
    public bool IsBracketed { get; init; }
}

/// <summary>Cuts a French text of opening hours in pieces.</summary>
internal static partial class HoursTokens
{
    private const string MonthNames = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre";

    private const string Appointment =
        @"(?:(?:uniquement|seulement)\s+)?(?:sur|(?<sans>sans))\s+(?:rendez[\s-]vous|rdv)\b(?:\s+(?:uniquement|seulement)\b)?";

    private const OpeningDays EveryDay = OpeningDays.Monday | OpeningDays.Tuesday | OpeningDays.Wednesday | OpeningDays.Thursday
        | OpeningDays.Friday | OpeningDays.Saturday | OpeningDays.Sunday;

    private static readonly string[] DayNames = ["lu", "ma", "me", "je", "ve", "sa", "di"];

    // Each has a group of its name in the pattern.
    private static readonly HoursTokenKind[] Words =
    [
        HoursTokenKind.WholeDay, HoursTokenKind.Closed, HoursTokenKind.Open, HoursTokenKind.Except, HoursTokenKind.HalfDay,
        HoursTokenKind.From, HoursTokenKind.Later, HoursTokenKind.Range, HoursTokenKind.List, HoursTokenKind.Break,
    ];

    /// <returns>The pieces; null with the piece that is no word of hours.</returns>
    public static List<HoursToken>? Of(string text, out string? stranger)
    {
        var (plain, tokens, at) = (Plain(text), new List<HoursToken>(), 0);
        stranger = null;
        while (at < plain.Length)
        {
            if (plain[at] is ' ')
            {
                at++;
                continue;
            }
            var match = Piece().Match(plain, at);
            if (!match.Success || match.Length == 0)
            {
                stranger = Stranger().Match(text, at) is { Success: true, Length: > 0 } word ? word.Value : text[at..(at + 1)];
                return null;
            }
            tokens.Add(TokenOf(match, text.Substring(at, match.Length).Trim()));
            at += match.Length;
        }
        return tokens;
    }

    private static HoursToken TokenOf(Match match, string typed)
    {
        if (RemarkOf(match, typed) is { } remark) return remark;
        if (match.Groups["season"].Success) return new(HoursTokenKind.Season, typed) { Code = SeasonOf(match) };
        if (DaysOf(match) is var days && days != OpeningDays.None) return new(HoursTokenKind.Days, typed) { Days = days };
        if (TimeOf(match) is { } minutes) return new(HoursTokenKind.Time, typed) { Value = minutes };
        if (match.Groups["number"].Success) return new(HoursTokenKind.Number, typed) { Value = Whole(match, "number") };
        return new(Words.Where(word => match.Groups[word.ToString()].Success).Append(HoursTokenKind.Noise).First(), typed);
    }

    private static HoursToken? RemarkOf(Match match, string typed)
    {
        if (match.Groups["bracket"].Success)
            return new(HoursTokenKind.Remark, typed.Trim('(', ')', ' ').Replace('"', '\'')) { IsBracketed = true };
        if (!match.Groups["remark"].Success) return null;
        return new(HoursTokenKind.Remark, typed[0] == '(' ? typed.Trim('(', ')', ' ') : match.Groups["sans"].Success
            ? "sans rendez-vous" : "sur rendez-vous");
    }

    private static OpeningDays DaysOf(Match match)
    {
        if (match.Groups["every"].Success) return EveryDay;
        if (match.Groups["weekend"].Success) return OpeningDays.Saturday | OpeningDays.Sunday;
        if (match.Groups["public"].Success) return OpeningDays.PublicHolidays;
        if (match.Groups["school"].Success) return OpeningDays.SchoolHolidays;
        return match.Groups["day"] is { Success: true, Value: var name }
            ? OpeningDayRuns.At(Array.IndexOf(DayNames, name[..2])) : OpeningDays.None;
    }

    private static int? TimeOf(Match match)
    {
        if (match.Groups["midi"].Success) return 12 * 60;
        if (match.Groups["minuit"].Success) return 0;
        return match.Groups["hour"].Success
            ? (Whole(match, "hour") * 60) + (match.Groups["minute"].Success ? Whole(match, "minute") : 0) : null;
    }

    private static int Whole(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static string SeasonOf(Match match)
    {
        string Month(string group) => OpeningSeason.Months[Array.IndexOf(MonthNames.Split('|'), match.Groups[group].Value)];
        if (match.Groups["d2"].Success)
            return $"{Month(match.Groups["m1"].Success ? "m1" : "m2")} {match.Groups["d1"].Value}-{Month("m2")} {match.Groups["d2"].Value}";
        if (match.Groups["d3"].Success) return $"{Month("m3")} {match.Groups["d3"].Value}";
        return Month("m4") + (match.Groups["m5"].Success ? "-" + Month("m5") : match.Groups["m6"].Success ? "," + Month("m6") : "");
    }

    // Sign by sign, so that a place in one text is the same place in the other.
    private static string Plain(string text) => string.Concat(text.Select(sign => sign switch
    {
        '\n' => '\n',
        '’' or '‘' => '\'',
        _ when char.IsWhiteSpace(sign) => ' ',
        // Half of an emoji alone is no text: it stays, and nobody reads it.
        _ when char.IsSurrogate(sign) => sign,
        _ => char.ToLowerInvariant(UnicodeText.Decomposed(sign.ToString())[0]),
    }));

    [GeneratedRegex(@"\G(?:
        (?<remark>\(" + Appointment + @"\)|" + Appointment + @")
      | (?<bracket>\([^()\n]{1,120}\))
      | (?<WholeDay>24\s*h?\s*(?:/|sur)\s*24(?:\s*h)?(?![\w])|toute\s+la\s+journee\b)
      | (?<every>7\s*(?:j|jours)?\s*(?:/|sur)\s*7(?:\s*(?:j|jours))?(?![\w])|tous\s+les\s+jours\b)
      | (?<season>(?:du|le)\s+(?<d1>[0-9]{1,2})(?:er)?(?:\s+(?<m1>" + MonthNames + @"))?\s+au\s+(?<d2>[0-9]{1,2})(?:er)?\s+(?<m2>"
      + MonthNames + @")\b
          | le\s+(?<d3>[0-9]{1,2})(?:er)?\s+(?<m3>" + MonthNames + @")\b
          | (?:en\s+|de\s+|d'|(?:au|du)\s+mois\s+(?:de\s+|d'))(?<m4>" + MonthNames + @")\b(?:\s+a\s+(?<m5>" + MonthNames
          + @")\b|\s+et\s+(?:en\s+|d'|de\s+)?(?<m6>" + MonthNames + @")\b)?)
      | (?<midi>midi\b) | (?<minuit>minuit\b)
      | (?<hour>[0-9]{1,2})\s*(?:h|heures?)(?![a-z])\s*(?:(?<minute>[0-5][0-9])(?!\s*(?:h|:|[0-9])))?
      | (?<hour>[0-9]{1,2}):(?<minute>[0-5][0-9])(?![0-9])
      | (?<number>[0-9]{1,2})(?![\w:])
      | (?<public>(?:jours?\s+)?feries?\b)
      | (?<school>(?:pendant\s+les\s+)?vacances\s+scolaires\b)
      | (?<weekend>week[\s-]?ends?\b)
      | (?<day>(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?|lun|mar|mer|jeu|ven|sam|dim|lu|ma|me|je|ve|sa|di)(?![a-z'])\.?
      | (?<Closed>fermee?s?\b|fermeture\b)
      | (?<Open>ouverte?s?\b|ouverture\b)
      | (?<Except>sauf\b|excepte\b|hors\b)
      | (?<HalfDay>matins?\b|matinee\b|apres[\s-]midis?\b|soirs?\b|soiree\b)
      | (?<From>a\s+partir\s+de\b|des(?=\s*[0-9]))
      | (?<Later>ou\s+plus(?:\s+tard)?\b)
      | (?<Range>jusqu'a\b|[-–—]|au\b|a\b|a(?=[0-9]))
      | (?<List>,|et\b|/|&|puis\b)
      | (?<Break>[;:.\n])
      | (?<noise>(?:du|de|des|le|les|la|chaque|pendant)\b|[ld]'|horaires?(?:\s+d'(?:ouverture|accueil))?\b
          | accueil(?:\s+du\s+public)?\b|sans\s+interruption\b|non[\s-]stop\b|en\s+continu\b)
        )", RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Piece();

    [GeneratedRegex(@"\G[^\s,;:/()]+")]
    private static partial Regex Stranger();
}
