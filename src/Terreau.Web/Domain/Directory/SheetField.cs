using System.Buffers;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Directory;

/// <summary>How a field is typed: it decides how it is shown, split and compared.</summary>
public enum SheetFieldKind { Line, Text, Lines, Choice, Choices }

/// <summary>
/// A field of a sheet that people change. Its value is always text, lists one item a line: so a form, a
/// comparison, a suggestion and a merge all speak of the same thing.
/// </summary>
internal sealed record SheetField
{
    /// <summary>The name of the property.</summary>
    public required string Name { get; init; }

    public required string Label { get; init; }
    public string? Hint { get; init; }
    public SheetFieldKind Kind { get; init; }
    public int MaxLength { get; init; } = 300;
    public bool IsRequired { get; init; }
    public required Func<Organisation, string> Read { get; init; }
    public required Action<Organisation, string> Write { get; init; }

    /// <summary>Why a value that is not empty cannot be taken, as a sentence; null when it can.</summary>
    public Func<string, string?> Check { get; init; } = _ => null;

    /// <summary>Puts what people write in several ways (a number with or without spaces) in one.</summary>
    public Func<string, string> Shape { get; init; } = value => value;

    /// <summary>A value as people read it, where it is kept in another form.</summary>
    public Func<string, string> Words { get; init; } = value => value;

    /// <summary>A value as a form shows it, to be typed over.</summary>
    public Func<string, string> Typed { get; init; } = value => value;

    /// <summary>The values it takes, for a choice.</summary>
    public Func<Atlas, IReadOnlyList<(string Code, string Label)>>? Options { get; init; }

    /// <summary>A field of a person: shown only where they agreed, kept out of the journal, never suggested by others.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Part of how the sheet is run, which only its own people touch.</summary>
    public bool IsInternal { get; init; }

    public bool IsList => Kind is SheetFieldKind.Lines or SheetFieldKind.Choices;

    public static IReadOnlyList<string> Items(string value) => value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string Joined(IEnumerable<string> items) => string.Join('\n', items);

    /// <summary>What was typed, without controls nor useless blanks, in the one form that is kept and compared.</summary>
    public string Clean(string? typed)
    {
        var text = Composed((typed ?? "").ReplaceLineEndings("\n"));
        if (text.AsSpan().ContainsAny(Controls)) text = string.Concat(text.Where(sign => !Controls.Contains(sign)));
        if (IsList) return Joined(Items(text).Distinct(StringComparer.Ordinal));
        if (Kind != SheetFieldKind.Text) text = text.Replace('\n', ' ');
        text = text.Trim();
        return text.Length == 0 ? text : Shape(text);
    }

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(sign => (char)sign).Where(sign => sign != '\n' && char.IsControl(sign))]);

    // Below the combining marks every text is composed already, and nearly all of ours is.
    private static string Composed(string text) => text.AsSpan().ContainsAnyExceptInRange('\0', '\u02FF') ? UnicodeText.Composed(text) : text;

    /// <summary>Why a cleaned value cannot be taken, as a sentence; null when it can.</summary>
    public string? Refusal(string value, Atlas atlas)
    {
        if (value.Length == 0) return IsRequired ? $"Le champ « {Label} » est nécessaire." : null;
        if (value.Length > MaxLength) return $"« {Label} » compte {value.Length} caractères : {MaxLength} au plus.";
        if (Options is { } options)
        {
            var known = options(atlas).Select(option => option.Code).ToHashSet(StringComparer.Ordinal);
            return Items(value).All(known.Contains) ? null : $"« {Label} » contient une valeur inconnue.";
        }
        return Check(value);
    }

    /// <summary>A value in words: the labels of its codes, its items in a row.</summary>
    public string InWords(string value, Atlas atlas)
    {
        if (Options is not { } options) return IsList ? string.Join(", ", Items(value)) : Words(value);
        var labels = options(atlas).ToDictionary(option => option.Code, option => option.Label, StringComparer.Ordinal);
        return string.Join(", ", Items(value).Select(code => labels.GetValueOrDefault(code, code)));
    }
}
