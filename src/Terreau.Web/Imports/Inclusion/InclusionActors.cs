using System.Globalization;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Inclusion;

/// <summary>The structures of the territory as tables of actors, one for each source that data·inclusion gathers.</summary>
internal sealed class InclusionActors(Atlas atlas)
{
    private static readonly (string Heading, ImportTarget Target)[] Columns =
    [
        ("id", ImportTarget.Key), ("nom", ImportTarget.Name), ("siret", ImportTarget.Register), ("description", ImportTarget.Description),
        ("adresse", ImportTarget.Street), ("complement_adresse", ImportTarget.Complement), ("code_postal", ImportTarget.PostCode),
        ("commune", ImportTarget.Commune), ("code_insee", ImportTarget.Insee), ("latitude", ImportTarget.Latitude),
        ("longitude", ImportTarget.Longitude), ("site_web", ImportTarget.Website), ("courriel", ImportTarget.Email),
        ("telephone", ImportTarget.Phone), ("horaires_accueil", ImportTarget.Hours), ("date_maj", ImportTarget.UpdatedOn),
    ];

    private readonly CommuneFinder communes = new(atlas);

    /// <summary>What each column of these tables says.</summary>
    public static ImportMapping Mapping { get; }
        = new(Columns.ToDictionary(column => column.Heading, column => column.Target.Code, StringComparer.Ordinal))
        {
            Licence = SourceLicence.Find("licence-ouverte"),
        };

    /// <summary>The source that a structure names, or says that it names none.</summary>
    public static string SourceOf(InclusionStructure record) => record.Source is { Length: > 0 } named ? named : "sans source";

    /// <summary>The name under which a source of data·inclusion is kept.</summary>
    public static string TitleOf(string source)
    {
        var title = $"data·inclusion {source}";
        return title.Length <= ImportedFile.LongestSource ? title : title[..ImportedFile.LongestSource];
    }

    /// <summary>How many structures lie elsewhere, or nowhere that is said.</summary>
    public int Elsewhere { get; private set; }

    public IReadOnlyList<(string Source, SourceTable Table)> Tables(InclusionPages pages)
    {
        Elsewhere = 0;
        var here = new List<(int Line, InclusionStructure Record)>();
        foreach (var structure in pages.Structures)
        {
            if (CommuneOf(structure.Record.Insee, structure.Record.Commune, structure.Record.Postcode) is not null) here.Add(structure);
            else Elsewhere++;
        }
        return [.. here.GroupBy(one => SourceOf(one.Record), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, TableOf(group)))];
    }

    private static SourceTable TableOf(IEnumerable<(int Line, InclusionStructure Record)> structures)
    {
        IReadOnlyList<SourceRow> rows = [.. structures.Select(one => new SourceRow(one.Line, Cells(one.Record)))];
        return new SourceTable("data·inclusion v1", [.. Columns.Select(column => column.Heading)], rows, []);
    }

    /// <summary>The commune of the territory it lies in; null for anywhere else. A name alone has namesakes: the postcode must
    /// agree.</summary>
    public string? CommuneOf(string? insee, string? name, string? postcode)
    {
        var found = communes.Find(insee ?? "", name ?? "");
        if (found is null || !atlas.Territory.Communes.Contains(found)) return null;
        if (insee is { Length: > 0 }) return insee == found ? found : null;
        var zone = atlas.Zones.GetValueOrDefault($"COMMUNE:{found}");
        return postcode is { Length: 5 } && zone?.Postcodes.Contains(postcode) == true ? found : null;
    }

    private static string[] Cells(InclusionStructure record) =>
    [
        record.Id ?? "", record.Name ?? "", record.Siret ?? "", PlainText.Of(record.Description) ?? "", record.Address ?? "",
        record.Complement ?? "", record.Postcode ?? "", record.Commune ?? "", record.Insee ?? "", Degrees(record.Latitude),
        Degrees(record.Longitude), record.Website ?? "", record.Email ?? "", record.Phone ?? "", record.OpeningHours ?? "",
        record.UpdatedOn ?? "",
    ];

    private static string Degrees(double? value) => value is null or 0 ? "" : value.Value.ToString(CultureInfo.InvariantCulture);
}
