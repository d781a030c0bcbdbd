using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Things;

/// <summary>What a field holds: it decides how its value is typed, shown, split, compared and told to programs.</summary>
public enum FieldKind { Line, Text, Lines, Choice, Choices, Number, Money, Share, Day, PartialDay, Truth, Source, Tree }

/// <summary>
/// A field of a thing, declared once: what it is called, how it is read, and every place where it goes. Forms, the API and its
/// description, files, the index, JSON-LD and the history take it from here; a field that declares no place is shown by hand.
/// </summary>
internal abstract record Field<T>
{
    /// <summary>The name of the property: under it the journal writes the value, and a source is kept.</summary>
    public required string Name { get; init; }

    /// <summary>What those who fill it in call it.</summary>
    public required string Label { get; init; }

    /// <summary>What everyone else calls it.</summary>
    public string Title { get => field ?? Label; init; }

    public FieldKind Kind { get; init; }

    /// <summary>Never empty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>
    /// What it holds: a text or a code, a list of them, a number, a <see cref="DateOnly"/>, a truth; null where nothing is known.
    /// </summary>
    public required Func<T, Telling, object?> Value { get; init; }

    /// <summary>The list its codes are of; null where the value is said as it is kept.</summary>
    public CodeList? Codes { get; init; }

    /// <summary>A value as people read it, where it is kept in another form.</summary>
    public Func<string, string> Words { get; init; } = value => value;

    /// <summary>Its member in the answers of the API; null where programs are not told.</summary>
    public ApiMember? Api { get; init; }

    /// <summary>What is told outside, where that is more than the value.</summary>
    public Func<T, Telling, object?>? Told { get; init; }

    /// <summary>The heading of its column in files; null where it has none.</summary>
    public string? Heading { get; init; }

    /// <summary>The heading of a second column, with the codes of what the first one says in words.</summary>
    public string? CodeHeading { get; init; }

    /// <summary>What stands in its column, where that is not the value in words.</summary>
    public Func<T, Telling, object?>? Cell { get; init; }

    /// <summary>The text of the index that its words are searched in.</summary>
    public SearchedIn? Searched { get; init; }

    /// <summary>The criterion of the list that its values are chosen by.</summary>
    public FieldFacet? Facet { get; init; }

    /// <summary>Its property in the words of schema.org, which search engines read.</summary>
    public string? Schema { get; init; }

    public bool IsList => Kind is FieldKind.Lines or FieldKind.Choices;

    /// <summary>What is told of it outside.</summary>
    public object? TellTo(T thing, Telling telling) => (Told ?? Value)(thing, telling);

    /// <summary>Each text or code that it holds.</summary>
    public IEnumerable<string> Held(T thing, Telling telling) => Each(Value(thing, telling));

    /// <summary>Each text or code that is told of it outside.</summary>
    public IEnumerable<string> HeldOutside(T thing, Telling telling) => Each(TellTo(thing, telling));

    /// <summary>A text or a code as people read it; of several, one a line, all of them in a row.</summary>
    public string InWords(string value, Atlas atlas) => IsList && value.Contains('\n', StringComparison.Ordinal)
        ? string.Join(", ", value.Split('\n').Select(item => InWords(item, atlas)))
        : Codes is { } codes ? codes.Label(atlas, value) : Words(value);

    /// <summary>What stands in its column of a file.</summary>
    public object? InCell(T thing, Telling telling) => Cell is { } cell ? cell(thing, telling) : TellTo(thing, telling) switch
    {
        string item => InWords(item, telling.Atlas),
        IEnumerable<string> items => items.Select(item => InWords(item, telling.Atlas)),
        var value => value,
    };

    private static IEnumerable<string> Each(object? value) => value switch
    {
        null or "" => [],
        string item => [item],
        IEnumerable<string> items => items,
        _ => throw new InvalidOperationException("A number, a day or a truth is no text."),
    };
}

/// <summary>A member of the answers of the API.</summary>
/// <param name="Description">What it says, for who reads the documentation.</param>
internal sealed record ApiMember(string Name, string Description)
{
    /// <summary>A code is told alone, without its words.</summary>
    public bool IsBare { get; init; }

    /// <summary>Told with the whole thing only, not in lists.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>A text of the index, and from 1 to 8 how much a word found there counts.</summary>
internal sealed record SearchedIn(string Text, int Weight);

/// <summary>A criterion of a list.</summary>
/// <param name="Parameter">Its name in addresses and in the index.</param>
/// <param name="Unknown">The value that stands for none; null where none is no value.</param>
internal sealed record FieldFacet(string Parameter, string? Unknown = null)
{
    /// <summary>What the list calls it; null where the list says it by hand, or does not offer it.</summary>
    public string? Legend { get; init; }

    /// <summary>The words for <see cref="Unknown"/>.</summary>
    public string UnknownLabel { get; init; } = "À confirmer";

    /// <summary>A value that works on the territory, for the documentation of the API; of a closed list, its first one will do.</summary>
    public string? Example { get; init; }

    /// <summary>Unfolded on the page before anything is chosen.</summary>
    public bool IsOpen { get; init; }
}
