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
    private const int Deepest = 32;
    private static readonly DateOnly FirstDay = new(2000, 1, 1);

    /// <summary>Fields that version 0 had and version 1 has not.</summary>
    private static readonly string[] Gone = ["rna", "antenne", "labels_autres", "typologie", "labels_nationaux", "profils", "cumulable", "prise_rdv", "contact_public", "date_creation", "date_suspension", "formulaire_en_ligne", "pre_requis", "justificatifs", "recurrence", "types", "zone_diffusion_type", "zone_diffusion_code", "presentation_resume", "presentation_detail"];

    private static readonly HashSet<string> OfServicesAlone = InclusionField.OfServices.Select(field => field.Name).Except(InclusionField.OfStructures.Select(field => field.Name)).Where(name => name != "thematiques").ToHashSet(StringComparer.Ordinal);

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
    public IReadOnlyList<(string Name, int Times, bool IsOld)> Unknown => [.. unknown.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value, Gone.Contains(pair.Key)))];

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
            using var document = JsonDocument.Parse(text.Text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest });
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
        JsonValueKind.Object => root.EnumerateObject().Select(property => property.Value).Where(value => value.ValueKind == JsonValueKind.Array),
        _ => [],
    };

    // A list of ours has its source and its id; other lists of the world have one of them at most with a name in French.
    private static bool Speaks(JsonElement list) => list.EnumerateArray().FirstOrDefault(item => item.ValueKind == JsonValueKind.Object) is { ValueKind: JsonValueKind.Object } first
        && new[] { "source", "id", "nom", "date_maj", "structure_id" }.Count(name => first.TryGetProperty(name, out _)) >= 3;

    // A service that forgot its structure is still one by what else it says. Structures of version 0 had themes too.
    private static bool IsOfServices(JsonElement list) => list.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any(property => OfServicesAlone.Contains(property.Name)));

    private void Check(JsonElement list, CancellationToken cancel)
    {
        var isOfServices = IsOfServices(list);
        var (fields, kind, seen, number) = (isOfServices ? InclusionField.OfServices : InclusionField.OfStructures, isOfServices ? "service" : "structure", new HashSet<string>(StringComparer.Ordinal), 0);
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
            var id = TextOf(item, "id") ?? "";
            foreach (var field in fields)
            {
                var sentence = item.TryGetProperty(field.Name, out var value) ? InclusionRules.Refusal(field, value) : field.IsRequired ? "ce champ manque" : null;
                if (sentence is not null) Broken(new InclusionFault(kind, number, id, field.Name, sentence));
            }
            foreach (var property in item.EnumerateObject().Where(property => !known.Contains(property.Name) && (unknown.Count < MostKept || unknown.ContainsKey(property.Name)))) unknown[property.Name] = unknown.GetValueOrDefault(property.Name) + 1;
            Weigh(item, kind, number, id, seen);
        }
        if (isOfServices) Services += number;
        else
        {
            Structures += number;
            structures.UnionWith(seen);
        }
    }

    // What the schema cannot say and the documentation of the standard does.
    private void Weigh(JsonElement item, string kind, int number, string id, HashSet<string> seen)
    {
        if (id.Length > 0 && !seen.Add(id)) Fault("id", $"« {InclusionRules.Short(id)} » est dit deux fois");
        if (id.Length > 0 && TextOf(item, "source") is { } source && !id.StartsWith(source + "--", StringComparison.Ordinal)) Fault("id", "il commence par la source et deux tirets : source--numero");
        if (TextOf(item, "date_maj") is { } said && InclusionRules.Day(said) is { } day && (day < FirstDay || day > today)) Fault("date_maj", day > today ? "ce jour est à venir" : "ce jour est avant l’an 2000");
        if (TextOf(item, "structure_id") is { } structure && Structures > 0 && !structures.Contains(structure)) Fault("structure_id", $"la structure « {InclusionRules.Short(structure)} » n’est pas dans le fichier");
        if (item.TryGetProperty("publics", out var publics) && publics.ValueKind == JsonValueKind.Array && publics.GetArrayLength() > 1 && publics.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.GetString() == "tous-publics")) Fault("publics", "« tous-publics » ne va avec aucun autre");
        if (TextOf(item, "accessibilite_lieu") is { } place && Uri.TryCreate(place, UriKind.Absolute, out var address) && address.Host != AccessibleSites) Fault("accessibilite_lieu", "il faut une adresse d’Acceslibre");
        if (TextOf(item, "telephone") is { Length: > 0 } phone && !InclusionRules.IsInternationalPhone(phone)) Advise("telephone", $"« {InclusionRules.Short(phone)} » se lit mieux en +33");
        if (TextOf(item, "siret") is { Length: 14 } siret && !Siret.TryParse(siret, out _)) Advise("siret", $"« {siret} » n’existe pas au répertoire");
        if (TextOf(item, "horaires_accueil") is { Length: > 0 } hours && !OpeningHours.TryParse(hours, out _, out var reason)) Advise("horaires_accueil", $"« {InclusionRules.Short(hours)} » n’est pas lu comme horaires d’OpenStreetMap. {reason}");
        var (north, east) = (NumberOf(item, "latitude"), NumberOf(item, "longitude"));
        if (north is null != east is null) Advise("latitude", "latitude et longitude vont ensemble");
        else if (north is { } latitude && east is { } longitude && PositionCheck.Of(latitude, longitude) != PositionVerdict.Sound) Advise("latitude", "ce point n’est pas en France");

        void Fault(string field, string sentence) => Broken(new InclusionFault(kind, number, id, field, sentence));
        void Advise(string field, string sentence)
        {
            AdviceCount++;
            if (advice.Count < MostKept) advice.Add(new InclusionFault(kind, number, id, field, sentence));
        }
    }

    private void Broken(InclusionFault fault)
    {
        FaultCount++;
        if (faults.Count < MostKept) faults.Add(fault);
    }

    private static string? TextOf(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? NumberOf(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;
}

/// <summary>One thing to put right in a record.</summary>
/// <param name="Kind">"structure" or "service".</param>
/// <param name="Number">Its place in the list, from 1.</param>
/// <param name="Id">As it says; "" when it does not.</param>
/// <param name="Field">The field in question; "" for the whole record.</param>
/// <param name="Sentence">What is wrong.</param>
internal sealed record InclusionFault(string Kind, int Number, string Id, string Field, string Sentence)
{
    public string InWords => $"{Kind} {Number}{(Id.Length == 0 ? "" : $" ({InclusionRules.Short(Id)})")}{(Field.Length == 0 ? "" : $", {Field}")} : {Sentence}";
}
