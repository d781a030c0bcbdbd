using System.Buffers.Binary;
using System.Text;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Terreau.Web.Search.Text;
using Terreau.Web.Search.Tiles;

namespace Terreau.Web.Search.Columns;

/// <summary>
/// Turns a <see cref="SearchDocument"/> into Lucene fields: one list of stems weighted by repetition, one
/// list of word forms (for prefixes and typing errors), one of exact keys, and columns. Fields are used
/// again from one document to the next, so an instance belongs to one thread.
/// </summary>
internal sealed class DocumentFields : IDisposable
{
    public const string IdField = "id";
    public const string StemField = "s";
    public const string FormField = "f";
    public const string KeyField = "k";
    public const string CardColumn = "c.card";
    public const string IdColumn = "c.id";
    public const string NameColumn = "c.name";
    public const string PlaceColumn = "c.place";
    public const string FreshColumn = "c.fresh";
    public const string FairColumn = "c.fair";
    public const char Separator = '\u001f';

    /// <summary>What stands for "no value" in a column of whole numbers.</summary>
    public const int NoNumber = int.MinValue;

    /// <summary>What stands for "no point": no place on the map has this coordinate.</summary>
    public const long NoPlace = -1;

    private const int LongestId = 200;
    private const int LongestName = 256;
    private const int MostWordsPerText = 2_000;

    // Two letters are too many words; a name of more words is a sentence.
    private const int FewestInitials = 3;
    private const int MostInitials = 8;

    private readonly SearchSchema schema;
    private readonly FrenchWords words = new();
    private readonly List<FoundWord> found = [];
    private readonly HashSet<string> forms = new(StringComparer.Ordinal);
    private readonly SearchWordStream stemStream = new();
    private readonly SearchWordStream formStream = new();
    private readonly SearchWordStream keyStream = new();
    private readonly StringField id = new(IdField, "", Field.Store.NO);
    private readonly BinaryDocValuesField idColumn = new(IdColumn, new BytesRef());
    private readonly BinaryDocValuesField card = new(CardColumn, new BytesRef());
    private readonly SortedDocValuesField name = new(NameColumn, new BytesRef());
    private readonly NumericDocValuesField place = new(PlaceColumn, NoPlace);
    private readonly NumericDocValuesField fresh = new(FreshColumn, NoNumber);
    private readonly NumericDocValuesField fair = new(FairColumn, 0);
    private readonly SortedDocValuesField[] facets;
    private readonly NumericDocValuesField[] numbers;
    private readonly List<string>[] values;
    private readonly Document document = [];

    public DocumentFields(SearchSchema schema)
    {
        this.schema = schema;
        facets = [.. schema.Facets.Select(f => new SortedDocValuesField(FacetColumnName(f.Name), new BytesRef()))];
        numbers = [.. schema.Numbers.Select(n => new NumericDocValuesField(NumberColumnName(n), NoNumber))];
        values = [.. schema.Facets.Select(_ => new List<string>())];

        var counted = new FieldType { IsIndexed = true, IsTokenized = true, IndexOptions = IndexOptions.DOCS_AND_FREQS };
        counted.Freeze();
        var present = new FieldType(counted) { IndexOptions = IndexOptions.DOCS_ONLY, OmitNorms = true };
        present.Freeze();
        document.Add(id);
        document.Add(new Field(StemField, stemStream, counted));
        document.Add(new Field(FormField, formStream, present));
        document.Add(new Field(KeyField, keyStream, present));
        foreach (var column in (Field[])[idColumn, card, name, place, fresh, fair, .. facets, .. numbers])
            document.Add(column);
    }

    public static string FacetColumnName(string facet) => "v." + facet;
    public static string NumberColumnName(string number) => "n." + number;
    public static string KeyTerm(string key, string value) => key + "=" + value;
    public static string NameTerm(string foldedName) => "=" + foldedName;
    public static string InitialsTerm(string initials) => "~" + initials;

    /// <summary>The fields of a document, valid until the next call.</summary>
    public Document Of(SearchDocument source)
    {
        if (source.Id.Length is 0 or > LongestId)
            throw new ArgumentException($"A document id has 1 to {LongestId} characters.", nameof(source));
        var foldedName = FrenchFolding.Line(source.Name);
        if (foldedName.Length > LongestName)
            foldedName = foldedName[..LongestName];

        FillWords(source);
        FillKeys(source, foldedName);
        FillColumns(source, foldedName);
        return document;
    }

    public void Dispose()
    {
        stemStream.Dispose();
        formStream.Dispose();
        keyStream.Dispose();
    }

