using System.Text.Json;
using System.Text.Json.Serialization;

namespace Terreau.Web.Hosting.Api;

/// <summary>JSON that was written before and goes into an answer as it is.</summary>
[JsonConverter(typeof(Writer))]
internal sealed class WrittenJson(byte[] utf8)
{
    private readonly byte[] utf8 = utf8;

    public static WrittenJson Of<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Options));

    private sealed class Writer : JsonConverter<WrittenJson>
    {
        public override WrittenJson Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
            => throw new NotSupportedException();

        // It comes from the serializer: to check it again would cost as much as to write it again.
        public override void Write(Utf8JsonWriter writer, WrittenJson value, JsonSerializerOptions options)
            => writer.WriteRawValue(value.utf8, skipInputValidation: true);
    }
}
