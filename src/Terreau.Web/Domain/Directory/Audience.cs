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

    private static readonly IReadOnlyList<SheetField> Fields = [.. SheetFields.All.Where(field => field.IsReservable)];

    /// <summary>Fields of a person: reserved to the organisation until someone says otherwise.</summary>
    public static readonly IReadOnlyList<string> OfPersons = [.. Fields.Where(field => field.IsPersonal).Select(field => field.Name)];

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
        foreach (var field in Fields.Where(field => sheet.AudienceOf(field.Name) > reader))
        {
            if (field.Blank is { } blank) blank(sheet);
            else field.Write!(sheet, "");
        }
        return sheet;
    }

    /// <summary>
    /// Takes away how an organisation is reached: what a page shows before anyone pressed. The sheet must not be tracked.
    /// </summary>
    public static Organisation WithoutContacts(this Organisation sheet)
    {
        foreach (var field in SheetFields.Contacts) field.Write!(sheet, "");
        return sheet;
    }

    public static PropertyBuilder<Dictionary<string, Audience>> IsReservedFields(
        this PropertyBuilder<Dictionary<string, Audience>> property)
        => property.HasConversion(new Converter(), new Comparer());

    private sealed class Converter() : ValueConverter<Dictionary<string, Audience>, string>(
        fields => JsonSerializer.Serialize(fields, Json),
        text => text.Length == 0 || text == "{}" ? new() : JsonSerializer.Deserialize<Dictionary<string, Audience>>(text, Json) ?? new());

    private sealed class Comparer() : ValueComparer<Dictionary<string, Audience>>(
        (left, right) => (left ?? new()).OrderBy(pair => pair.Key).SequenceEqual((right ?? new()).OrderBy(pair => pair.Key)),
        fields => fields.OrderBy(pair => pair.Key).Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair)),
        fields => new Dictionary<string, Audience>(fields));
}
