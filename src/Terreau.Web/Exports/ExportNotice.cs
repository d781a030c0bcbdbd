namespace Terreau.Web.Exports;

/// <summary>What every file says of itself, so that it can be reused and cited once it has left Terreau.</summary>
internal sealed record ExportNotice
{
    public const string Licence = "Licence Ouverte 2.0";
    public const string LicenceAddress = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/";

    /// <summary>"Acteurs, Est Ensemble".</summary>
    public required string Title { get; init; }

    /// <summary>The query as a sentence: "12 acteurs · alimentation · Romainville".</summary>
    public required string Selection { get; init; }

    public required string Source { get; init; }

    /// <summary>How many rows the file holds.</summary>
    public required int Count { get; init; }

    /// <summary>The day the data last changed; null in a database that nothing was written to.</summary>
    public required DateOnly? UpdatedOn { get; init; }

    public required DateOnly ExportedOn { get; init; }

    /// <summary>The page that shows the same selection.</summary>
    public required string Address { get; init; }

    /// <summary>The same as lines of a sheet.</summary>
    /// <param name="mostRows">How many rows the sheet beside it can hold.</param>
    public IReadOnlyList<(string Label, object? Value)> Lines(int mostRows) =>
    [
        ("Titre", Title), ("Sélection", Selection), ("Nombre de lignes", Math.Min(Count, mostRows)),
        ("Lignes laissées de côté", Math.Max(0, Count - mostRows)),
        ("Source", Source), ("Licence", Licence), ("Texte de la licence", LicenceAddress),
        ("Données mises à jour le", UpdatedOn), ("Exporté le", ExportedOn), ("Adresse", Address),
    ];
}
