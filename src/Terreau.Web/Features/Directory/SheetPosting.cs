using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Features.Directory;

/// <summary>Reads what a <see cref="SheetForm"/> posted.</summary>
internal static class SheetPosting
{
    /// <summary>The draft with the fields that were on the form; an unticked list posts nothing and is empty.</summary>
    public static SheetDraft Read(IFormCollection form, SheetDraft start, IEnumerable<SheetField> fields)
        => start.With(fields.Select(field => KeyValuePair.Create(field.Name, Typed(form, field))));

    public static IReadOnlyList<FieldError> Errors(SheetDraft draft, IEnumerable<SheetField> fields, Atlas atlas)
        => [.. draft.Refusals(fields, atlas).Select(refusal => new FieldError($"f-{refusal.Field.Name.Replace('.', '-')}", refusal.Sentence))];

    private static string Typed(IFormCollection form, SheetField field)
    {
        var values = form[$"f.{field.Name}"];
        return field.Kind == SheetFieldKind.Choices ? SheetField.Joined(values.OfType<string>()) : values.ToString();
    }
}
