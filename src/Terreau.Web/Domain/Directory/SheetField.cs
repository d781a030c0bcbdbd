using System.Buffers;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Domain.Directory;

/// <summary>
/// A field of a sheet. Where people change it, its value is text there, lists one item a line: so a form, a comparison, a
/// suggestion and a merge all speak of the same thing.
/// </summary>
internal sealed record SheetField : Field<Organisation>
{
    /// <summary>The part of the form it stands in; null where nobody types it.</summary>
    public FormSection? Section { get; init; }

    public string? Hint { get; init; }
    public int MaxLength { get; init; } = 300;

    /// <summary>The value in its text form.</summary>
    public Func<Organisation, string> Read { get; init; } = _ => "";

    /// <summary>Null for what no form changes.</summary>
    public Action<Organisation, string>? Write { get; init; }

    /// <summary>Why a value that is not empty cannot be taken, as a sentence; null when it can.</summary>
    public Func<string, string?> Check { get; init; } = _ => null;

    /// <summary>Puts what people write in several ways (a number with or without spaces) in one.</summary>
    public Func<string, string> Shape { get; init; } = value => value;

    /// <summary>A value as a form shows it, to be typed over.</summary>
    public Func<string, string> Typed { get; init; } = value => value;

    /// <summary>A field of a person: shown only where they agreed, kept out of the journal, never suggested by others.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>How someone is reached: given to who presses a button on the sheet, in no page that is followed and in no file.</summary>
    public bool IsContact { get; init; }

    /// <summary>Part of how the sheet is run, which only its own people touch.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Its people may keep it from some.</summary>
    public bool IsReservable { get; init; }

    /// <summary>Takes away what tells it, where that is more than the field.</summary>
    public Action<Organisation>? Blank { get; init; }

    /// <summary>Its line in the quiet column of the sheet; null where it has none, or another place.</summary>
    public SheetFact? Fact { get; init; }

    /// <summary>How the columns of files are called that can fill it; null where files never do.</summary>
    public ImportHeadings? Imported { get; init; }

    public static IReadOnlyList<string> Items(string value)
        => value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string Joined(IEnumerable<string> items) => string.Join('\n', items);

    /// <summary>What was typed, without controls nor useless blanks, in the one form that is kept and compared.</summary>
    public string Clean(string? typed)
    {
        var text = Composed((typed ?? "").ReplaceLineEndings("\n"));
        if (text.AsSpan().ContainsAny(Controls)) text = string.Concat(text.Where(sign => !Controls.Contains(sign)));
        if (IsList) return Joined(Items(text).Distinct(StringComparer.Ordinal));
        if (Kind != FieldKind.Text) text = text.Replace('\n', ' ');
        text = text.Trim();
        return text.Length == 0 ? text : Shape(text);
    }

    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(sign => (char)sign).Where(sign => sign != '\n' && char.IsControl(sign))]);

    // Below the combining marks every text is composed already, and nearly all of ours is.
    private static string Composed(string text)
        => text.AsSpan().ContainsAnyExceptInRange('\0', '\u02FF') ? UnicodeText.Composed(text) : text;

    /// <summary>Why a cleaned value cannot be taken, as a sentence; null when it can.</summary>
    public string? Refusal(string value, Atlas atlas)
    {
        if (value.Length == 0) return IsRequired ? $"Le champ « {Label} » est nécessaire." : null;
        if (value.Length > MaxLength) return $"« {Label} » compte {value.Length} caractères : {MaxLength} au plus.";
        if (Codes is { } codes)
        {
            var known = codes.Options(atlas).Select(option => option.Code).ToHashSet(StringComparer.Ordinal);
            return Items(value).All(known.Contains) ? null : $"« {Label} » contient une valeur inconnue.";
        }
        return Check(value);
    }
}

/// <summary>The parts of the form of a sheet, in their order.</summary>
internal enum FormSection { Who, Work, Where, Person, Upkeep }

/// <summary>A line of the quiet column of a sheet.</summary>
/// <param name="Rank">Its place in the column.</param>
/// <param name="One">What it is called with one value.</param>
/// <param name="Many">With several.</param>
/// <param name="Unknown">What it says of nothing known; null where the line then falls away.</param>
internal sealed record SheetFact(int Rank, string One, string? Many = null, string? Unknown = null);

/// <summary>How the files of others head the columns that fill a field.</summary>
/// <param name="Code">Its name in saved mappings and addresses.</param>
/// <param name="Label">What people read.</param>
/// <param name="Names">Headings in small letters without accents; the surest first.</param>
internal sealed record ImportHeadings(string Code, string Label, params string[] Names);
