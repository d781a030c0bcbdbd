namespace Terreau.Web.Imports.Sirene;

/// <summary>The sheets of the directory that carry a number of the register, and what a stock says to each.</summary>
internal sealed class SireneSheets(IReadOnlyList<SireneSheets.Sheet> sheets)
{
    private readonly ILookup<string, Sheet> bySiren
        = sheets.Where(sheet => sheet.Siren is not null).ToLookup(sheet => sheet.Siren!, StringComparer.Ordinal);

    /// <summary>Whether people said of this unit, on its sheet, that it is a cooperative or agreed ESUS.</summary>
    public bool Declares(string siren) => bySiren[siren].Any(sheet => sheet.DeclaresCooperativeOrEsus);

    /// <summary>What a row says to the sheets of its unit, by their slug; the sheets are never written.</summary>
    public IEnumerable<(string Slug, string Sentence)> NotesOn(SireneRow row, string? family)
        => from sheet in bySiren[row.Siren]
           where sheet.Siret == row.Siret || (sheet.Siret is null && row.IsHeadOffice)
           from sentence in Sentences(sheet, row, family)
           select (sheet.Slug, sentence);

    private static IEnumerable<string> Sentences(Sheet sheet, SireneRow row, string? family)
    {
        if (row.Unit is { IsCeased: true }) yield return "l’unité a cessé selon le répertoire ; la fiche est gardée";
        else if (!row.IsActive)
        {
            var next = row.SucceededBy is { } successor ? $", {successor} lui succède" : "";
            yield return $"l’établissement {row.Siret} est fermé{next} ; la fiche est gardée";
        }
        if (sheet.Siret is null && row.IsActive) yield return $"Siret manquant, le siège est {row.Siret}";
        if (sheet.Family is null && family is not null) yield return $"famille manquante, le répertoire dit {family}";
        if (sheet.Family is { } said && family is not null && said != family)
            yield return $"famille {said} sur la fiche, {family} au répertoire ; la fiche reste";
        if (sheet.Address is null && !row.IsPartial && row.Address is { } address)
            yield return $"adresse manquante, le répertoire dit {address}";
    }

    /// <param name="Siren">As written, or the first nine digits of the SIRET.</param>
    internal sealed record Sheet(string Slug, string? Siren, string? Siret, string? Family, string? Address, bool DeclaresCooperativeOrEsus)
    {
        public static Sheet Of(string slug, string? siren, string? siret, string? family, string? address, IEnumerable<string> labels)
        {
            var at = Engine.Quantities.Siret.TryParse(siret, out var establishment) ? establishment : null;
            var unit = Engine.Quantities.Siren.TryParse(siren, out var legal) ? legal.Value : at?.Siren.Value;
            var declares = family is "COOPERATIVE" or "SOCIETE_ESS" || labels.Any(label => label is "ESUS" or "SCOP" or "SCIC");
            return new Sheet(slug, unit, at?.Value, family, address, declares);
        }
    }
}
