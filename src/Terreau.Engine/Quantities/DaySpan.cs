namespace Terreau.Engine.Quantities;

/// <summary>A span of days, both bounds included.</summary>
/// <param name="Opens">First day one may ask; the first of all days when it has no beginning.</param>
/// <param name="Closes">Last day one may ask, until its end in Paris time; the last of all days when it has no end.</param>
public readonly record struct DaySpan(DateOnly Opens, DateOnly Closes)
{
    /// <summary>True on both bounds and between.</summary>
    public bool Contains(DateOnly day) => day >= Opens && day <= Closes;
}
