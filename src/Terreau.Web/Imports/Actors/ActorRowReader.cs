using System.Globalization;
using Terreau.Engine.Geography;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Hours;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Actors;

/// <summary>
/// Makes records of rows under a mapping. A row without name, or with a number that does not exist, is refused; any other value that
/// cannot be taken is left aside and told. Persons are never imported: they have not agreed.
/// </summary>
internal sealed class ActorRowReader
{
    /// <summary>Rows read at once, on all cores.</summary>
    private const int Block = 2_048;

    private const StringSplitOptions Parts = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private readonly SourceTable table;
    private readonly Atlas atlas;
    private readonly CommuneFinder communes;
    private readonly Dictionary<ImportTarget, int[]> columns;

    // As many values as a row may have: its dictionary is then made once, at its size.
    private readonly int used;
    private readonly Dictionary<string, string> codes;

    public ActorRowReader(SourceTable table, ImportMapping mapping, Atlas atlas)
    {
        (this.table, this.atlas, communes) = (table, atlas, new CommuneFinder(atlas));
        columns = ImportTarget.All.ToDictionary(target => target, target => mapping.ColumnsOf(table, target));
        used = columns.Count(pair => pair.Value.Length > 0);
        codes = new Dictionary<string, string>(mapping.Values, StringComparer.Ordinal);
        foreach (var target in ValueGuessing.Targets)
        {
            foreach (var (code, label) in ValueGuessing.ChoicesOf(target, atlas))
            {
                codes.TryAdd(ImportMapping.ValueKey(target, code), code);
                codes.TryAdd(ImportMapping.ValueKey(target, label), code);
            }
        }
    }

    /// <summary>Row by row, in the order of the file: a record, or why it is refused; one of the two is null.</summary>
    public IEnumerable<(ActorRecord? Record, RowFault? Fault)> Each(CancellationToken cancel)
    {
        // Each row is read by itself: to check numbers, phones and addresses is the work. By blocks, so that few wait for their turn.
        foreach (var rows in table.Rows.Chunk(Block))
        {
            cancel.ThrowIfCancellationRequested();
            if (rows.Length < Block) foreach (var row in rows) yield return One(row);
            else foreach (var one in rows.AsParallel().AsOrdered().WithCancellation(cancel).Select(One)) yield return one;
        }
    }

    private (ActorRecord? Record, RowFault? Fault) One(SourceRow row)
    {
        var record = Record(row, out var fault);
        return (record, record is null ? new RowFault(row.Line, fault!) : null);
    }

    private ActorRecord? Record(SourceRow row, out string? fault)
    {
        var (values, warnings) = (new Dictionary<string, string>(used, StringComparer.Ordinal), new List<string>());
        fault = null;
        foreach (var target in ImportTarget.All.Where(target => target.Field is not null && target != ImportTarget.Street))
        {
            var text = Text(row, target);
            if (text.Length > 0) Take(SheetFields.Find(target.Field!)!, Written(target, text, warnings));
        }
        if (!values.TryGetValue(nameof(Organisation.Name), out var name))
        {
            fault = "il manque le nom";
            return null;
        }
        var number = Text(row, ImportTarget.Register);
        if (number.Length > 0 && !values.ContainsKey(nameof(Organisation.Siret)))
        {
            fault = $"le numéro « {Short(number)} » n’existe pas au répertoire";
            return null;
        }

        var found = Place(row, values, warnings);
        // A name that the postcode contradicts still tells the row from its namesakes, as it did before anyone looked at the postcode.
        var isOurs = found.Named is { } named && atlas.Territory.Communes.Contains(named);
        var commune = isOurs ? found.Named! : values.GetValueOrDefault(nameof(Organisation.Communes), "");
        var (key, former) = (KeyOf(Text(row, ImportTarget.Key), values, name, commune),
            KeyOf(Text(row, ImportTarget.Key), values, name, ""));
        return new ActorRecord(row.Line, key, values, ImportTarget.Day(Text(row, ImportTarget.UpdatedOn)), warnings)
        {
            Question = found.Question, SaysPlace = found != FoundCommune.Unsaid,
            FormerKey = found.Named is null && key != former ? former : null,
        };

        void Take(SheetField field, string written)
        {
            var clean = field.Clean(written);
            if (clean.Length == 0) return;
            if (field.Refusal(clean, atlas) is { } refusal)
                warnings.Add($"{field.Label} : « {Short(clean)} » est laissé de côté. {refusal}");
            else values[field.Name] = clean;
        }
    }

