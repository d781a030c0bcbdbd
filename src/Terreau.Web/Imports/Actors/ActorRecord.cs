using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Imports.Actors;

/// <summary>A row that says an actor: values in the text form of the sheet's fields, empty ones left out.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Key">What finds it again in the next file of the source.</param>
/// <param name="Values">By name of field.</param>
/// <param name="UpdatedOn">The day the source gives; null when it gives none.</param>
/// <param name="Warnings">Values that were left aside, each with its reason.</param>
internal sealed record ActorRecord(
    int Line, string Key, IReadOnlyDictionary<string, string> Values, DateOnly? UpdatedOn, IReadOnlyList<string> Warnings)
{
    /// <summary>The key it had while its postcode alone did not tell its commune; null when that changes nothing.</summary>
    public string? FormerKey { get; init; }

    /// <summary>What must be confirmed of its commune, as a question; null when it is sure, or not said.</summary>
    public string? Question { get; init; }

    /// <summary>False when nothing in the row says a commune, not even one elsewhere.</summary>
    public bool SaysPlace { get; init; } = true;

    /// <summary>What the register added; null when it added nothing.</summary>
    public RegisterPlace? Register { get; init; }

    /// <summary>True of a field whose value the register gave, the row saying nothing.</summary>
    public bool IsOfRegister(string field) => Register?.Fields.Contains(field) == true;

    public string Name => Values[nameof(Organisation.Name)];

    /// <summary>Two rows of one file are one actor when they have the same number, else the same key.</summary>
    public string Identity => Values.TryGetValue(nameof(Organisation.Siret), out var siret) ? "siret:" + siret : Key;
}

/// <summary>A row that cannot be an actor, and why.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Sentence">What is wrong, for who holds the file.</param>
internal sealed record RowFault(int Line, string Sentence);
