using System.Globalization;
using System.Text;

namespace Terreau.Engine.Hours;

/// <summary>What a rule says of the hours it names.</summary>
public enum OpeningState
{
    /// <summary>Open, said or understood.</summary>
    Open,

    /// <summary>Closed: "off" and "closed" mean the same.</summary>
    Closed,

    /// <summary>It may be open: the comment says what it depends on.</summary>
    Unknown,
}

/// <summary>How a rule stands to those before it.</summary>
public enum OpeningLink
{
    /// <summary>";": on the days it speaks of, it replaces what was said. The first rule has this one.</summary>
    Replaces,

    /// <summary>",": its hours come beside those that were said.</summary>
    Adds,

    /// <summary>"||": it holds where nothing before it is open.</summary>
    Otherwise,
}

/// <summary>Hours of a day, in minutes after its midnight.</summary>
/// <param name="FromMinute">The first minute, from 0 to 1439.</param>
/// <param name="ToMinute">The end, not included: greater than the first, up to 24 hours after it, hence past 1440 for what ends the next
/// day; equal to the first when only the opening is known.</param>
/// <param name="IsOpenEnd">True when it may last longer ("17:00+").</param>
public readonly record struct OpeningSpan(int FromMinute, int ToMinute, bool IsOpenEnd)
{
    /// <summary>The minutes of a whole day.</summary>
    public const int Day = 24 * 60;

    /// <summary>True from midnight to midnight.</summary>
    public bool IsWholeDay => FromMinute == 0 && ToMinute == Day;

    /// <summary>"09:00-12:00", "22:00-02:00", "17:00+". Midnight as an end is 24:00.</summary>
    public override string ToString()
        => Clock(FromMinute) + (ToMinute == FromMinute ? "" : "-" + Clock(ToMinute > Day ? ToMinute - Day : ToMinute))
            + (IsOpenEnd ? "+" : "");

    /// <summary>"09:00" for the 540th minute of a day; from 0 to 1440.</summary>
    public static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}

/// <summary>A part of every year, both ends included; it goes over New Year when its end comes before its beginning.</summary>
/// <param name="FromMonth">From 1 to 12.</param>
/// <param name="FromDay">From 1 to the last of the month; 0 when whole months are meant.</param>
/// <param name="ToMonth">From 1 to 12.</param>
/// <param name="ToDay">From 1 to the last of the month; 0 when whole months are meant.</param>
public readonly record struct OpeningSeason(int FromMonth, int FromDay, int ToMonth, int ToDay)
{
    internal static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>True for the days of this part of the year.</summary>
    public bool Holds(DateOnly day)
    {
        var (from, to, at) = ((FromMonth * 100) + FromDay, (ToMonth * 100) + (ToDay == 0 ? 31 : ToDay), (day.Month * 100) + day.Day);
        return from <= to ? at >= from && at <= to : at >= from || at <= to;
    }

    /// <summary>"Aug", "Apr-Sep", "Dec 25", "Aug 01-15", "Dec 24-Jan 02".</summary>
    public override string ToString()
    {
        if (FromDay == 0) return FromMonth == ToMonth ? Months[FromMonth - 1] : $"{Months[FromMonth - 1]}-{Months[ToMonth - 1]}";
        var from = string.Create(CultureInfo.InvariantCulture, $"{Months[FromMonth - 1]} {FromDay:00}");
        if (FromMonth == ToMonth && FromDay == ToDay) return from;
        var month = FromMonth == ToMonth && FromDay < ToDay ? "" : Months[ToMonth - 1] + " ";
        return string.Create(CultureInfo.InvariantCulture, $"{from}-{month}{ToDay:00}");
    }
}

/// <summary>One rule of opening hours: when, which hours, open or not, with a comment.</summary>
public sealed class OpeningRule
{
    internal OpeningRule()
    {
    }

    /// <summary>How it stands to the rules before it.</summary>
    public OpeningLink Link { get; internal init; }

    /// <summary>The parts of the year it holds in; none for the whole year.</summary>
    public IReadOnlyList<OpeningSeason> Seasons { get; internal init; } = [];

    /// <summary>The days it speaks of; <see cref="OpeningDays.None"/> for every day.</summary>
    public OpeningDays Days { get; internal init; }

    /// <summary>Its hours, sorted, none over another; none when no hour is said.</summary>
    public IReadOnlyList<OpeningSpan> Spans { get; internal init; } = [];

    /// <summary>True for "24/7".</summary>
    public bool IsAlways { get; internal init; }

    /// <summary>What it says of these hours. A comment without a word of state leaves it unknown.</summary>
    public OpeningState State => Word switch
    {
        "off" or "closed" => OpeningState.Closed,
        "unknown" => OpeningState.Unknown,
        null when Comment is not null => OpeningState.Unknown,
        _ => OpeningState.Open,
    };

    /// <summary>The word of state as it was written; null when it was left out.</summary>
    public string? Word { get; internal init; }

    /// <summary>What is said in quotes; null when nothing is.</summary>
    public string? Comment { get; internal init; }

    /// <summary>True when the rule is its comment alone, whatever the day.</summary>
    public bool IsCommentAlone => Comment is not null && Word is null && !IsAlways && Days == OpeningDays.None
        && Seasons.Count + Spans.Count == 0;

    /// <summary>The rule alone, in the syntax of OSM.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (IsAlways) Add("24/7");
        Add(string.Join(',', Seasons));
        Add(Days.ToCode());
        Add(string.Join(',', Spans));
        Add(Word);
        if (Comment is not null) Add($"\"{Comment}\"");
        return text.ToString();

        void Add(string? part)
        {
            if (string.IsNullOrEmpty(part)) return;
            if (text.Length > 0) text.Append(' ');
            text.Append(part);
        }
    }

    /// <summary>True when it speaks of such a day.</summary>
    internal bool Holds(OpeningDays kinds, DateOnly? day)
        => (Days == OpeningDays.None || (Days & kinds) != 0)
            && (Seasons.Count == 0 || (day is { } date && Seasons.Any(season => season.Holds(date))));
}
