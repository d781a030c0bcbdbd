using Terreau.Web.Domain.Things;

namespace Terreau.Web.Domain.Directory;

/// <summary>
/// The fields of a sheet that people change, in the order of the form, then for each that may be kept from some, who sees it.
/// </summary>
internal static class SheetFields
{
    /// <summary>The field that joins latitude, longitude and precision.</summary>
    public const string Position = "Position";

    private const string ReservedPrefix = "Reserved.";

    private static readonly IReadOnlyList<SheetField> Typed = [.. ActorFields.All.Where(field => field.Write is not null)];

    public static readonly IReadOnlyList<SheetField> All = [.. Typed, .. Typed.Where(field => field.IsReservable).Select(ReserveFor)];

    private static readonly Dictionary<string, SheetField> ByName = All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>What anyone may suggest to change: what everyone can know.</summary>
    public static readonly IReadOnlyList<SheetField> Open = [.. Typed.Where(field => !field.IsPersonal && !field.IsInternal)];

    /// <summary>How an organisation and its people are reached.</summary>
    public static readonly IReadOnlyList<SheetField> Contacts = [.. Typed.Where(field => field.IsContact)];

    public static SheetField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Those of a part of the form.</summary>
    public static IEnumerable<SheetField> In(FormSection section) => Typed.Where(field => field.Section == section);

    /// <summary>The field that says who sees another one; null where it is for everyone.</summary>
    public static SheetField? ReserveOf(SheetField field) => Find(ReservedPrefix + field.Name);

    /// <summary>The field that this one speaks of, when it says who sees it.</summary>
    public static SheetField? ReservedBy(SheetField field)
        => field.Name.StartsWith(ReservedPrefix, StringComparison.Ordinal) ? Find(field.Name[ReservedPrefix.Length..]) : null;

    private static SheetField ReserveFor(SheetField field) => new()
    {
        Name = ReservedPrefix + field.Name, Label = "Qui le voit", Kind = FieldKind.Choice, IsInternal = true, IsRequired = true,
        Value = (sheet, _) => sheet.AudienceOf(field.Name).ToString(), Read = sheet => sheet.AudienceOf(field.Name).ToString(),
        Write = (sheet, value) =>
        {
            var reserved = new Dictionary<string, Audience>(sheet.Reserved);
            // What is usual is not written down: a sheet nobody restricted holds nothing here.
            if (value == (field.IsPersonal ? nameof(Audience.Organisation) : nameof(Audience.Public))) reserved.Remove(field.Name);
            else reserved[field.Name] = Enum.Parse<Audience>(value);
            sheet.Reserved = reserved;
        },
        Codes = CodeList.Of(
            (nameof(Audience.Public), "Tout le monde"), (nameof(Audience.Members), "Qui a un compte"),
            (nameof(Audience.Organisation), "L’organisation et le manager")),
    };
}
