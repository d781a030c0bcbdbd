using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;
using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Features.Directory.Editing;

/// <summary>A field of a sheet as a form shows it: its words, its value, what it may take, and who sees it.</summary>
public sealed record SheetFormField(
    string Name, string Label, string? Hint, FieldKind Kind, int MaxLength, bool IsRequired, string Value, IReadOnlyList<Choice> Choices)
{
    /// <summary>The field under it that says who sees it; null where it is for everyone.</summary>
    public SheetFormField? Reserve { get; init; }

    internal static IReadOnlyList<SheetFormField> Of(IEnumerable<SheetField> fields, SheetDraft draft, Atlas atlas, bool withReserves)
        => [.. fields.Select(field => Of(field, draft, atlas) with
        {
            Reserve = withReserves && SheetFields.ReserveOf(field) is { } reserve
                ? Of(reserve, draft, atlas) with { Label = $"Qui voit : {French.Lower(field.Label)}" } : null,
        })];

    /// <summary>The same fields, those that are filled and not shown with the words that say so.</summary>
    internal static IReadOnlyList<SheetFormField> Of(IEnumerable<SheetField> fields, SheetDraft draft, SheetDraft whole, Atlas atlas)
        => [.. Of(fields, draft, atlas, withReserves: false).Zip(fields, (shown, field)
            => field.IsContact && draft[field.Name].Length == 0 && whole[field.Name].Length > 0
                ? shown with { Hint = "Déjà là\u00A0: elle se demande d’un geste sur la fiche. Écrivez-la si elle a changé." } : shown)];

    private static SheetFormField Of(SheetField field, SheetDraft draft, Atlas atlas) => new(
        $"f.{field.Name}", field.Label, field.Hint, field.Kind, field.MaxLength, field.IsRequired, field.Typed(draft[field.Name]),
        field.Codes is { } codes ? [.. codes.Options(atlas).Select(option => new Choice(option.Code, option.Label))] : []);
}

/// <summary>Changes of a sheet in words.</summary>
internal static class ChangeRow
{
    internal static IReadOnlyList<ValueChange> Of(IEnumerable<FieldChange> changes, Atlas atlas)
        => [.. changes.Select(change => new ValueChange(LabelOf(change.Field), Shown(change.Field, change.Before, atlas),
            Shown(change.Field, change.After, atlas)))];

    internal static string LabelOf(string name) => SheetFields.Find(name) is not { } field ? name
        : SheetFields.ReservedBy(field) is { } reserved ? $"Qui voit : {French.Lower(reserved.Label)}" : field.Label;

    internal static string Shown(string field, string value, Atlas atlas) => value.Length == 0 ? "(vide)"
        : SheetFields.Find(field)?.InWords(value, atlas) ?? value;
}
