using System.Text.RegularExpressions;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Exports.DataInclusion;

/// <summary>
/// Sheets and offers in the words of data·inclusion v1, where its words say the same thing. What has no faithful
/// counterpart is left out: its publics are persons, ours are those that projects serve; its networks are national.
/// </summary>
internal sealed partial class DataInclusionMapping(Atlas atlas, DateOnly today)
{
    // The rules of the schema: names of 3 to 150 characters, texts of 5 to 10,000, days from 2000 to today.
    private const int ShortestName = 3;
    private const int LongestName = 150;
    private const int ShortestText = 5;
    private const int LongestText = 10_000;
    private static readonly DateOnly FirstDay = new(2000, 1, 1);

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["ACCOMPAGNEMENT"] = "accompagnement", ["FINANCEMENT"] = "aide-financiere", ["LOCAUX"] = "aide-materielle",
    };

    // A launch lies between the second and the third: neither would be true of it.
    private static readonly Dictionary<string, string> Themes = new(StringComparer.Ordinal)
    {
        ["EMERGENCE"] = "creer-une-entreprise--definir-son-projet-de-creation-dentreprise",
        ["AMORCAGE"] = "creer-une-entreprise--structurer-son-projet-de-creation-dentreprise",
        ["CONSOLIDATION"] = "creer-une-entreprise--developper-son-entreprise",
        ["CHANGEMENT_ECHELLE"] = "creer-une-entreprise--developper-son-entreprise",
    };

    /// <summary>What this installation is called among the producers of data.</summary>
    public string Source { get; } = $"terreau-{atlas.Territory.Slug}";

    /// <param name="sheet">As everyone may see it.</param>
    /// <param name="page">The whole address of its page.</param>
    /// <returns>Null when no valid record can be true of it.</returns>
    public StructureRecord? Of(Organisation sheet, string page)
    {
        if (!IsName(sheet.Name) || Day(sheet.FreshOn) is not { } updatedOn) return null;
        // Where it works in several towns, the record has no room to say so.
        var commune = sheet.Communes.Concat(sheet.OutsideCommunes).ToList() is [var only] ? only : null;
        var isExact = sheet.Precision == "exacte";
        return new StructureRecord
        {
            Source = Source, Id = IdOf(sheet.Slug), Name = sheet.Name, UpdatedOn = updatedOn,
            Description = Text(sheet.Description) ?? Text(sheet.Summary),
            Siret = sheet.Siret, Address = sheet.Address, Postcode = PostcodeIn(sheet.Address),
            Commune = commune is null || atlas.CommuneName(commune) == commune ? null : atlas.CommuneName(commune), Insee = commune,
            Latitude = isExact ? sheet.Latitude : null, Longitude = isExact ? sheet.Longitude : null,
            // How it is reached is given to who asks on its page, and to no program.
            Website = Link(sheet.Website), OpeningHours = sheet.OpeningHours, Page = page,
        };
    }

    /// <param name="isPublished">Whether the directory shows a structure, by its slug: a service belongs to one that can be read.</param>
    /// <param name="page">The whole address of its page.</param>
    /// <returns>Null when no valid record can be true of it.</returns>
    public ServiceRecord? Of(Offer offer, Func<string, bool> isPublished, string page)
    {
        if (offer.OperatorSlug is not { } slug || !isPublished(slug) || !IsName(offer.Title)) return null;
        if ((Text(offer.Description) ?? Text(offer.Summary)) is not { } description
            || Day(offer.CheckedOn ?? offer.SourceOn.FirstDay) is not { } updatedOn) return null;
        return new ServiceRecord
        {
            Source = Source, Id = IdOf(offer.Slug), StructureId = IdOf(slug), Name = offer.Title, Description = description,
            UpdatedOn = updatedOn,
            Kind = KindOf(offer), Themes = ThemesOf(offer), Cost = offer.Cost is "gratuit" or "payant" ? offer.Cost : null,
            Publics = PublicsOf(offer), HowTo = offer.HowTo, Zones = ZonesOf(offer), Page = page,
        };
    }

    public string IdOf(string slug) => $"{Source}--{slug}";

    /// <summary>The kind of help, where all the needs it answers are of one.</summary>
    private static string? KindOf(Offer offer)
    {
        var kinds = offer.Needs.Select(need => need.Nature == "formation" ? "formation" : Kinds.GetValueOrDefault(need.Kind)).Distinct()
            .ToList();
        return kinds is [var only] ? only : null;
    }

    private static List<string>? ThemesOf(Offer offer)
        => offer.Stages.Select(stage => Themes.GetValueOrDefault(stage)).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToList() is { Count: > 0 } themes ? themes : null;

    private static string? PublicsOf(Offer offer)
    {
        if (offer.Publics.Count == 0 || offer.Publics.Contains("tous")) return null;
        return $"Projets destinés à : {string.Join(", ", offer.Publics.Select(Vocabulary.Publics.Label))}.";
    }

    /// <summary>The perimeter in codes of the official register; null where a part of it is smaller than a commune, or not known.</summary>
    private List<string>? ZonesOf(Offer offer)
    {
        var codes = new List<string>();
        foreach (var code in offer.Perimeter)
        {
            var parts = code.Split(':');
            switch (parts)
            {
                case ["PAYS", "FR"]: codes.Add("france"); break;
                case ["REG", var region]: codes.AddRange(Regions.DepartmentsOf(region)); break;
                case ["DEP" or "COMMUNE", var local]: codes.Add(local); break;
                // A territory of this kind is in no table of the register: its communes are.
                case ["EPT", _] when atlas.Zones.TryGetValue(code, out var territory): codes.AddRange(territory.Communes); break;
                default: return null;
            }
        }
        return codes.Count == 0 ? null : [.. codes.Distinct(StringComparer.Ordinal)];
    }

    private static bool IsName(string name) => name.Length is >= ShortestName and <= LongestName;

    private static string? Text(string? text) => text is { Length: >= ShortestText and <= LongestText } ? text : null;

    private DateOnly? Day(DateOnly day) => day >= FirstDay && day <= today ? day : null;

    private static string? Link(string? address)
        => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.AbsoluteUri.Length <= 2083
            ? uri.AbsoluteUri : null;

    private static string? PostcodeIn(string? address)
        => address is not null && Postcodes().Matches(address) is [var only] ? only.Value : null;

    [GeneratedRegex(@"\b\d{5}\b")]
    private static partial Regex Postcodes();
}