    private string Written(ImportTarget target, string text, List<string> warnings)
    {
        if (target == ImportTarget.Website) return Site(ImportTarget.First(text));
        if (target == ImportTarget.Email) return ImportTarget.First(text).Trim('<', '>', ',');
        if (target == ImportTarget.Phone) return text.Split(['/', ';', '\n'], Parts).FirstOrDefault() ?? "";
        if (target == ImportTarget.Hours) return PublishedHours.OfCell(text);
        if (ValueGuessing.Targets.Contains(target)) return Codes(text, target, warnings);
        return SheetFields.Find(target.Field!)!.IsList ? SheetField.Joined(ValueGuessing.Items(text)) : text;
    }

    private FoundCommune Place(SourceRow row, Dictionary<string, string> values, List<string> warnings)
    {
        var (postCode, town) = (Text(row, ImportTarget.PostCode), Text(row, ImportTarget.Commune));
        if (postCode.Length == 4 && postCode.All(char.IsAsciiDigit)) postCode = "0" + postCode;
        var found = communes.Place(Text(row, ImportTarget.Insee), town, postCode);
        if (found.Insee is { } commune && atlas.Territory.Communes.Contains(commune)) values[nameof(Organisation.Communes)] = commune;
        if (found.Outside is { } outside) warnings.Add($"Commune : « {Short(outside)} » n’est pas du territoire.");

        string[] parts = [Text(row, ImportTarget.Street, " "), Text(row, ImportTarget.Complement), $"{postCode} {town}".Trim()];
        // Some write the whole address in one cell.
        if (parts[0].Length > 0 && postCode.Length > 0 && parts[0].Contains(postCode, StringComparison.Ordinal)) parts[2] = "";
        else if (parts[0].Length > 0 && postCode.Length == 0 && parts[0].Contains(town, StringComparison.CurrentCultureIgnoreCase))
            parts[2] = "";
        var address = SheetFields.Find(nameof(Organisation.Address))!;
        var written = address.Clean(string.Join(", ", parts.Where(part => part.Length > 0)));
        if (written.Length > 0 && parts[0].Length + parts[1].Length > 0)
        {
            if (address.Refusal(written, atlas) is null) values[address.Name] = written;
            else warnings.Add("Adresse : elle est trop longue et laissée de côté.");
        }

        var (y, x, point) = (Text(row, ImportTarget.Latitude), Text(row, ImportTarget.Longitude), Text(row, ImportTarget.Point));
        if (y.Length + x.Length + point.Length == 0) return found;
        if (PointOf(y, x, point) is { } at)
            values[SheetFields.Position] = string.Create(CultureInfo.InvariantCulture, $"{at.Latitude:0.######}, {at.Longitude:0.######}");
        else warnings.Add("Position : ces coordonnées ne sont pas en France.");
        return found;
    }

    // Two columns in degrees, in either order since people swap them, or in metres of Lambert 93.
    private static (double Latitude, double Longitude)? PointOf(string y, string x, string point)
    {
        if (point.Length > 0 && ImportTarget.Degrees(point) is { } whole) return whole;
        if (ImportTarget.Number(y) is not { } north || ImportTarget.Number(x) is not { } east || (north == 0 && east == 0)) return null;
        if (north is > 6_000_000 and < 7_200_000 && east is > 90_000 and < 1_300_000)
        {
            var degrees = Lambert93.Unproject(east, north);
            (north, east) = (degrees.Y, degrees.X);
        }
        return PositionCheck.Of(north, east) switch
        {
            PositionVerdict.Sound => (north, east),
            PositionVerdict.Swapped => (east, north),
            _ => null,
        };
    }

    private string Text(SourceRow row, ImportTarget target, string between = "\n") => columns[target] switch
    {
        [] => "",
        [var only] => Blank.Clean(row[only]),
        var several => string.Join(between, several.Select(column => Blank.Clean(row[column])).Where(text => text.Length > 0)),
    };

    private static string KeyOf(string own, Dictionary<string, string> values, string name, string commune)
    {
        var key = own.Length > 0 ? "id:" + own
            : values.TryGetValue(nameof(Organisation.Siret), out var siret) ? "siret:" + siret
            : $"nom:{ColumnGuessing.Plain(name)}|{commune}";
        return key.Length <= 200 ? key : key[..200];
    }

    private static string Site(string text)
        => text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;

    private string Codes(string text, ImportTarget target, List<string> warnings)
    {
        var found = new List<string>();
        foreach (var item in ValueGuessing.Items(text, item => codes.ContainsKey(ImportMapping.ValueKey(target, item))))
        {
            if (!codes.TryGetValue(ImportMapping.ValueKey(target, item), out var code))
                warnings.Add($"{target.Label} : « {Short(item)} » n’est pas dans la liste.");
            else if (code.Length > 0) found.Add(code);
        }
        return SheetField.Joined(found.Distinct());
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
