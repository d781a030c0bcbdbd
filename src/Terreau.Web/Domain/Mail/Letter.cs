using System.Globalization;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Domain.Mail;

/// <summary>What a feature wants someone to read: plain text in French, with the facts inside.</summary>
internal sealed record Letter
{
    public const int LongestKey = 200;
    public const int LongestSubject = 200;
    public const int LongestText = 20_000;

    /// <summary>
    /// Names the person, the object and the event, e.g. "lien:{id}": a second letter of the same key is not sent.
    /// It outlives the erasing of the mail, so it is made of identifiers, never of a name or an address.
    /// </summary>
    /// <exception cref="ArgumentException">It is empty, too long, or holds a control character.</exception>
    public required string Key { get; init => field = OneLine(value, LongestKey, nameof(Key)); }

    public required EmailAddress To { get; init; }

    /// <exception cref="ArgumentException">It is empty, too long, or holds a line break, which would begin another header.</exception>
    public required string Subject { get; init => field = OneLine(value, LongestSubject, nameof(Subject)); }

    /// <exception cref="ArgumentException">It is empty, too long, or holds a control character other than line break and tab.</exception>
    public required string Text { get; init => field = Body(value); }

    /// <summary>The instant before which it must not leave, in UTC; null to leave at once.</summary>
    public DateTime? NotBefore { get; init; }

    /// <summary>A name or a title as it stands in a subject: one line of at most 90 characters, not cut inside a sign.</summary>
    public static string InSubject(string name)
    {
        const int Most = 90;
        var line = string.Concat(name.Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign));
        if (line.Length <= Most) return line;
        var signs = StringInfo.GetTextElementEnumerator(line);
        var kept = 0;
        while (signs.MoveNext() && signs.ElementIndex < Most) kept = signs.ElementIndex;
        return line[..kept] + "…";
    }

    private static string OneLine(string value, int longest, string name)
        => string.IsNullOrWhiteSpace(value) || value.Length > longest
            || value.Any(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029')
            ? throw new ArgumentException($"A letter's {name} is one line of 1 to {longest} characters.", name)
            : value;

    private static string Body(string value)
    {
        var text = value.ReplaceLineEndings("\n");
        return string.IsNullOrWhiteSpace(text) || text.Length > LongestText
            || text.Any(sign => char.IsControl(sign) && sign is not ('\n' or '\t'))
            ? throw new ArgumentException($"A letter's text is 1 to {LongestText} characters of plain text.", nameof(value))
            : text;
    }
}
