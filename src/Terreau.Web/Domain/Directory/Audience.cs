using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Terreau.Web.Domain.Directory;

/// <summary>Who may see a field of a sheet, from the widest to the narrowest.</summary>
internal enum Audience
{
    Public,

    /// <summary>Whoever has an account.</summary>
    Members,

    /// <summary>Those who belong to the organisation, and the manager.</summary>
    Organisation,
}

/// <summary>Which fields may be kept from some, and a sheet as an audience sees it.</summary>
internal static class ReservedFields
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private static readonly Dictionary<string, Action<Organisation>> Blanks = new(StringComparer.Ordinal)
    {
        [nameof(Organisation.Address)] = sheet => (sheet.Address, sheet.Latitude, sheet.Longitude, sheet.Precision) = (null, null, null, "inconnue"),
        [nameof(Organisation.Email)] = sheet => sheet.Email = null,
        [nameof(Organisation.Phone)] = sheet => sheet.Phone = null,
        [nameof(Organisation.Website)] = sheet => sheet.Website = null,
        [nameof(Organisation.OpeningHours)] = sheet => sheet.OpeningHours = null,
        [nameof(Organisation.ContactName)] = sheet => sheet.ContactName = null,
        [nameof(Organisation.ContactRole)] = sheet => sheet.ContactRole = null,
        [nameof(Organisation.ContactEmail)] = sheet => sheet.ContactEmail = null,
        [nameof(Organisation.ContactPhone)] = sheet => sheet.ContactPhone = null,
        [nameof(Organisation.Proposes)] = sheet => sheet.Proposes = [],
        [nameof(Organisation.Seeks)] = sheet => sheet.Seeks = [],
    };

    /// <summary>Fields of a person: reserved to the organisation until someone says otherwise.</summary>
    public static readonly IReadOnlyList<string> OfPersons =
        [nameof(Organisation.ContactName), nameof(Organisation.ContactRole), nameof(Organisation.ContactEmail), nameof(Organisation.ContactPhone)];

    /// <summary>The fields that can be reserved.</summary>
    public static IReadOnlyCollection<string> Names => Blanks.Keys;

    /// <summary>Who sees a field of this sheet.</summary>
    public static Audience AudienceOf(this Organisation sheet, string field) => AudienceIn(sheet.Reserved, field);

    /// <summary>Who sees a field where these are reserved.</summary>
    public static Audience AudienceIn(IReadOnlyDictionary<string, Audience> reserved, string field)
        => reserved.TryGetValue(field, out var audience) ? audience
            : OfPersons.Contains(field) ? Audience.Organisation : Audience.Public;

    /// <summary>
    /// Takes away what an audience may not see. Every way out of the directory (page, file, API, index,
    /// feed) passes here. The sheet must not be tracked: it is changed in memory, for this reader alone.
    /// </summary>
    public static Organisation SeenBy(this Organisation sheet, Audience reader)
    {
        foreach (var (field, blank) in Blanks)
        {
            if (sheet.AudienceOf(field) > reader) blank(sheet);
        }
        return sheet;
    }

    public static PropertyBuilder<Dictionary<string, Audience>> IsReservedFields(this PropertyBuilder<Dictionary<string, Audience>> property)
        => property.HasConversion(new Converter(), new Comparer());

    private sealed class Converter() : ValueConverter<Dictionary<string, Audience>, string>(
        fields => JsonSerializer.Serialize(fields, Json),
        text => text.Length == 0 || text == "{}" ? new() : JsonSerializer.Deserialize<Dictionary<string, Audience>>(text, Json) ?? new());

    private sealed class Comparer() : ValueComparer<Dictionary<string, Audience>>(
        (left, right) => (left ?? new()).OrderBy(pair => pair.Key).SequenceEqual((right ?? new()).OrderBy(pair => pair.Key)),
        fields => fields.OrderBy(pair => pair.Key).Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair)),
        fields => new Dictionary<string, Audience>(fields));
}