    private void FillWords(SearchDocument source)
    {
        stemStream.Words.Clear();
        formStream.Words.Clear();
        forms.Clear();
        foreach (var (field, text) in source.Texts)
        {
            var at = schema.TextAt(field);
            if (at < 0)
                throw new ArgumentException($"The schema {schema.Name} has no text {field}.", nameof(source));
            if (string.IsNullOrEmpty(text))
                continue;
            found.Clear();
            words.Split(text, found);
            var weight = schema.Texts[at].Weight;
            for (var i = 0; i < Math.Min(found.Count, MostWordsPerText); i++)
            {
                AddWord(found[i].Word, weight);
                if (found[i].Joins is { } joined)
                    AddWord(joined, 1);
            }
        }
    }

    private void AddWord(Word word, int weight)
    {
        if (word.Void)
            return;
        // No positions are kept, so a repetition is only a frequency: that is how a field weighs more.
        for (var i = 0; i < weight; i++)
            stemStream.Words.Add(word.Stem);
        if (forms.Add(word.Form))
            formStream.Words.Add(word.Form);
    }

    private void FillKeys(SearchDocument source, string foldedName)
    {
        keyStream.Words.Clear();
        keyStream.Words.Add(NameTerm(foldedName));
        if (Initials(source.Name) is { } initials)
            keyStream.Words.Add(InitialsTerm(initials));
        foreach (var (key, value) in source.Keys)
        {
            if (!schema.HasKey(key))
                throw new ArgumentException($"The schema {schema.Name} has no key {key}.", nameof(source));
            keyStream.Words.Add(KeyTerm(key, value));
        }
        foreach (var list in values)
            list.Clear();
        foreach (var (facet, value) in source.Facets)
        {
            var at = schema.FacetAt(facet);
            if (at < 0)
                throw new ArgumentException($"The schema {schema.Name} has no facet {facet}.", nameof(source));
            if (string.IsNullOrEmpty(value) || values[at].Contains(value))
                continue;
            if (value.Contains(Separator))
                throw new ArgumentException("A facet value holds a control character.", nameof(source));
            values[at].Add(value);
            if (schema.Facets[at].Findable)
                keyStream.Words.Add(KeyTerm(facet, value));
        }
    }

    /// <summary>The first letters of a name of several words, as people shorten it; null where it has too few words or too many.</summary>
    private string? Initials(string name)
    {
        found.Clear();
        words.Split(name, found);
        Span<char> letters = stackalloc char[MostInitials];
        var count = 0;
        foreach (var (word, _) in found)
        {
            if (word.Void)
                continue;
            if (count == MostInitials || !char.IsAsciiLetter(word.Form[0]))
                return null;
            letters[count++] = word.Form[0];
        }
        return count < FewestInitials ? null : new string(letters[..count]);
    }

    private void FillColumns(SearchDocument source, string foldedName)
    {
        if (source.Card.Count != schema.Card.Count)
            throw new ArgumentException($"A card of {schema.Name} has {schema.Card.Count} lines.", nameof(source));
        id.SetStringValue(source.Id);
        idColumn.SetBytesValue(new BytesRef(Encoding.UTF8.GetBytes(source.Id)));
        card.SetBytesValue(new BytesRef(Encoding.UTF8.GetBytes(string.Join(Separator, source.Card))));
        name.SetBytesValue(new BytesRef(foldedName));
        place.SetInt64Value(source.Point is { } point ? Place(point) : NoPlace);
        fresh.SetInt64Value(source.FreshOn?.DayNumber ?? NoNumber);
        fair.SetInt64Value(FairKey(source.Id));
        for (var i = 0; i < facets.Length; i++)
        {
            values[i].Sort(StringComparer.Ordinal);
            facets[i].SetBytesValue(new BytesRef(values[i] is [var single] ? single : string.Join(Separator, values[i])));
        }
        foreach (var column in numbers)
            column.SetInt64Value(NoNumber);
        foreach (var (number, value) in source.Numbers)
        {
            var at = schema.NumberAt(number);
            if (at < 0)
                throw new ArgumentException($"The schema {schema.Name} has no number {number}.", nameof(source));
            numbers[at].SetInt64Value(value);
        }
    }

    private static long Place(GeoPoint point)
    {
        if (!(Math.Abs(point.Latitude) <= 90 && Math.Abs(point.Longitude) <= 180))
            throw new ArgumentException("A point has a latitude within ±90 and a longitude within ±180.", nameof(point));
        return ((long)Mercator.X(point.Longitude) << 32) | (uint)Mercator.Y(point.Latitude);
    }

    private static long FairKey(string id)
    {
        // Hash of the identifier alone: the same on every node and after every rebuild.
        Span<byte> bytes = stackalloc byte[LongestId * 3];
        var length = Encoding.UTF8.GetBytes(id, bytes);
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(bytes[..length], hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
