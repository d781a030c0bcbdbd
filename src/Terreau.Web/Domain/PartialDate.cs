using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Terreau.Web.Domain;

/// <summary>
/// A date known to the year, the month or the day: "2018", "2018-10" or "2018-10-15".
/// A source rarely gives more than its month, and a day made up would be a false one.
/// </summary>
[JsonConverter(typeof(Json))]
public readonly record struct PartialDate : IComparable<PartialDate>
{
    private PartialDate(DateOnly firstDay, string written) => (FirstDay, Written) = (firstDay, written);

    /// <summary>The first day the date may stand for, used to sort and to compute age.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>The last day the date may stand for.</summary>
    public DateOnly LastDay => Written.Length switch { 4 => FirstDay.AddYears(1).AddDays(-1), 7 => FirstDay.AddMonths(1).AddDays(-1),
        _ => FirstDay };

    /// <summary>The date as it was given, no more precise than it is known.</summary>
    public string Written { get; }

    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        if (text is null) return false;
        var format = text.Length switch { 4 => "yyyy", 7 => "yyyy-MM", 10 => "yyyy-MM-dd", _ => null };
        if (format is null || !DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        date = new PartialDate(day, text);
        return true;
    }

    /// <summary>A day known in full.</summary>
    public static PartialDate Of(DateOnly day) => new(day, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <exception cref="FormatException">The text is no such date.</exception>
    public static PartialDate Parse(string text)
        => TryParse(text, out var date) ? date : throw new FormatException($"« {text} » n’est pas une date.");

    /// <summary>As people say it: "2018", "octobre 2018", "15 octobre 2018".</summary>
    public string InFrench() => FirstDay.ToString(
        Written.Length switch { 4 => "yyyy", 7 => "MMMM yyyy", _ => FirstDay.Day == 1 ? "'1er' MMMM yyyy" : "d MMMM yyyy" },
        CultureInfo.GetCultureInfo("fr-FR"));

    public int CompareTo(PartialDate other) => FirstDay.CompareTo(other.FirstDay);

    public override string ToString() => Written;

    internal sealed class Converter() : ValueConverter<PartialDate, string>(date => date.Written, text => Parse(text));

    internal sealed class Json : JsonConverter<PartialDate>
    {
        public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => TryParse(reader.GetString(), out var date) ? date : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.Written);
    }
}
