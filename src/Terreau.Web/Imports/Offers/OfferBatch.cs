using Terreau.Web.Domain.Offers;

namespace Terreau.Web.Imports.Offers;

/// <summary>The offers that an outside source names, as they would be here, and what was left aside.</summary>
internal sealed class OfferBatch
{
    public required string SourceKey { get; init; }
    public required string SourceTitle { get; init; }
    public string? Publisher { get; init; }
    public string? Url { get; init; }
    public string? Licence { get; init; }

    /// <summary>False for a part of what the source holds: what it does not name is then not gone.</summary>
    public bool IsWhole { get; set; } = true;

    public List<Offer> Offers { get; } = [];

    /// <summary>Records that cannot be an offer: which, and why.</summary>
    public List<(string Key, string Sentence)> Rejected { get; } = [];

    /// <summary>Values left aside, or to be looked at.</summary>
    public List<(string Key, string Sentence)> Warnings { get; } = [];

    /// <summary>Records that are not for this directory, by reason.</summary>
    public SortedDictionary<string, int> Aside { get; } = new(StringComparer.Ordinal);

    /// <summary>Words of the source that its table does not know, and how often they came: for whoever keeps the table.</summary>
    public SortedDictionary<string, int> Unmapped { get; } = new(StringComparer.Ordinal);

    public int Read => Offers.Count + Rejected.Count + Aside.Values.Sum();

    public void LeaveAside(string reason) => Aside[reason] = Aside.GetValueOrDefault(reason) + 1;

    public void NotInTable(string list, string word) => Unmapped[$"{list} « {word} »"] = Unmapped.GetValueOrDefault($"{list} « {word} »") + 1;
}
