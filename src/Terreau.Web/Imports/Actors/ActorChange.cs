using Terreau.Web.Domain.Directory;
using Terreau.Web.Imports.Sirene;

namespace Terreau.Web.Imports.Actors;

/// <summary>A row that is already a sheet.</summary>
/// <param name="Record">The row.</param>
/// <param name="Sheet">The sheet, as it stands.</param>
/// <param name="Fields">What would change; empty when only values of others differ.</param>
/// <param name="Kept">Fields whose value comes from elsewhere and is kept, though the file says otherwise.</param>
internal sealed record ActorChange(
    ActorRecord Record, Organisation Sheet, IReadOnlyList<FieldChange> Fields, IReadOnlyList<FieldChange> Kept)
{
    /// <summary>True when the sheet takes something that only the register says.</summary>
    public bool IsPlacedByRegister => Fields.Any(change => Record.IsOfRegister(change.Field));

    /// <summary>An empty field is filled; a value of the same source follows it; a value from elsewhere is kept.</summary>
    public static ActorChange Of(ActorRecord record, Organisation sheet, string source)
    {
        var (fields, kept) = (new List<FieldChange>(), new List<FieldChange>());
        foreach (var (name, value) in record.Values)
        {
            var before = SheetFields.Find(name)!.Read(sheet);
            if (before == value) continue;
            var from = sheet.Evidence.Find(fact => fact.Text == name)?.SourceId ?? sheet.SourceId;
            var isOfRegister = record.IsOfRegister(name);
            // The file says nothing there: against who has said it, the register is not heard.
            if (isOfRegister && before.Length > 0 && from != record.Register!.SourceId) continue;
            var said = isOfRegister ? record.Register!.SourceId : source;
            // What the register said where the file said nothing gives way to the file.
            var isOurs = from == said || (from == SireneImport.SourceId && sheet.SourceId == source);
            (before.Length == 0 || isOurs ? fields : kept).Add(new FieldChange(name, before, value));
        }
        if (IsMoved(record, sheet, source, fields)) fields.Add(new FieldChange(nameof(Organisation.Address), sheet.Address ?? "", ""));
        return new ActorChange(record, sheet, fields, kept);
    }

    // The address that the register gave goes with the commune that it gave.
    private static bool IsMoved(ActorRecord record, Organisation sheet, string source, List<FieldChange> fields)
        => record.SaysPlace && fields.Exists(one => one.Field == nameof(Organisation.Communes))
            && !record.Values.ContainsKey(nameof(Organisation.Address)) && sheet.SourceId == source
            && sheet.Evidence.Exists(fact => fact is { Text: nameof(Organisation.Address), SourceId: SireneImport.SourceId });
}
