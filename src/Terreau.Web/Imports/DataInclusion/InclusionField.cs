namespace Terreau.Web.Imports.DataInclusion;

/// <summary>One field of data·inclusion v1 and what its schema asks of it.</summary>
/// <param name="Name">As the file writes it.</param>
/// <param name="Kind">Which values it takes.</param>
internal sealed record InclusionField(string Name, InclusionKind Kind)
{
    public bool IsRequired { get; init; }

    /// <summary>Least length of a text.</summary>
    public int Least { get; init; }

    /// <summary>Most length of a text.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>The closed list its values are of; null when free.</summary>
    public IReadOnlySet<string>? Words { get; init; }

    /// <summary>True for a list that holds at least one value where it is given.</summary>
    public bool IsFilled { get; init; }

    private static readonly InclusionField[] Both =
    [
        new("source", InclusionKind.Text) { IsRequired = true },
        new("id", InclusionKind.Text) { IsRequired = true },
        new("nom", InclusionKind.Text) { IsRequired = true, Least = 3, Most = 150 },
        new("date_maj", InclusionKind.Day) { IsRequired = true },
        new("adresse", InclusionKind.Text),
        new("complement_adresse", InclusionKind.Text),
        new("commune", InclusionKind.Text),
        new("code_postal", InclusionKind.PostCode),
        new("code_insee", InclusionKind.Insee),
        new("latitude", InclusionKind.Number),
        new("longitude", InclusionKind.Number),
        new("courriel", InclusionKind.Email),
        new("telephone", InclusionKind.Text),
        new("horaires_accueil", InclusionKind.Text),
        new("lien_source", InclusionKind.Link),
    ];

    public static readonly IReadOnlyList<InclusionField> OfStructures =
    [
        .. Both,
        new("description", InclusionKind.Text) { Least = 5, Most = 10_000 },
        new("siret", InclusionKind.Siret),
        new("site_web", InclusionKind.Link),
        new("accessibilite_lieu", InclusionKind.Link),
        new("reseaux_porteurs", InclusionKind.Words) { Words = InclusionWords.Networks },
    ];

    public static readonly IReadOnlyList<InclusionField> OfServices =
    [
        .. Both,
        new("structure_id", InclusionKind.Text) { IsRequired = true },
        new("description", InclusionKind.Text) { IsRequired = true, Least = 5, Most = 10_000 },
        new("type", InclusionKind.Word) { Words = InclusionWords.Kinds },
        new("thematiques", InclusionKind.Words) { Words = InclusionWords.Themes },
        new("publics", InclusionKind.Words) { Words = InclusionWords.Publics, IsFilled = true },
        new("publics_precisions", InclusionKind.Text),
        new("conditions_acces", InclusionKind.Text),
        new("frais", InclusionKind.Word) { Words = InclusionWords.Costs },
        new("frais_precisions", InclusionKind.Text),
        new("modes_accueil", InclusionKind.Words) { Words = InclusionWords.Welcomes },
        new("modes_mobilisation", InclusionKind.Words) { Words = InclusionWords.Ways, IsFilled = true },
        new("mobilisable_par", InclusionKind.Words) { Words = InclusionWords.Askers, IsFilled = true },
        new("mobilisation_precisions", InclusionKind.Text),
        new("lien_mobilisation", InclusionKind.Link),
        new("contact_nom_prenom", InclusionKind.Text),
        new("nombre_semaines", InclusionKind.Weeks),
        new("volume_horaire_hebdomadaire", InclusionKind.Hours),
        new("zone_eligibilite", InclusionKind.Zones) { IsFilled = true },
    ];
}

/// <summary>Which values a field of data·inclusion takes.</summary>
internal enum InclusionKind
{
    Text,
    Day,
    PostCode,
    Insee,
    Siret,
    Number,
    Weeks,
    Hours,
    Email,
    Link,
    Word,
    Words,
    Zones,
}
