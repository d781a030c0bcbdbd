using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;
using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Features.Directory.Editing;

/// <summary>Reads what a <see cref="SheetForm"/> posted.</summary>
internal static class SheetPosting
{
    /// <summary>The draft with the fields that were on the form; an unticked list posts nothing and is empty.</summary>
    public static SheetDraft Read(IFormCollection form, SheetDraft start, IEnumerable<SheetField> fields)
        => start.With(fields.Select(field => KeyValuePair.Create(field.Name, Typed(form, field, start[field.Name]))));

    public static IReadOnlyList<FieldError> Errors(SheetDraft draft, IEnumerable<SheetField> fields, Atlas atlas)
        => [.. draft.Refusals(fields, atlas)
            .Select(refusal => new FieldError($"f-{refusal.Field.Name.Replace('.', '-')}", refusal.Sentence))];

    private static string Typed(IFormCollection form, SheetField field, string start)
    {
        var values = form[$"f.{field.Name}"];
        if (field.Kind == FieldKind.Choices) return SheetField.Joined(values.OfType<string>());
        // What was shown in other words than it is kept in, and not touched, stays to the letter.
        return values == field.Typed(start) ? start : values.ToString();
    }
}
