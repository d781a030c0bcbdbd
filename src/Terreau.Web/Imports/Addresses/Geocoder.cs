using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Terreau.Engine.Geography;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Addresses;

/// <summary>
/// The national address search (Base Adresse Nationale, served by the Géoplateforme). It is sent a street and the code of a commune,
/// never the name of anyone. A commune or a place name is no point: such an answer is refused.
/// </summary>
internal sealed partial class Geocoder(RemoteApi remote, string root, TimeProvider clock)
{
    /// <summary>Below this the answer is likely another street.</summary>
    private const double LeastScore = 0.7;

    /// <summary>Between two questions: the public one bears ten times as many.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private bool hasAsked;

    /// <param name="address">As people wrote it.</param>
    /// <param name="insee">The commune the answer must lie in.</param>
    /// <exception cref="UnreadableFileException">The service does not answer.</exception>
    public async Task<GeocodeAnswer> FindAsync(string address, string insee, CancellationToken cancel)
    {
        if (Question(address) is not { } question) return GeocodeAnswer.Refused("l’adresse ne dit pas de voie");
        if (hasAsked) await Task.Delay(Pause, clock, cancel);
        hasAsked = true;
        using var answer = await remote.AskAsync(
            new Uri($"{root.TrimEnd('/')}/search?q={Uri.EscapeDataString(question)}&citycode={Uri.EscapeDataString(insee)}&limit=1"),
            cancel);
        return Read(answer.RootElement, insee, question);
    }

    /// <summary>What is sent of an address: no "chez" nor "à l’attention de", at most 200 signs; null when nothing of it is a
    /// street.</summary>
    public static string? Question(string address)
    {
        var parts = address.ReplaceLineEndings(",").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => Person().Replace(part, "").Trim()).Where(part => part.Any(char.IsLetter) || Postcode().IsMatch(part));
        var question = string.Join(' ', parts);
        if (question.Length > 200) question = question[..200];
        return Street().IsMatch(question) ? question : null;
    }

    private static GeocodeAnswer Read(JsonElement answer, string insee, string address)
    {
        if (answer.ListAt("features") is not { } features)
            throw new UnreadableFileException("Le service d’adresses n’a pas répondu comme prévu.");
        if (features.GetArrayLength() == 0) return GeocodeAnswer.Refused("adresse introuvable");
        var first = features[0];
        var properties = first.ObjectAt("properties") ?? default;
        var (kind, score) = (properties.TextAt("type"), properties.NumberAt("score") ?? 0);
        if (kind is not ("housenumber" or "street"))
            return GeocodeAnswer.Refused(kind is "municipality" or "locality" ? "la réponse est une commune ou un lieu-dit, pas un point"
                : "la réponse n’est pas une adresse");
        if (properties.TextAt("citycode") != insee) return GeocodeAnswer.Refused("la réponse est dans une autre commune");
        if (score < LeastScore) return GeocodeAnswer.Refused(string.Create(CultureInfo.GetCultureInfo("fr-FR"),
            $"réponse trop incertaine ({score:0.00})"));
        if (first.ObjectAt("geometry")?.ListAt("coordinates") is not { } at || at.EnumerateArray().Select(Degree)
            .ToList() is not [{ } longitude, { } latitude, ..]
            || PositionCheck.Of(latitude,
                longitude) != PositionVerdict.Sound) return GeocodeAnswer.Refused("la réponse n’a pas de point en France");
        return GeocodeAnswer.Of(new GeocodedPoint(latitude, longitude, kind == "housenumber", properties.TextAt("label") ?? address,
            score));
    }

    private static double? Degree(JsonElement value)
        => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var degree) ? degree : null;

    [GeneratedRegex(@"\b(chez|c/o|à l[’']attention|a l[’']attention|monsieur|madame|mademoiselle|mme|mlle|mr)\b.*|^m\. .*",
        RegexOptions.IgnoreCase)]
    private static partial Regex Person();

    [GeneratedRegex(@"\b\d{5}\b")]
    private static partial Regex Postcode();

    // A kind of way, or a number before words.
    [GeneratedRegex(@"\b(rue|r\.|avenue|av\.?|boulevard|bd|bld|place|pl\.?|allée|allee|allées|chemin|impasse|passage|cité|cite|quai|route|square|sente|sentier|villa|cours|mail|esplanade|parvis|promenade|rond-point|voie|venelle|faubourg)\b|^\s*\d{1,4}\s*(bis|ter|quater)?\s+\p{L}", RegexOptions.IgnoreCase)]
    private static partial Regex Street();
}

/// <param name="IsHouse">True for the number of a house, false for the middle of a street.</param>
/// <param name="Label">The address as the service writes it.</param>
internal sealed record GeocodedPoint(double Latitude, double Longitude, bool IsHouse, string Label, double Score);

/// <summary>A closed outcome: a point, or why there is none.</summary>
internal sealed class GeocodeAnswer
{
    private readonly GeocodedPoint? point;
    private readonly string? refusal;

    private GeocodeAnswer(GeocodedPoint? point, string? refusal) => (this.point, this.refusal) = (point, refusal);

    public bool IsPoint => point is not null;
    public GeocodedPoint Point => point ?? throw new InvalidOperationException("An answer that was refused has no point.");
    public string Refusal => refusal ?? throw new InvalidOperationException("An answer with a point was not refused.");

    public static GeocodeAnswer Of(GeocodedPoint point) => new(point, null);

    public static GeocodeAnswer Refused(string sentence) => new(null, sentence);
}
