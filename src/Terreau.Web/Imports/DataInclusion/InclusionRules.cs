using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Imports.DataInclusion;

/// <summary>The rules of one value, as the schema of data·inclusion v1 states them: each broken one is a sentence.</summary>
internal static partial class InclusionRules
{
    private const int LongestLink = 2083;

    /// <returns>What is wrong with the value, after "nom : "; null when nothing is.</returns>
    public static string? Refusal(InclusionField field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null) return field.IsRequired ? "la valeur manque" : null;
        return field.Kind switch
        {
            InclusionKind.Number => value.ValueKind == JsonValueKind.Number ? null : "il faut un nombre, sans guillemets",
            InclusionKind.Weeks => IsWhole(value, 1) ? null : "il faut un nombre entier, à partir de 1",
            InclusionKind.Hours => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var hours) && hours >= 0
                ? null : "il faut un nombre positif",
            InclusionKind.Words => OfList(field, value, item => field.Words!.Contains(item), distinct: true),
            InclusionKind.Zones => OfList(field, value, item => item == "france" || Zone().IsMatch(item), distinct: false),
            _ => value.ValueKind == JsonValueKind.String ? OfText(field, value.GetString()!) : "il faut un texte entre guillemets",
        };
    }

    private static string? OfText(InclusionField field, string text)
    {
        var length = text.EnumerateRunes().Count();
        if (length < field.Least) return $"{length} caractères : il en faut {field.Least} au moins";
        if (length > field.Most) return $"{length} caractères : {field.Most} au plus";
        return field.Kind switch
        {
            InclusionKind.Day => Day(text) is null ? $"« {Short(text)} » n’est pas un jour : écrivez 2026-03-15" : null,
            InclusionKind.PostCode => PostCode().IsMatch(text) ? null : $"« {Short(text)} » n’est pas un code postal de cinq chiffres",
            InclusionKind.Insee => Insee().IsMatch(text) ? null : $"« {Short(text)} » n’est pas un code INSEE de cinq signes",
            InclusionKind.Siret => Siret().IsMatch(text) ? null : $"« {Short(text)} » n’a pas les quatorze chiffres d’un SIRET",
            InclusionKind.Email => EmailAddress.TryParse(text, out _) ? null : $"« {Short(text)} » n’est pas une adresse de messagerie",
            InclusionKind.Link => IsLink(text) ? null : $"« {Short(text)} » n’est pas une adresse web complète",
            InclusionKind.Word => field.Words!.Contains(text) ? null : $"« {Short(text)} » n’est pas dans la liste du standard",
            _ => null,
        };
    }

    private static string? OfList(InclusionField field, JsonElement value, Func<string, bool> isKnown, bool distinct)
    {
        if (value.ValueKind != JsonValueKind.Array) return "il faut une liste, entre crochets";
        var items = value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())
            .ToList();
        if (field.IsFilled && items.Count == 0) return "la liste est vide : ôtez-la ou remplissez-la";
        if (items.Find(item => !isKnown(item)) is { } unknown) return $"« {Short(unknown)} » n’est pas dans la liste du standard";
        return distinct && items.Distinct(StringComparer.Ordinal).Count() < items.Count ? "une valeur est dite deux fois" : null;
    }

    /// <summary>A day as the standard writes it; null when it is none.</summary>
    public static DateOnly? Day(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static bool IsInternationalPhone(string text) => Phone().IsMatch(text);

    public static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static bool IsWhole(JsonElement value, long least)
        => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least;

    private static bool IsLink(string text)
        => text.Length is > 0 and <= LongestLink && Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https";

    [GeneratedRegex(@"^[0-9]{5}\z")]
    private static partial Regex PostCode();

    [GeneratedRegex(@"^\w{5}\z")]
    private static partial Regex Insee();

    [GeneratedRegex(@"^[0-9]{14}\z")]
    private static partial Regex Siret();

    // A commune or a country, a department, an intercommunality by its SIREN.
    [GeneratedRegex(@"^(\w{5}|\w{2,3}|[0-9]{9})\z")]
    private static partial Regex Zone();

    // E.164, as the standard would have it.
    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex Phone();
}
