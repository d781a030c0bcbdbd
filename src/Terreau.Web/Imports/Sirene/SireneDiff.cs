namespace Terreau.Web.Imports.Sirene;

/// <summary>What a stock would change, told before anything is written.</summary>
internal sealed class SireneDiff
{
    /// <summary>How many examples of each kind are kept: a territory has tens of thousands of lines.</summary>
    private const int Examples = 20;

    public int Read { get; set; }
    public int Added { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }

    /// <summary>Held before, and not in this stock: flagged, kept.</summary>
    public int Absent { get; set; }

    /// <summary>How many active or closed ones were held before.</summary>
    public int HeldBefore { get; set; }

    /// <summary>More than one in five has gone: the file is probably not the right one.</summary>
    public bool LosesTooMuch => Absent * 5 > HeldBefore;

    /// <summary>Units that no register says of the social economy: not kept.</summary>
    public int NotOfTheField { get; set; }

    /// <summary>Active establishments of natural persons that the register flags: counted, not kept.</summary>
    public int NaturalPersons { get; set; }

    /// <summary>Kept and on the list of ESS France.</summary>
    public int OnList { get; set; }

    public int ToConfirm { get; set; }
    public int Closed { get; set; }
    public int Partial { get; set; }
    public int Contradicted { get; set; }
    public int WithoutUnit { get; set; }
    public int Repeated { get; set; }

    /// <summary>Lines refused for what they say, by reason.</summary>
    public SortedDictionary<string, int> Rejected { get; } = new(StringComparer.Ordinal);

    public List<string> AddedExamples { get; } = [];
    public List<Change> ChangedExamples { get; } = [];
    public List<string> RejectedExamples { get; } = [];

    /// <summary>What the stock would say to the sheets of the directory, which are never written by this import.</summary>
    public List<SheetNote> Notes { get; } = [];

    /// <summary>True when the tables or the month alone change too.</summary>
    public bool IsEmpty { get; set; }

    public void Reject(string reason, string line)
    {
        Rejected[reason] = Rejected.GetValueOrDefault(reason) + 1;
        Keep(RejectedExamples, $"{line} : {reason}");
    }

    public static void Keep<T>(List<T> examples, T one)
    {
        if (examples.Count < Examples) examples.Add(one);
    }

    /// <summary>An establishment, field by field.</summary>
    internal sealed record Change(string Siret, IReadOnlyList<(string Field, string? Before, string? After)> Fields);

    /// <summary>One sentence for one sheet.</summary>
    internal sealed record SheetNote(string Slug, string Sentence);
}

/// <summary>The sheets of the directory that carry a number of the register, and what a stock says to each.</summary>
internal sealed class SireneSheets(IReadOnlyList<SireneSheets.Sheet> sheets)
{
    private readonly ILookup<string, Sheet> bySiren = sheets.Where(sheet => sheet.Siren is not null).ToLookup(sheet => sheet.Siren!, StringComparer.Ordinal);

    /// <summary>Whether people said of this unit, on its sheet, that it is a cooperative or agreed ESUS.</summary>
    public bool Declares(string siren) => bySiren[siren].Any(sheet => sheet.DeclaresCooperativeOrEsus);

    public IEnumerable<SireneDiff.SheetNote> NotesOn(SireneRow row, string? family)
    {
        foreach (var sheet in bySiren[row.Siren])
        {
            var isIts = sheet.Siret == row.Siret || (sheet.Siret is null && row.IsHeadOffice);
            if (!isIts) continue;
            if (row.Unit is { IsCeased: true }) yield return new(sheet.Slug, "l’unité a cessé selon le répertoire ; la fiche est gardée");
            else if (!row.IsActive) yield return new(sheet.Slug, $"l’établissement {row.Siret} est fermé{(row.SucceededBy is { } next ? $", {next} lui succède" : "")} ; la fiche est gardée");
            if (sheet.Siret is null && row.IsActive) yield return new(sheet.Slug, $"Siret manquant, le siège est {row.Siret}");
            if (sheet.Family is null && family is not null) yield return new(sheet.Slug, $"famille manquante, le répertoire dit {family}");
            if (sheet.Family is { } said && family is not null && said != family) yield return new(sheet.Slug, $"famille {said} sur la fiche, {family} au répertoire ; la fiche reste");
            if (sheet.Address is null && !row.IsPartial && row.Address is { } address) yield return new(sheet.Slug, $"adresse manquante, le répertoire dit {address}");
        }
    }

    /// <param name="Siren">As written, or the first nine digits of the SIRET.</param>
    internal sealed record Sheet(string Slug, string? Siren, string? Siret, string? Family, string? Address, bool DeclaresCooperativeOrEsus)
    {
        public static Sheet Of(string slug, string? siren, string? siret, string? family, string? address, IEnumerable<string> labels)
        {
            var at = Engine.Quantities.Siret.TryParse(siret, out var establishment) ? establishment : null;
            var unit = Engine.Quantities.Siren.TryParse(siren, out var legal) ? legal.Value : at?.Siren.Value;
            return new Sheet(slug, unit, at?.Value, family, address, family is "COOPERATIVE" or "SOCIETE_ESS" || labels.Any(label => label is "ESUS" or "SCOP" or "SCIC"));
        }
    }
}
