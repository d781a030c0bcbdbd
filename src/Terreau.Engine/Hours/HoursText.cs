using System.Diagnostics.CodeAnalysis;

namespace Terreau.Engine.Hours;

/// <summary>Opening hours as people type them, in French or in the syntax of OSM.</summary>
/// <remarks>What each piece of French means, and what is refused, stands in docs/algorithms/opening-hours.md.</remarks>
public static class HoursText
{
    /// <summary>Reads hours; what is not wholly understood is refused with a French sentence, never guessed.</summary>
    /// <param name="text">What was typed; read up to twice <see cref="OpeningHours.MaxLength"/> characters.</param>
    /// <param name="hours">The hours; null when refused.</param>
    /// <param name="reason">Why, for the person who typed; null when read.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out OpeningHours? hours, [NotNullWhen(false)] out string? reason)
    {
        var words = HoursReading.TryRead(text, out var written, out var fault) && OpeningHours.TryParse(written, out var read, out fault)
            ? read : null;
        if (!OpeningHours.TryParse(text, out hours, out reason))
        {
            (hours, reason) = (words, LooksLikeOsm(text) ? reason : fault ?? reason);
            return hours is not null;
        }
        // "Mar" is a month in one and a day in the other.
        if (words is null || words.Equals(hours) || HoursWords.Of(words) == HoursWords.Of(hours)) return true;
        reason = $"Ce texte se lit de deux façons : « {HoursWords.Of(words)} » ou « {HoursWords.Of(hours)} ». Écrivez les jours en entier.";
        hours = null;
        return false;
    }

    /// <summary>The form that is kept; the text itself when it cannot be read.</summary>
    public static string Kept(string text) => TryRead(text, out var hours, out _) ? hours.ToString() : text;

    /// <summary>Why a text cannot be read, as a sentence; null when it can.</summary>
    public static string? Refusal(string text) => TryRead(text, out _, out var reason) ? null : reason;

    /// <summary>The words that a form shows for hours that are kept: French where people can go on typing from there.</summary>
    public static string Typed(string kept)
        => OpeningHours.TryParse(kept, out var hours) && HoursWords.Of(hours) is var words && TryRead(words, out _, out _) ? words : kept;

    private static bool LooksLikeOsm(string text)
        => text.TrimStart() is { Length: >= 2 } start && start[..2] is "Mo" or "Tu" or "We" or "Th" or "Fr" or "Su" or "PH" or "SH" or "24";
}
