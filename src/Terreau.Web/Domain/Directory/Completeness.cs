namespace Terreau.Web.Domain.Directory;

/// <summary>How complete a sheet is: ten named criteria, each worth the same, each shown.</summary>
internal sealed record Completeness(IReadOnlyList<Completeness.Criterion> Criteria)
{
    public int Met => Criteria.Count(criterion => criterion.IsMet);
    public int Percent => 100 * Met / Criteria.Count;

    /// <summary>A sheet is fresh for a year after the last check; the criterion then lapses.</summary>
    public const int FreshMonths = 12;

    public static Completeness Of(Organisation sheet, DateOnly today) => new(
    [
        new("Une présentation d’au moins 80 caractères", (sheet.Description ?? sheet.Summary ?? "").Length >= 80),
        new("Une commune", sheet.Communes.Count > 0),
        new("Une position exacte", sheet.Precision == "exacte"),
        new("Une adresse postale", !string.IsNullOrWhiteSpace(sheet.Address)),
        new("Un rôle", sheet.Roles.Count > 0),
        new("Une filière", sheet.Filieres.Count > 0),
        new("Une famille juridique", sheet.EssFamily is not null),
        new("Un numéro SIREN", sheet.Siren is not null || sheet.Siret is not null),
        new("Un site web", !string.IsNullOrWhiteSpace(sheet.Website)),
        new("Une vérification depuis moins d’un an", sheet.FreshOn.AddMonths(FreshMonths) >= today),
    ]);

    internal sealed record Criterion(string Label, bool IsMet);
}
