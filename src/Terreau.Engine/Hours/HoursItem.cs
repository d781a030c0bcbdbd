namespace Terreau.Engine.Hours;

/// <summary>What days, hours and words of a French text of opening hours are to each other.</summary>
internal enum HoursPart { Days, Spans, Closed, Open, Except, Remark, Season }

/// <summary>Days, hours or a word of a French text of opening hours.</summary>
/// <param name="What">What it is.</param>
/// <param name="Token">Its first piece.</param>
internal sealed record HoursItem(HoursPart What, HoursToken Token)
{
    /// <summary>True when a stop or a conjunction stands before it.</summary>
    public bool IsApart { get; init; }

    public bool IsAfterComma { get; init; }

    /// <summary>True after "et".</summary>
    public bool IsJoined { get; init; }

    public OpeningDays Days { get; init; }

    /// <summary>The days that "sauf" takes back.</summary>
    public OpeningDays Except { get; init; }

    public IReadOnlyList<string> Spans { get; init; } = [];
}
