using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Things;

/// <summary>What it takes to tell a thing to others: the names of places and lists, the day, and where pages are.</summary>
internal sealed record Telling(Atlas Atlas)
{
    public DateOnly Today { get; init; }

    /// <summary>The age, in months, from which a check no longer counts.</summary>
    public int StaleMonths { get; init; }

    /// <summary>The address of the page of a thing, by its slug.</summary>
    public Func<string, string> PageOf { get; init; } = slug => slug;
}
