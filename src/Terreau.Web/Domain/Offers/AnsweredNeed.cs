using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Terreau.Web.Domain.Offers;

/// <summary>
/// A need that an offer answers: "FINANCEMENT/pret", or "FINANCEMENT" for the whole kind. Codes that no list knows are kept as
/// they were written, so that nothing vanishes from a page.
/// </summary>
/// <param name="Kind">A code of <see cref="Vocabulary.NeedKinds"/>.</param>
/// <param name="Nature">A code of <see cref="Vocabulary.Natures"/>; null for the whole kind.</param>
[JsonConverter(typeof(Json))]
public sealed record AnsweredNeed(string Kind, string? Nature)
{
    public const string Funding = "FINANCEMENT";

    public static AnsweredNeed Read(string text)
        => text.Split('/', 2) is [var kind, var nature] ? new(kind, nature) : new(text, null);

    /// <summary>"Financement : prêt".</summary>
    public string InFrench()
        => Nature is null ? Vocabulary.NeedKinds.Label(Kind)
            : $"{Vocabulary.NeedKinds.Label(Kind)} : {French.Lower(Vocabulary.Natures.Label(Nature))}";

    public override string ToString() => Nature is null ? Kind : $"{Kind}/{Nature}";

    internal sealed class Converter() : ValueConverter<AnsweredNeed, string>(need => need.ToString(), text => Read(text));

    internal sealed class Json : JsonConverter<AnsweredNeed>
    {
        public override AnsweredNeed Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => AnsweredNeed.Read(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, AnsweredNeed value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.ToString());
    }
}
