using System.Text.Json;
using Terreau.Engine.Geography;
using Terreau.Engine.Hours;
using Terreau.Engine.Quantities;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.DataInclusion;

/// <summary>A file of structures or services in the words of data·inclusion v1, held against its schema and its written rules.</summary>
internal sealed class InclusionFile
{
    private const string AccessibleSites = "acceslibre.beta.gouv.fr";
    private static readonly JsonDocumentOptions Form
        = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 };

    private static readonly DateOnly FirstDay = new(2000, 1, 1);

    /// <summary>Fields that version 0 had and version 1 has not.</summary>
    private static readonly string[] Gone =
    [
        "rna", "antenne", "labels_autres", "typologie", "labels_nationaux", "profils", "cumulable", "prise_rdv", "contact_public",
        "date_creation", "date_suspension", "formulaire_en_ligne", "pre_requis", "justificatifs", "recurrence", "types",
        "zone_diffusion_type", "zone_diffusion_code", "presentation_resume", "presentation_detail",
    ];

    private static readonly HashSet<string> OfServicesAlone = InclusionField.OfServices.Select(field => field.Name)
        .Except(InclusionField.OfStructures.Select(field => field.Name)).Where(name => name != "thematiques")
            .ToHashSet(StringComparer.Ordinal);

    private readonly DateOnly today;
    private readonly List<InclusionFault> faults = [];
    private readonly List<InclusionFault> advice = [];
    private readonly Dictionary<string, int> unknown = new(StringComparer.Ordinal);
    private readonly HashSet<string> structures = new(StringComparer.Ordinal);

    private InclusionFile(DateOnly today) => this.today = today;

    /// <summary>Beyond this they are counted, not kept: a file of errors alone is read all the same.</summary>
    private const int MostKept = 1_000;

    public int Structures { get; private set; }
    public int Services { get; private set; }

    /// <summary>What the standard refuses, the first ones.</summary>
    public IReadOnlyList<InclusionFault> Faults => faults;

    /// <summary>How many there are.</summary>
    public int FaultCount { get; private set; }

    /// <summary>What it takes, and would rather have otherwise; the first ones.</summary>
    public IReadOnlyList<InclusionFault> Advice => advice;

    public int AdviceCount { get; private set; }

    /// <summary>Fields that the standard does not have, and how often they stand there.</summary>
    public IReadOnlyList<(string Name, int Times, bool IsOld)> Unknown
        => [.. unknown.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value, Gone.Contains(pair.Key)))];

    /// <summary>Reads a file that speaks data·inclusion.</summary>
    /// <param name="file">The file.</param>
    /// <param name="today">No record can have been updated after.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>Null when it is another kind of file.</returns>
    public static InclusionFile? Of(byte[] file, DateOnly today, CancellationToken cancel)
    {
        try
        {
            var text = FileText.Of(file);
            if (!text.LooksLikeJson) return null;
            using var document = JsonDocument.Parse(text.Text, Form);
            var lists = Lists(document.RootElement).Where(Speaks).ToList();
            if (lists.Count == 0) return null;
            var read = new InclusionFile(today);
            // Structures first: services name them.
            foreach (var list in lists.OrderBy(IsOfServices)) read.Check(list, cancel);
            return read;
        }
        catch (Exception fault) when (fault.IsOfJson() || fault is UnreadableFileException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonElement> Lists(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => [root],
        JsonValueKind.Object => root.EnumerateObject().Select(property => property.Value)
            .Where(value => value.ValueKind == JsonValueKind.Array),
        _ => [],
    };

    // A list of ours has its source and its id; other lists of the world have one of them at most with a name in French.
    private static bool Speaks(JsonElement list)
        => Objects(list).FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
            && new[] { "source", "id", "nom", "date_maj", "structure_id" }.Count(name => first.TryGetProperty(name, out _)) >= 3;

    // A service that forgot its structure is still one by what else it says. Structures of version 0 had themes too.
    private static bool IsOfServices(JsonElement list)
        => Objects(list).Any(item => item.EnumerateObject().Any(property => OfServicesAlone.Contains(property.Name)));

    private static IEnumerable<JsonElement> Objects(JsonElement list)
        => list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object);

    private void Check(JsonElement list, CancellationToken cancel)
    {
        var isOfServices = IsOfServices(list);
        var (fields, kind) = isOfServices ? (InclusionField.OfServices, "service") : (InclusionField.OfStructures, "structure");
        var (seen, number) = (new HashSet<string>(StringComparer.Ordinal), 0);
        var known = fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var item in list.EnumerateArray())
        {
            cancel.ThrowIfCancellationRequested();
            number++;
            if (item.ValueKind != JsonValueKind.Object)
            {
                Broken(new InclusionFault(kind, number, "", "", "ce n’est pas un objet"));
                continue;
            }
            var id = item.TextAt("id") ?? "";
            foreach (var field in fields)
            {
                var sentence = item.TryGetProperty(field.Name, out var value) ? InclusionRules.Refusal(field, value)
                    : field.IsRequired ? "ce champ manque" : null;
                if (sentence is not null) Broken(new InclusionFault(kind, number, id, field.Name, sentence));
            }
            foreach (var property in item.EnumerateObject().Where(property => !known.Contains(property.Name))) NoteUnknown(property.Name);
            Weigh(item, kind, number, id, seen);
        }
        if (isOfServices) Services += number;
        else
        {
            Structures += number;
            structures.UnionWith(seen);
        }
    }

    private void NoteUnknown(string name)
    {
        if (unknown.Count < MostKept || unknown.ContainsKey(name)) unknown[name] = unknown.GetValueOrDefault(name) + 1;
    }

    // What the schema cannot say and the documentation of the standard does.
    private void Weigh(JsonElement item, string kind, int number, string id, HashSet<string> seen)
    {
        foreach (var (field, sentence) in BrokenRules(item, id, seen)) Broken(new InclusionFault(kind, number, id, field, sentence));
        foreach (var (field, sentence) in Wishes(item))
        {
            AdviceCount++;
            if (advice.Count < MostKept) advice.Add(new InclusionFault(kind, number, id, field, sentence));
        }
    }

    private IEnumerable<(string Field, string Sentence)> BrokenRules(JsonElement item, string id, HashSet<string> seen)
    {
        if (id.Length > 0 && !seen.Add(id)) yield return ("id", $"« {InclusionRules.Short(id)} » est dit deux fois");
        if (id.Length > 0 && item.TextAt("source") is { } source && !id.StartsWith(source + "--", StringComparison.Ordinal))
            yield return ("id", "il commence par la source et deux tirets : source--numero");
        if (item.TextAt("date_maj") is { } said && InclusionRules.Day(said) is { } day && (day < FirstDay || day > today))
            yield return ("date_maj", day > today ? "ce jour est à venir" : "ce jour est avant l’an 2000");
        if (item.TextAt("structure_id") is { } structure && Structures > 0 && !structures.Contains(structure))
            yield return ("structure_id", $"la structure « {InclusionRules.Short(structure)} » n’est pas dans le fichier");
        if (IsForAllAndSome(item)) yield return ("publics", "« tous-publics » ne va avec aucun autre");
        if (item.TextAt("accessibilite_lieu") is { } place && Uri.TryCreate(place, UriKind.Absolute, out var address)
            && address.Host != AccessibleSites)
            yield return ("accessibilite_lieu", "il faut une adresse d’Acceslibre");
    }

    private static bool IsForAllAndSome(JsonElement item)
        => item.ListAt("publics") is { } publics && publics.GetArrayLength() > 1
            && publics.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.GetString() == "tous-publics");

    private static IEnumerable<(string Field, string Sentence)> Wishes(JsonElement item)
    {
        if (item.TextAt("telephone") is { Length: > 0 } phone && !InclusionRules.IsInternationalPhone(phone))
            yield return ("telephone", $"« {InclusionRules.Short(phone)} » se lit mieux en +33");
        if (item.TextAt("siret") is { Length: 14 } siret && !Siret.TryParse(siret, out _))
            yield return ("siret", $"« {siret} » n’existe pas au répertoire");
        if (item.TextAt("horaires_accueil") is { Length: > 0 } hours && !OpeningHours.TryParse(hours, out _, out var reason))
            yield return ("horaires_accueil", $"« {InclusionRules.Short(hours)} » n’est pas lu comme horaires d’OpenStreetMap. {reason}");
        var (north, east) = (item.NumberAt("latitude"), item.NumberAt("longitude"));
        if (north is null != east is null) yield return ("latitude", "latitude et longitude vont ensemble");
        else if (north is { } latitude && east is { } longitude && PositionCheck.Of(latitude, longitude) != PositionVerdict.Sound)
            yield return ("latitude", "ce point n’est pas en France");
    }

    private void Broken(InclusionFault fault)
    {
        FaultCount++;
        if (faults.Count < MostKept) faults.Add(fault);
    }
}

/// <summary>One thing to put right in a record.</summary>
/// <param name="Kind">"structure" or "service".</param>
/// <param name="Number">Its place in the list, from 1.</param>
/// <param name="Id">As it says; "" when it does not.</param>
/// <param name="Field">The field in question; "" for the whole record.</param>
/// <param name="Sentence">What is wrong.</param>
internal sealed record InclusionFault(string Kind, int Number, string Id, string Field, string Sentence)
{
    public string InWords
        => $"{Kind} {Number}{(Id.Length == 0 ? "" : $" ({InclusionRules.Short(Id)})")}{(Field.Length == 0 ? "" : $", {Field}")} : {Sentence}";
}
