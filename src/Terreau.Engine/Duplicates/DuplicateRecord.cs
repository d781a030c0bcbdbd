using System.Collections.Immutable;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Duplicates;

/// <summary>What is known of one organisation, as far as telling duplicates is concerned. Only key and name are needed.</summary>
public sealed record DuplicateRecord
{
    private readonly string name = "";

    /// <summary>What the caller calls it; unique in an index, compared ordinally, last word between equal scores.</summary>
    public required string Key { get; init; }

    /// <summary>Its usual name.</summary>
    /// <exception cref="ArgumentException">The name is empty or only white space. A name of signs alone is accepted and is like no
    /// other.</exception>
    public required string Name
    {
        get => name;
        init => name = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("An organisation has a name.", nameof(value)) : value;
    }

    /// <summary>Its acronym, three to eight letters or digits once points and spaces are dropped; others are ignored.</summary>
    public string? Acronym { get; init; }

    /// <summary>Other names it is known under. Blank ones are ignored, and those beyond the eighth.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The number of its legal unit; that of <see cref="Siret"/> when there is one.</summary>
    public Siren? Siren { get; init; }

    /// <summary>The number of the establishment.</summary>
    public Siret? Siret { get; init; }

    /// <summary>INSEE codes of the communes where it is; what is not five letters or digits is ignored.</summary>
    public ImmutableArray<string> Communes { get; init; } = [];

    /// <summary>Number and street, with or without postcode and town. Without a number it designates no spot and is ignored.</summary>
    public string? Address { get; init; }

    /// <summary>Five digits; null: the last five-digit word of <see cref="Address"/>, if any.</summary>
    public string? Postcode { get; init; }

    /// <summary>WGS84 degrees. Read only with <see cref="Longitude"/> and when <see cref="IsExact"/>; ignored out of range.</summary>
    public double? Latitude { get; init; }

    /// <summary>WGS84 degrees.</summary>
    public double? Longitude { get; init; }

    /// <summary>True when the position is that of the building or the street, false for the middle of a commune.</summary>
    public bool IsExact { get; init; }

    /// <summary>Its website as people write it, with or without scheme. Unreadable ones are ignored.</summary>
    public string? Website { get; init; }

    /// <summary>Its phone as people write it; what is no number of 9 to 15 digits is ignored.</summary>
    public string? Phone { get; init; }

    /// <summary>What follows @ in its mail address; a whole address is accepted. Public mailboxes (gmail.com…) are ignored.</summary>
    public string? EmailDomain { get; init; }

    /// <summary>The legal unit: of the SIRET, else the SIREN; null when neither is known.</summary>
    /// <exception cref="InvalidOperationException">Both are given and do not agree.</exception>
    public Siren? LegalUnit => Siret is null || Siren is null || Siret.Siren == Siren
        ? Siret?.Siren ?? Siren
        : throw new InvalidOperationException($"The SIRET of {Key} is not of its SIREN.");
}
