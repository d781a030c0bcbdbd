using System.Globalization;
using System.Text.Json;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Orientation;

/// <summary>
/// Reads a profile sent to the API. Everything may be left out but the needs; what is said must be
/// readable, and each thing that is not is named by its field.
/// </summary>
internal sealed class ProfileReader(Atlas atlas, DateOnly today)
{
    private const int MostCodes = 50;

    private readonly List<Fault> faults = [];

    /// <summary>What cannot be read, in the order of the fields.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    /// <returns>The answers; null when something could not be read, and <see cref="Faults"/> says what.</returns>
    public ProjectAnswers? Read(JsonElement profile)
    {
        if (profile.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("", "Le profil est un objet JSON."));
            return null;
        }
        try
        {
            return ReadObject(profile);
        }
        catch (InvalidOperationException)
        {
            // A name may hold half a character written on two units, which is no text.
            faults.Add(new Fault("", "Un nom de champ n’est pas lisible."));
            return null;
        }
    }

    private ProjectAnswers? ReadObject(JsonElement profile)
    {
        var idea = Text(profile, "idee", "idee", ProjectAnswers.IdeaLength);
        var stages = Codes(profile, "etapes", Vocabulary.Stages.Has);
        var answers = new ProjectAnswers
        {
            Idea = idea,
            Stages = stages,
            Place = Place(profile),
            Filieres = Codes(profile, "filieres", code => atlas.Filieres.Any(filiere => filiere.Code == code)),
            Publics = Codes(profile, "publics", Vocabulary.Publics.Has),
            Structure = Structure(profile),
            Needs = Needs(profile),
            Facts = Replies(profile),
        };
        if (stages.Count > 2) faults.Add(new Fault("etapes", "Une étape, ou deux qui se suivent."));
        return faults.Count == 0 ? answers : null;
    }

    private PlaceAnswer Place(JsonElement profile)
    {
        if (Child(profile, "lieu", "lieu") is not { } place) return new PlaceAnswer();
        var communes = Codes(place, "communes", code => atlas.Communes.Any(commune => commune.Local == code), "lieu.");
        var district = Text(place, "quartierPrioritaire", "lieu.quartierPrioritaire", 20);
        if (district is not null && district != PlaceAnswer.NoDistrict && atlas.PriorityDistricts.All(zone => zone.Local != district))
            faults.Add(new Fault("lieu.quartierPrioritaire",
                $"« {district} » n’est pas un quartier prioritaire d’ici. Écrivez son code, ou {PlaceAnswer.NoDistrict}."));
        var whole = YesOrNo(place, "toutLeTerritoire", "lieu.toutLeTerritoire") ?? false;
        return new PlaceAnswer { Communes = whole ? [] : communes, WholeTerritory = whole, District = district };
    }

    private StructureAnswer Structure(JsonElement profile)
    {
        if (Child(profile, "structure", "structure") is not { } structure) return new StructureAnswer();
        var family = Text(structure, "famille", "structure.famille", 40);
        if (family is not null && !LegalFamilies.Has(family))
            faults.Add(new Fault("structure.famille",
                $"« {family} » n’est pas un statut connu. Choix : {string.Join(", ", LegalFamilies.All.Select(each => each.Code))}."));
        string? siren = null;
        if (Text(structure, "siren", "structure.siren", 40) is { } typed && !Typed.TrySiren(typed, out siren, out var wrong))
            faults.Add(new Fault("structure.siren", wrong));
        return new StructureAnswer
        {
            Exists = YesOrNo(structure, "existe", "structure.existe"), Family = family, Siren = siren,
            Headcount = Headcount(structure),
        };
    }

    private CountAnswer? Headcount(JsonElement structure)
    {
        if (!Has(structure, "effectif", out var value)) return null;
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when value.TryGetInt64(out var exact) && exact is >= 0 and <= 10_000_000:
                return new CountAnswer { Min = exact, Max = exact };
            case JsonValueKind.Object when Whole(value, "min", out var min) && Whole(value, "max", out var max)
                && (min ?? 0) <= (max ?? long.MaxValue):
                return new CountAnswer { Min = min ?? 0, Max = max };
            default:
                faults.Add(new Fault("structure.effectif", "Un nombre entier, ou un objet avec « min » et « max »."));
                return null;
        }
    }

    private List<NeedAnswer> Needs(JsonElement profile)
    {
        var needs = new List<NeedAnswer>();
        if (!Has(profile, "besoins", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostCodes)
        {
            faults.Add(new Fault("besoins", "Une liste d’au moins un besoin, chacun avec son genre."));
            return needs;
        }
        var at = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (Need(item, $"besoins[{at++}]") is { } need) needs.Add(need);
        }
        return needs;
    }

    private NeedAnswer? Need(JsonElement item, string path)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault(path, "Un besoin est un objet."));
            return null;
        }
        var kind = Text(item, "genre", path + ".genre", 40);
        if (kind is null || !Vocabulary.NeedKinds.Has(kind))
        {
            faults.Add(new Fault(path + ".genre",
                $"Le genre est l’un de : {string.Join(", ", Vocabulary.NeedKinds.Terms.Select(term => term.Code))}."));
            return null;
        }
        var natures = Codes(item, "natures", Vocabulary.NaturesOf(kind).Contains, path + ".");
        long? cents = null;
        if (Has(item, "montant", out var amount))
        {
            if (amount.ValueKind == JsonValueKind.Number && amount.TryGetDecimal(out var euros) && euros > 0
                && euros <= Typed.MostCents / 100)
                cents = (long)decimal.Round(euros * 100, MidpointRounding.AwayFromZero);
            else faults.Add(new Fault(path + ".montant", "Un montant en euros, au-dessus de zéro, sans guillemets."));
        }
        DateOnly? day = null;
        if (Text(item, "pour", path + ".pour", 20) is { } text)
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
                faults.Add(new Fault(path + ".pour", "Une date comme 2027-03-15."));
            else if (read < today) faults.Add(new Fault(path + ".pour", "Cette date est passée."));
            else day = read;
        }
        return new NeedAnswer { Kind = kind, Natures = natures, AmountCents = cents, For = day };
    }

    private Dictionary<string, JsonElement> Replies(JsonElement profile)
    {
        var replies = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (Child(profile, "reponses", "reponses") is not { } sheet) return replies;
        foreach (var property in sheet.EnumerateObject().Take(FactReplies.Most + 1))
        {
            if (FactReplies.Refusal(property.Name, property.Value) is { } refusal)
                faults.Add(new Fault($"reponses.{property.Name}", refusal));
            else replies[property.Name] = property.Value.Clone();
        }
        if (replies.Count > FactReplies.Most) faults.Add(new Fault("reponses", $"Au plus {FactReplies.Most} réponses."));
        return replies;
    }

    private List<string> Codes(JsonElement parent, string name, Func<string, bool> isKnown, string path = "")
    {
        var codes = new List<string>();
        if (!Has(parent, name, out var list)) return codes;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostCodes)
        {
            faults.Add(new Fault(path + name, $"Une liste d’au plus {MostCodes} codes."));
            return codes;
        }
        var at = 0;
        foreach (var item in list.EnumerateArray())
        {
            var code = StringOf(item);
            if (code is null || !isKnown(code))
                faults.Add(new Fault($"{path}{name}[{at}]", code is null
                    ? "Un code, entre guillemets." : $"« {Short(code)} » n’est pas un code connu ici."));
            else if (!codes.Contains(code)) codes.Add(code);
            at++;
        }
        return codes;
    }

    private JsonElement? Child(JsonElement parent, string name, string path)
    {
        if (!Has(parent, name, out var child)) return null;
        if (child.ValueKind == JsonValueKind.Object) return child;
        faults.Add(new Fault(path, "Un objet est attendu ici."));
        return null;
    }

    private string? Text(JsonElement parent, string name, string path, int longest)
    {
        if (!Has(parent, name, out var value)) return null;
        if (StringOf(value) is not { } text) faults.Add(new Fault(path, "Un texte est attendu ici."));
        else if (text.Length > longest) faults.Add(new Fault(path, $"Au plus {longest} signes."));
        else return Typed.Text(text) is { Length: > 0 } kept ? kept : null;
        return null;
    }

    private bool? YesOrNo(JsonElement parent, string name, string path)
    {
        if (!Has(parent, name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        faults.Add(new Fault(path, "true, false ou null est attendu ici."));
        return null;
    }

    private static bool Has(JsonElement parent, string name, out JsonElement value)
        => parent.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static bool Whole(JsonElement parent, string name, out long? number)
    {
        number = null;
        if (!Has(parent, name, out var value)) return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var read) || read is < 0 or > 10_000_000) return false;
        number = read;
        return true;
    }

    private static string Short(string code) => Typed.Text(code.Length > 40 ? code[..40] : code);

    /// <summary>A JSON string may hold half a character, which is no text; such a value is refused as any other.</summary>
    private static string? StringOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try { return value.GetString(); }
        catch (InvalidOperationException) { return null; }
    }

    /// <param name="Field">The path of the field, "besoins[0].montant"; "" for the whole.</param>
    /// <param name="Message">What is expected there, in one sentence.</param>
    internal sealed record Fault(string Field, string Message);
}
